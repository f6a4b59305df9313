"""Documents over time: how many, of how many, where, and where first."""
