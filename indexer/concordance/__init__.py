"""Concordances: every occurrence of what a query matches literally, one a line, and the words that stand beside it."""
