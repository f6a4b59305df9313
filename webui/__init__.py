"""The pages and the JSON interface over the indexer."""
