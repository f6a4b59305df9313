"""Why a query finds what it finds; :mod:`indexer.explain` is where to ask."""
