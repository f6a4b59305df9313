"""What clients that mean harm send, and what no answer to them may do."""
