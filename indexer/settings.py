"""Every limit, default and weight of searching and indexing, declared once as name, value and meaning."""

from __future__ import annotations

MAX_QUERY_LENGTH = 1_000
"""Code points of a query; a longer one is refused."""
MAX_QUERY_DEPTH = 20
"""How deep parentheses may nest."""
MAX_QUERY_TERMS = 64
"""Leaves of a query, each a term, literal, wildcard or field."""
MAX_WILDCARD_WORDS = 1_000
"""Words of the index that one Latin wildcard may stand for."""
WILDCARD_GAP = 10
"""Units that a star between Han characters may stand for."""
NEAR_DISTANCE = 10
"""Units that may lie between two sides of a NEAR that names no number."""
MAX_NEAR_DISTANCE = 1_000
"""Units that may lie between two sides of a NEAR at most."""
MAX_BOOST = 100
"""How many times a part of a query may count at most."""
PARTIAL_BELOW = 10
"""With match=auto, documents that satisfy part of a query follow when fewer than this satisfy all of it.

They satisfy half of it, or of a long query one part where still fewer than this satisfy half.
"""
DEFAULT_LIMIT = 10
"""Hits of a page."""
MAX_LIMIT = 100
"""Hits that one request over HTTP may ask for."""
MAX_WINDOW = 10_000
"""How far offset + limit may reach over HTTP; an export streams the rest."""
LINKED_BEARERS = 5
"""Documents that are named for a document number which another cites."""
LINKED_CITERS = 10
"""Documents that are named of those which cite one; a search finds the others."""
LISTED_COPIES = 100
"""Copies of a document that are listed with it; the others are counted."""
UNFOLDED_COPIES = 20
"""Copies of a hit that are listed below it where one stands for each family; the document's page lists the others."""
SIMILAR = 5
"""Similar documents that are listed with one, unless more or fewer are asked for."""
MAX_SIMILAR = 50
"""Similar documents that can be asked for."""
TELLING_WORDS = 16
"""Words of a document by which similar ones are looked for."""
TELLING_LENGTH = 20_000
"""Code points from the start of a text among whose words these are chosen."""
MAX_SOURCES = 50
"""Values of the source facet that are listed, the most frequent ones and any selected one."""
FEED_ENTRIES = 50
"""Documents of a feed, the newest ones."""
MAX_TREND_QUERIES = 6
"""Queries whose documents are counted over time beside each other."""
MAX_PERIODS = 2_400
"""Months or years that a count over time may span: two hundred years of months."""
TREND_VALUES = 9
"""Districts or industries by which a count over time is split, those with the most documents."""
COMPARED_WORD_COUNT = 5
"""How often a word stands in both sides of a comparison together, at least, to be characteristic of one."""
COMPARED_WORD_HOLDERS = 2
"""Documents of a side that hold a word, at least, for it to be characteristic of that side and not of one text."""
COMPARED_WORDS = 25
"""Characteristic words that are given of each side of a comparison."""
COMPARED_SAMPLES = 3
"""Documents that are quoted of each side of a comparison."""
SNIPPETS = 3
"""Snippets of a hit at most."""
SNIPPET_LENGTH = 120
"""Code points of a snippet, about; it is moved to sensible ends."""
SUGGESTIONS = 10
"""Suggestions that are given unless more or fewer are asked for."""
MAX_SUGGESTIONS = 50
"""Suggestions that can be asked for."""
MAX_COMPLETED_LENGTH = 100
"""Code points of what has been typed that suggestions complete; behind that there are none."""
MAX_COMPLETED_WORDS = 6
"""Words at the end of what has been typed that are completed together."""
SUGGESTED_FROM = 3
"""Documents that hold a word of the index from which on it is suggested, unless the index is small."""
SMALL_INDEX = 1_000
"""Documents below which every word of an index is suggested, and indexing leaves it to others to collect them."""
SUGGESTED_WORDS = 100_000
"""Words of the index that are suggested, the most frequent ones."""
SUGGESTED_TITLES = 30_000
"""Titles that are suggested and searched for frequent phrases, those of the newest documents."""
SUGGESTIONS_RENEWED = 0.05
"""The share of documents that have changed from which on indexing collects anew what there is to suggest."""
SUGGESTIONS_OUTDATED = 0.3
"""The share from which on whoever needs suggestions does not wait for that, and collects them."""
PHRASE_TITLES = 5
"""Titles that hold the same words in a row from which on these are a frequent phrase."""
REREAD_BELOW = 10
"""Documents that satisfy a query below which it is read as pinyin, and looked through for mistyped words."""

BM25_K1 = 1.2
"""How fast repeated words stop adding to a score; this and the next are Whoosh's own defaults, and the usual ones."""
BM25_B = 0.75
"""How much a long field is held against its words, from 0 to 1."""
TITLE_WEIGHT = 3.0
"""What a word in the title counts, against 1 in the text."""
LITERAL_WEIGHT = 1.0
"""What a literal occurrence counts, against 1 for a word.

Without it and the next the Chinese titles of notices find their own bodies a little less well: nDCG@10 0.946 against
0.950, one title in eight; lay questions, which are ranked by evidence, fare the same.
"""
APART_WEIGHT = 0.3
"""What the words of a term count in a document that does not hold it literally, so that those which do come first.

Of 300 random pieces of news texts, three to eight characters long, that some documents hold literally and others in
words, the first document found did not hold the piece for 91 at a weight of 1, for 22 at 0.5 and for 2 at this.
"""
PAIR_WEIGHT = 0.5
"""What two units that stand next to each other count as evidence, against 1 for a word.

This weight and the next were measured on lay questions about law, titles of notices and titles of news, half of the
queries at a time: any from 0.5 to 1 and from 0.2 to 0.5 do about as well, and without either questions fare worse:
nDCG@10 0.522 without pairs and 0.537 without units against 0.548, one question in eight.
"""
UNIT_WEIGHT = 0.3
"""What a unit counts as evidence, against 1 for a word."""
FUNCTION_WEIGHT = 0.5
"""What a function word counts as evidence, against 1 for another word."""
COVERAGE_WEIGHT = 0.2
"""How much more the evidence counts in a document that satisfies all parts of a question than where it has none.

Titles fare better with it (nDCG@10 0.950 against 0.946 in Chinese, 0.152 against 0.149 in English without the
dictionary), lay questions a little worse (0.548 against 0.551).
"""
PROXIMITY_WEIGHT = 0.3
"""What two parts of a query that stand side by side count besides, against 1 for the lesser of the two.

Of 896 news articles, each looked for by two words of a sentence in it, the mean reciprocal rank was 0.271 without,
0.285 at this and 0.308 at 1; by two words of the title 0.562, 0.567 and 0.567; but by three of the title in any order,
of which those typed side by side need not stand so, 0.796, 0.790 and 0.779.
"""
PROXIMITY_REACH = 10
"""Units between two parts at which they count half as much besides as side by side."""
BEARER_SCORE = 100.0
"""What a document number counts in a document that bears it: more than words do, so that those come first."""
SYNONYM_WEIGHT = 0.8
"""What an equal term in the same language counts, against 1 for what was typed."""
TRANSLATION_WEIGHT = 0.7
"""What an equal term in the other language counts: it may have further meanings."""
DICTIONARY_WEIGHT = 0.6
"""What a translation from the dictionary counts: less than one from the lexicon, which knows what policies speak of."""
PINYIN_WEIGHT = 0.7
"""What a term counts whose pinyin was typed, against 1 for what was typed: another may have been meant."""
CONTEXT_WIDTH = 20
"""Code points on either side of an occurrence that a concordance shows."""
MAX_CONTEXT_WIDTH = 200
"""Code points on either side of an occurrence at most."""
MAX_SORTED_OCCURRENCES = 20_000
"""Occurrences that are put in the order of their contexts or places; of more, so many are drawn at random."""
SORTED_UNITS = 8
"""Units of context by which occurrences are put in order."""
SAMPLE_SEED = 1993
"""What occurrences are drawn at random from, so that the same search draws the same ones."""
COLLOCATE_SPAN = 10
"""Units that may lie between an occurrence and a word for this to be a collocate."""
MAX_COLLOCATE_SPAN = 50
"""Units that may lie between an occurrence and its collocates at most."""
COLLOCATE_MINIMUM = 3
"""Times that a word must stand beside the occurrences to be a collocate."""
COLLOCATES = 50
"""Collocates that are given unless more or fewer are asked for."""
MAX_COLLOCATES = 500
"""Collocates that can be asked for."""
MAX_COLLOCATED_OCCURRENCES = 2_000
"""Occurrences beside which collocates are counted; of more, about so many, those of documents drawn at random."""
