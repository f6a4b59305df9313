import pytest

from webui.pager import page_numbers


@pytest.mark.parametrize(
    ("page", "last", "numbers"),
    [
        (1, 0, []),
        (1, 1, [1]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 11, [1, None, 4, 5, 6, 7, 8, None, 11]),
        (9, 9, [1, None, 7, 8, 9]),
        (50, 9, [1, None, 9]),
    ],
)
def test_the_ends_and_the_neighbours_are_offered(page, last, numbers):
    assert page_numbers(page, last) == numbers
