"""From text to tokens to an index to hits: indexing and searching, and the command line."""
