"""CSV, with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from corpus.errors import RecordError
from corpus.sources.columns import Row
from corpus.sources.decoding import is_damaged, lines_of
from corpus.sources.limits import LONGEST_LINE
from corpus.sources.record import Place
from corpus.sources.streams import Stream

_BETWEEN_CELLS = (",", "\t", ";")


def read_rows(stream: Stream, place: Place) -> Iterator[Row | RecordError]:
    """The rows of a table; one that is none is reported and reading goes on."""
    csv.field_size_limit(LONGEST_LINE)
    lines = lines_of(stream, place)
    first = next(lines, "")
    rows = csv.reader(chain([first], lines), delimiter=max(_BETWEEN_CELLS, key=first.count))
    while True:
        here = replace(place, line=rows.line_num + 1)
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield here.error(f"the row is not CSV: {error}")
            continue
        except RecordError as error:
            yield here.error(error.reason)
            return
        if any(map(is_damaged, cells)):
            yield here.error("the row is not in the character set of the file: save the file as UTF-8")
        else:
            yield Row(here, cells)
