import pytest

from corpus.clean.readings import has_tone, is_reading, marked, readings


@pytest.mark.parametrize(
    ("digit", "mark"),
    [
        ("shi2", "shí"),
        ("lüe4", "lüè"),
        ("hao3", "hǎo"),
        ("gou3", "gǒu"),
        ("gui4", "guì"),
        ("liu2", "liú"),
        ("er", "er"),
    ],
)
def test_the_mark_stands_where_it_is_written(digit: str, mark: str) -> None:
    assert marked(digit) == mark


@pytest.mark.parametrize(
    ("written", "characters"),
    [
        *(
            ("shí", "時"),
            ("shi2", "時"),
            ("SHÍ", "時"),
            ("shi\u0301", "時"),
            ("lü4", "绿"),
            ("lv4", "绿"),
            ("lu:4", "绿"),
        ),
        *(
            ("chóngqìng", "在重庆"),
            ("Chóng Qìng", "重庆"),
            ("chong2qing4", "重庆"),
            ("Xī'ān", "西安"),
            ("xī-ān", "西安"),
        ),
        *(("dōngxi", "东西"), ("zhòng/chóng", "重"), ("nǎr", "哪儿"), ("yí gè", "一个"), ("guójiā", "國家")),
    ],
)
def test_a_spelling_reads_the_last_characters(written: str, characters: str) -> None:
    assert is_reading(written, characters)
    assert has_tone(written)


@pytest.mark.parametrize(
    ("written", "characters"),
    [
        ("shí", "刻"),
        ("chóngqìng", "庆"),
        ("chóngqìng", "广州"),
        ("", "時"),
        ("shí", ""),
        ("shí2", "時"),
        ("zhòng/qìng", "重"),
    ],
)
def test_other_spellings_do_not(written: str, characters: str) -> None:
    assert not is_reading(written, characters)


def test_what_has_no_tone() -> None:
    assert not has_tone("Shanghai")
    assert not has_tone("lü")


def test_the_table_knows_both_scripts() -> None:
    assert {"shi2"} == readings()["时"] == readings()["時"]
    assert {"zhong4", "chong2"} <= readings()["重"]
    assert len(readings()) > 9000
