from flask import url_for
from hypothesis import given, settings
from hypothesis import strategies as st

from webui.address import Address

SEARCH = Address((("q", "自贸区"), ("district", "110108"), ("district", "310000"), ("page", "3")))


def test_every_change_begins_on_the_first_page():
    assert SEARCH.with_values("lang", ("en",)).get("page") == ""
    assert SEARCH.replacing("sort", "newest").get("page") == ""
    assert SEARCH.without("district").pairs == (("q", "自贸区"),)


def test_the_first_page_needs_no_number():
    assert SEARCH.at_page(1).get("page") == ""
    assert SEARCH.at_page(4).pairs == (*SEARCH.pairs[:3], ("page", "4"))


def test_an_empty_value_takes_the_parameter_away():
    assert SEARCH.replacing("q", "").values("q") == ()


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="自 &=#?%+/<\"'a\0", min_size=1, max_size=12))
def test_whatever_a_value_holds_comes_back_from_the_address(app, value):
    address = Address((("q", value), ("source", value)))
    with app.test_request_context():
        url = address.url
    with app.test_request_context(url) as context:
        assert context.request.path == "/"
        assert tuple(context.request.args.items(multi=True)) == address.pairs


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="自 &=#?%+/:;<\"'a.~@\0", min_size=1, max_size=12))
def test_the_path_of_a_document_is_that_of_its_route(app, identifier):
    with app.test_request_context():
        assert Address().document_url(identifier) == url_for(
            "documents.document_page", document_id=identifier
        )
