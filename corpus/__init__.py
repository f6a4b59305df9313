"""What a document is: reading sources, cleaning text, finding metadata. Imports nothing of ours.

``sources`` reads files into raw records, ``clean`` mends their text, ``metadata`` finds what is known about them, and
``intake.document_from`` makes the document of it all.
"""
