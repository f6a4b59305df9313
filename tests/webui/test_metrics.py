import pytest
from prometheus_client.parser import text_string_to_metric_families

from corpus.document import Document
from corpus.errors import IndexDamagedError
from tests.indexer.articles import put
from tests.webui.documents import DOCUMENTS
from tests.webui.operated import filled, operated
from webui.app import create_app
from webui.freshness import FreshEngine


def figures(client):
    """The samples by name and labels."""
    response = client.get("/metrics", buffered=True)
    assert response.mimetype == "text/plain"
    assert response.headers["Cache-Control"] == "no-store"
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(response.get_data(as_text=True))
        for sample in family.samples
    }


def test_requests_are_counted_by_endpoint_method_and_status():
    client = operated().test_client()
    for path in ("/", "/?q=a", "/none", "/documents/none", "/healthz", "/?q=a&from=x"):
        client.get(path).close()
    client.head("/").close()
    client.open("/", method="BREW").close()
    client.open("/", method="OOPS").close()
    counted = {
        key[1:]: value for key, value in figures(client).items() if key[0] == "zhengsou_requests_total"
    }
    assert counted == {
        ("200", "GET", "pages.search_page"): 2,
        ("422", "GET", "pages.search_page"): 1,
        ("200", "HEAD", "pages.search_page"): 1,
        ("404", "GET", "none"): 1,
        ("404", "GET", "documents.document_page"): 1,
        ("200", "GET", "api.health_answer"): 1,
        ("405", "none", "other"): 2,
    }


def test_times_are_told_by_endpoint_and_those_of_searches_too():
    client = operated().test_client()
    for _ in range(3):
        client.get("/api/v1/search?q=自贸区").close()
    client.get("/api/v1/search?q=海淀").close()
    told = figures(client)
    assert told["zhengsou_request_seconds_count", "api.search_answer"] == 4
    assert told["zhengsou_request_seconds_bucket", "+Inf", "api.search_answer"] == 4
    assert (
        0 < told["zhengsou_search_seconds_sum",] <= told["zhengsou_request_seconds_sum", "api.search_answer"]
    )
    assert told["zhengsou_search_seconds_count",] >= 2
    assert told["zhengsou_remembered_total",] == 2


def test_searches_of_an_index_that_is_held_still_are_timed_as_well():
    client = operated().test_client()
    asked = {"q": "通知", "a_lang": "zh-Hans", "b_lang": "en"}
    assert client.get("/api/v1/compare", query_string=asked).status_code == 200
    assert figures(client)["zhengsou_search_seconds_count",] >= 2


def test_the_index_is_told_as_it_is_now():
    engine = filled()
    app = operated(engine)
    app.extensions["zhengsou"] = FreshEngine(engine, iter(range(1000)).__next__)
    client = app.test_client()
    before = figures(client)
    assert before["zhengsou_documents",] == len(DOCUMENTS)
    put(engine, Document("new", "", "自贸区"))
    after = figures(client)
    assert after["zhengsou_documents",] == len(DOCUMENTS) + 1
    assert after["zhengsou_generation",] == before["zhengsou_generation",] + 1 == engine.generation


def test_an_index_that_cannot_be_read_is_told_and_figures_go_on(monkeypatch):
    engine = filled()
    client = operated(engine).test_client()
    assert figures(client)["zhengsou_index_readable",] == 1

    def damaged():
        raise IndexDamagedError("cut short")

    monkeypatch.setattr(engine, "stats", damaged)
    told = figures(client)
    assert told["zhengsou_index_readable",] == 0
    assert told["zhengsou_documents",] == len(DOCUMENTS)
    assert told["zhengsou_requests_total", "200", "GET", "metrics.metrics_answer"] == 1


def test_each_application_counts_for_itself():
    one, other = operated().test_client(), operated().test_client()
    one.get("/").close()
    assert not any("pages.search_page" in key for key in figures(other))


@pytest.mark.parametrize("without", ["package", "settings"])
def test_without_the_package_or_settings_there_are_no_figures_and_everything_else_works(without, monkeypatch):
    if without == "package":
        monkeypatch.setattr("webui.metrics.has_metrics", lambda: False)
        client = operated().test_client()
    else:
        client = create_app(filled()).test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/?q=自贸区").status_code == 200
