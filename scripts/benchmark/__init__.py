"""What ``scripts/bench.py`` is made of: one corpus and one set of queries, given to several engines alike."""
