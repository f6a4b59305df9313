"""What a document is: reading sources, cleaning text, finding metadata. Imports nothing of ours."""
