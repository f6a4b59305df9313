"""The default engine: a Whoosh index on disk whose segments are arrays. The only package that imports whoosh.

    writer      documents into rows (rows, pool), rows into a segment, small segments into larger ones (merging)
    codec       the files of a segment (files), each a file of arrays (arrays): words, units (made by unit_arrays),
                values, columns, documents
    store       what is written, safely on disk before it counts; failpoints name each step, for tests to stop at;
                stamp says what the index was built with, lock who writes, damage and check what is no longer whole
    generation  the segments of one commit (tables, store, segment), searched as one row of documents; opening opens it,
                whatever is committed meanwhile
    kinship     families found among all documents of a commit, noted with its segments (copied)
    answer      a request: the query evaluated (evaluate), its literals by bigrams of units (patterns, near), what was
                found scored (scoring), ordered and cut to the page, and its values counted (facets), or families of
                copies in place of documents (collapsing)

Whoosh keeps the schema, the table of contents, the lock and the deletions, and its own searcher works on the index
through terms_reader and document_reader.
"""
