"""How large and how deep what is read may be, so that no file can fill the memory or keep the reader busy for ever."""

from __future__ import annotations

LARGEST_WHOLE = 256 << 20
"""Bytes of what is held whole: a page, or a document or archive that lies inside of another."""
LONGEST_LINE = 1 << 24
"""Characters of a line of JSON Lines, and of a cell of a table."""
MOST_GROWTH = 200
"""How many times its own size may come out of a packed file, all that is packed inside of it included."""
FREE_GROWTH = 64 << 20
"""Bytes that may come out of any packed file, however small it is."""
DEEPEST_ARCHIVE = 3
"""How many archives may lie one inside of the other."""
LARGEST_PASSED = 4 << 20
"""Bytes of a page that is passed to another process at most; a larger one is read where it was fetched."""
