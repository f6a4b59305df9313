from __future__ import annotations

import json
import subprocess
import sys

from corpus.document import Document
from indexer.analysis import ANALYZER_STAMP, analyze
from indexer.language.fold import fold, fold_digest


def test_a_document_gets_its_words_units_and_ancestors() -> None:
    document = Document(
        id="1",
        title="亦庄發布AI政策",
        text="Policies，5.2%",
        districts=("110000-bda",),
        industries=("new-it.ai",),
    )
    (analyzed,) = analyze([document]).apart()
    assert analyzed.document is document
    assert analyzed.title_words == tuple(fold("亦庄 发布 ai 政策").split())
    assert analyzed.title_units == tuple(fold("亦 庄 发 布 ai 政 策").split())
    assert analyzed.body_words == ("polici", "5", "2")
    assert analyzed.body_units == ("policies", ",", "5", ".", "2", "%")
    assert {"110000-bda", "110000"} <= analyzed.districts
    assert analyzed.industries == {"new-it", "new-it.ai"}


def test_a_document_without_title_and_codes_is_analyzed_too() -> None:
    (analyzed,) = analyze([Document(id="1", title="", text="")]).apart()
    assert (analyzed.title_words, analyzed.body_units, analyzed.districts) == ((), (), frozenset())


def test_the_stamp_names_all_that_tokens_depend_on() -> None:
    assert set(ANALYZER_STAMP) == {"analyzer", "dictionary", "conversion", "stemmer", "fold", "signatures"}
    assert ANALYZER_STAMP["fold"] == fold_digest()
    assert all(ANALYZER_STAMP.values())


def test_the_stamp_is_the_same_without_the_port_to_rust_and_loads_no_dictionary() -> None:
    script = (
        "import sys, json; sys.modules['rjieba'] = None\n"
        "from indexer.analysis import ANALYZER_STAMP\n"
        "assert 'jieba' not in sys.modules\n"
        "print(json.dumps(dict(ANALYZER_STAMP)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert json.loads(run.stdout) == ANALYZER_STAMP
