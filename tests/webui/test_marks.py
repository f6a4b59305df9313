from hypothesis import given, settings
from hypothesis import strategies as st

from webui.marks import is_cut_short, paragraphs, pieces


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet="自贸区a \n<", max_size=40))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, tuple(zip(edges[::2], edges[1::2], strict=False))


@settings(deadline=None, max_examples=100)
@given(marked_texts())
def test_pieces_make_up_the_text_and_the_marked_ones_are_the_spans(case):
    text, spans = case
    cut = pieces(text, spans)
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.number] == [text[start:end] for start, end in spans]


@settings(deadline=None, max_examples=100)
@given(marked_texts())
def test_paragraphs_make_up_the_lines_that_hold_anything(case):
    text, spans = case
    cut = paragraphs(text, spans)
    assert ["".join(piece.text for piece in line) for line in cut] == [
        line for line in text.split("\n") if line.strip()
    ]
    marked = "".join(piece.text for line in cut for piece in line if piece.number)
    assert marked.strip().replace(" ", "") == "".join(text[start:end] for start, end in spans).replace(
        "\n", ""
    ).replace(" ", "")


def test_a_match_over_the_end_of_a_line_is_marked_on_both():
    first, second = paragraphs("甲乙\n丙丁", [(1, 4)])
    assert [(piece.text, piece.number) for piece in first] == [("甲", 0), ("乙", 1)]
    assert [(piece.text, piece.number) for piece in second] == [("丙", 1), ("丁", 0)]


def test_a_snippet_is_cut_short_unless_it_ends_as_sentences_do():
    assert is_cut_short("支持企业")
    assert not is_cut_short("支持企业。 ")
    assert not is_cut_short("“支持企业”")
