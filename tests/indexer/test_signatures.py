from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.analysis import analyze
from indexer.batch import SIGNATURE, Signatures
from indexer.language.conversion import convert
from indexer.signatures import shingles, signatures, signed
from indexer.unit_rows import unit_rows

TEXTS = st.lists(st.text("政策补贴补貼企业，。 AI5１２\n", max_size=30), min_size=1, max_size=6)


def sign(*texts: str, title: str = "") -> Signatures:
    return signatures(unit_rows([title] * len(texts)), unit_rows(list(texts)))


def shared(one: Signatures, other: Signatures) -> float:
    return float(np.mean(one["marks"] == other["marks"]))


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_a_signature_is_the_minhash_of_the_shingles(texts: list[str]) -> None:
    titles, bodies = unit_rows(texts[::-1]), unit_rows(texts)
    found = signatures(titles, bodies)
    hashes, sizes = shingles(titles, bodies)
    ends = np.cumsum(sizes)
    for signature, start, end in zip(found, ends - sizes, ends, strict=True):
        assert signature["size"] == end - start
        if end > start:
            minhash = MinHash(128, seed=1, scheme="affine32", hashfunc=int)
            minhash.update_batch(hashes[start:end].tolist())
            assert (signature["marks"] == minhash.hashvalues.astype(np.uint8)).all()


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_it_is_all_one_with_what_others_a_document_is_signed(texts: list[str]) -> None:
    together = sign(*texts, title="标题5")
    assert [each.tobytes() for each in together] == [sign(text, title="标题5").tobytes() for text in texts]


def test_each_shingle_counts_once_and_those_of_titles_and_numbers_several_times() -> None:
    assert sign("政策")["size"] == 2
    assert sign("政策" * 50)["size"] == 2 + 3
    assert sign("政策", title="补贴")["size"] == 2 + 2 * 4
    assert sign("政策5")["size"] == 3 + 10


def test_script_width_case_and_punctuation_make_no_difference() -> None:
    text = "２０２０年，支持企业申请AI补贴。"
    for other in (convert(text, "s2t"), "2020年 支持企业 申请 ai 补贴", text.replace("，", "\n\n")):
        assert sign(text).tobytes() == sign(other).tobytes()


def test_the_order_of_units_does_make_a_difference() -> None:
    assert shared(sign("支持企业申请补贴"), sign("补贴申请企业支持")) < 0.2


def test_what_is_shared_is_about_the_share_of_shingles() -> None:
    characters = [chr(0x4E00 + number * 7) for number in range(2_000)]
    one, other = "".join(characters[:1_500]), "".join(characters[500:])
    assert 0.38 < shared(sign(one), sign(other)) < 0.62


def test_a_document_without_units_has_no_size() -> None:
    assert sign("", "，。！")["size"].tolist() == [0, 0]
    assert len(signatures(unit_rows([]), unit_rows([]))) == 0


def test_a_batch_is_signed_and_its_signatures_go_with_its_documents() -> None:
    documents = [
        Document(id=str(number), title=f"第{number}号", text="支持企业" * number) for number in range(4)
    ]
    analyzed = analyze(documents)
    assert not analyzed.signatures["size"].any()
    batch = signed(analyzed)
    assert batch.signatures.dtype == SIGNATURE
    chosen = signed(analyze([documents[1], documents[3]])).signatures
    assert batch.only([1, 3]).signatures.tobytes() == chosen.tobytes()
    assert [one.signature.tobytes() for one in batch.apart()] == [one.tobytes() for one in batch.signatures]


def test_nothing_but_indexing_waits_for_scipy() -> None:
    program = (
        "import sys, indexer.cli.searching, indexer.cli.reading, indexer.cli.diffing, indexer.cli.keeping\n"
        "from indexer.explain import explain_query\n"
        "from indexer.analysis import analyze\n"
        "from corpus.document import Document\n"
        "analyze([Document(id='1', title='', text='政策')])\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('scipy', 'datasketch')])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert run.stdout.strip() == "[]"
