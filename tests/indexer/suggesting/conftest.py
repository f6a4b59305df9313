import pytest


@pytest.fixture(scope="module", autouse=True)
def suggestions_are_collected_once() -> None:
    """Not here, where collecting is what is tested."""
