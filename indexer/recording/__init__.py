"""Searches on record: what was asked, of which index, and what was found, so that it can be told and repeated."""
