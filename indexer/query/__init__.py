"""The query language: what was typed, read into a tree. Knows no engine."""
