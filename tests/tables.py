"""Tables as a reader of their own reads them."""

import csv
import io


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of their columns; the mark that spreadsheets like at its start may stand."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
