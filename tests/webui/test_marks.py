from hypothesis import given, settings
from hypothesis import strategies as st

from webui.marks import Quote, has_figure, is_cut_short, is_latin, one_line, paragraphs, pieces, stretches


def apart(draw, text):
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet="自贸区a \n<", max_size=40))
    quotes = [Quote(start, end, f"said-{start}") for start, end in apart(draw, text)]
    return text, apart(draw, text), quotes


@settings(deadline=None, max_examples=100)
@given(marked_texts())
def test_pieces_make_up_the_text_and_the_marked_ones_are_the_spans(case):
    text, spans, _ = case
    cut = pieces(text, spans)
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.number] == [text[start:end] for start, end in spans]


@settings(deadline=None, max_examples=200)
@given(marked_texts())
def test_stretches_make_up_the_text_and_each_quote_and_mark_begins_once(case):
    text, spans, quotes = case
    cut = stretches(text, spans, quotes)
    assert "".join(piece.text for stretch in cut for piece in stretch.pieces) == text
    assert [
        (stretch.anchor, "".join(piece.text for piece in stretch.pieces)) for stretch in cut if stretch.anchor
    ] == [(quote.anchor, text[quote.start : quote.end]) for quote in quotes]
    numbered = [piece for stretch in cut for piece in stretch.pieces if piece.number]
    assert [piece.number for piece in numbered if piece.begins] == list(range(1, len(spans) + 1))
    for number, (start, end) in enumerate(spans, 1):
        assert "".join(piece.text for piece in numbered if piece.number == number) == text[start:end]


@settings(deadline=None, max_examples=200)
@given(marked_texts())
def test_paragraphs_make_up_the_lines_that_hold_anything(case):
    text, spans, quotes = case
    cut = paragraphs(text, spans, quotes)
    flat = [[piece for stretch in line for piece in stretch.pieces] for line in cut]
    assert ["".join(piece.text for piece in line) for line in flat] == [
        line for line in text.split("\n") if line.strip()
    ]
    marked = "".join(piece.text for line in flat for piece in line if piece.number)
    assert marked.strip().replace(" ", "") == "".join(text[start:end] for start, end in spans).replace(
        "\n", ""
    ).replace(" ", "")
    begun = [piece.number for line in flat for piece in line if piece.number and piece.begins]
    assert len(begun) == len(set(begun))


def test_a_match_over_the_end_of_a_line_is_marked_on_both():
    ((first,), (second,)) = paragraphs("甲乙\n丙丁", [(1, 4)])
    assert [(piece.text, piece.number, piece.begins) for piece in first.pieces] == [
        ("甲", 0, True),
        ("乙", 1, True),
    ]
    assert [(piece.text, piece.number, piece.begins) for piece in second.pieces] == [
        ("丙", 1, False),
        ("丁", 0, True),
    ]


def test_a_snippet_is_cut_short_unless_it_ends_as_sentences_do():
    assert is_cut_short("支持企业")
    assert not is_cut_short("支持企业。 ")
    assert not is_cut_short("“支持企业”")


def test_figures_and_latin_paragraphs_are_told():
    assert has_figure("第3条") and has_figure("三年") and has_figure("５")
    assert not has_figure("企业")
    english, chinese, mark = (stretches(text, ()) for text in ("Annex A (draft)", "附件A", "……"))
    assert is_latin(english)
    assert not is_latin(chinese) and not is_latin(mark)


def test_one_line_keeps_a_space_for_each_row_of_blanks():
    assert one_line(" the\n\n policy\u3000of ") == " the policy of "
    assert one_line("政策") == "政策"


def test_a_long_document_with_many_matches_is_cut_in_one_go():
    """That the time grows with the length alone is seen by the number of spans that are looked at."""

    class Counted(list):
        looked_at = 0

        def __getitem__(self, place):
            Counted.looked_at += 1
            return super().__getitem__(place)

    spans = Counted((start, start + 1) for start in range(0, 40_000, 4))
    assert len(paragraphs("自贸区\n" * 10_000, spans)) == 10_000
    assert Counted.looked_at <= 2 * len(spans)
