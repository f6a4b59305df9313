"""The reference: what a result is, found by looking at every document; plain rather than fast."""
