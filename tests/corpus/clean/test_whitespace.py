from corpus.clean.whitespace import tidy_whitespace


def test_takes_indents_and_trailing_space() -> None:
    assert tidy_whitespace("\u3000\u3000甲乙  \n\t\u00a0丙 丁\u3000") == "甲乙\n丙 丁"


def test_leaves_at_most_one_blank_line() -> None:
    assert tidy_whitespace("\n\n甲\n \n\u3000\n\n乙\n\n\n丙\n\n丁\n戊\n\n") == "甲\n\n乙\n\n丙\n\n丁\n戊"
