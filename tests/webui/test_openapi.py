"""The OpenAPI document against the code and against answers, by libraries that are not ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from webui.endpoints import Endpoint, declared
from webui.parameters import Parameter


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    return app.test_client().get("/api/v1/openapi.json").get_json()


def test_every_address_of_the_interface_is_declared(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    assert rules
    assert [rule.rule for rule in rules if rule.endpoint not in declared(app)] == []


def test_the_document_is_openapi(document):
    assert document["openapi"].startswith("3.1")
    validate(document)
    assert {"/api/v1/search", "/api/v1/documents/{document_id}", "/api/v1/suggest"} <= set(document["paths"])


def closed(schema: Any) -> Any:
    """The schema with no other keys than those it names, unless it says that there may be some."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(one) for name, one in schema.items()}
    return {"additionalProperties": False, **inner} if isinstance(schema.get("properties"), dict) else inner


ANSWERS = [
    ("/api/v1/search", "/api/v1/search?q=自贸区&facets=district,industry,year,month,source,lang&from=2020"),
    ("/api/v1/search", "/api/v1/search?q=自貿區&collapse=1"),
    ("/api/v1/search", "/api/v1/search?q=“算力部贴"),
    ("/api/v1/documents/{document_id}", "/api/v1/documents/hd-ftz?q=free+trade+zone"),
    ("/api/v1/documents/{document_id}", "/api/v1/documents/hk/ftz%3Fa%3D1%23b"),
    ("/api/v1/documents/{document_id}/similar", "/api/v1/documents/ai-01/similar?limit=3"),
    ("/api/v1/concordance", "/api/v1/concordance?q=自贸区&sort=left&limit=3"),
    ("/api/v1/concordance", "/api/v1/concordance?q=无处可寻"),
    ("/api/v1/collocates", "/api/v1/collocates?q=人工智能"),
    ("/api/v1/suggest", "/api/v1/suggest?q=zmq"),
    ("/api/v1/suggest", "/api/v1/suggest?q=haidianqu"),
    ("/api/v1/suggest", "/api/v1/suggest?q=a+free+trade"),
    ("/api/v1/record", "/api/v1/record?q=自贸区"),
    ("/api/v1/trends", "/api/v1/trends?q=自贸区&q=“无此”&split=district&first_use=1"),
    ("/api/v1/compare", "/api/v1/compare?q=自贸区&a_district=海淀"),
]


@pytest.mark.parametrize(("path", "address"), ANSWERS)
def test_answers_have_the_form_that_is_promised(client, document, path, address):
    answer = client.get(address)
    assert answer.status_code == 200
    promised = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**promised, "components": closed(document["components"])})
    assert [error.message for error in validator.iter_errors(answer.get_json())] == []


def test_an_answer_is_tried_for_every_endpoint(app):
    assert {path for path, _ in ANSWERS} == {one.path for one in declared(app).values() if one.answers}


def every_parameter(app: Flask) -> list[tuple[Endpoint, Parameter]]:
    return [(one, parameter) for one in declared(app).values() for parameter in one.parameters]


NEEDED = {"/api/v1/compare": ("b_source", "产业通知")}
"""What an address has to be given whatever else it is."""


def address_with(one: Endpoint, *pairs: tuple[str, str]) -> str:
    needed = [NEEDED[one.path]] if one.path in NEEDED else []
    return f"{one.path.replace('{document_id}', 'hd-ftz')}?{urlencode([*pairs, *needed])}"


def test_every_bound_is_kept_and_told_by_name(app, client):
    """Of every number the last good and the first bad value, of every choice each one and another."""
    for one, parameter in every_parameter(app):
        good, bad = values(parameter)
        for value in good:
            address = address_with(one, (parameter.name, value))
            assert client.get(address).status_code == 200, address
        for value in bad:
            address = address_with(one, (parameter.name, value))
            response = client.get(address)
            assert response.status_code == 422, address
            assert response.get_json()["error"]["parameter"] == parameter.name


def values(parameter: Parameter) -> tuple[list[str], list[str]]:
    """Values that a parameter takes, and values that it does not."""
    match parameter.kind:
        case "number":
            most = [] if parameter.most is None else [str(parameter.most + 1)]
            default = [parameter.default] if parameter.default else []
            return [str(parameter.least), *default], [str(parameter.least - 1), "x", "", *most]
        case "switch":
            return ["0", "1"], ["2", ""]
        case "choice":
            return [*parameter.choices, *([",".join(parameter.choices)] * parameter.listed)], ["colour"]
        case "date":
            return ["2020", "2020-07", "2020-07-30", "近三年"], ["tomorrow", "2020-02-31"]
        case "text":
            return [], [] if parameter.most is None else ["长" * (parameter.most + 1)]


def test_defaults_are_what_stands_where_nothing_is_given(app, client):
    for one, parameter in every_parameter(app):
        if parameter.default:
            plain, told = (
                but_for_time(client.get(address_with(one, ("q", "自贸区"), *given)))
                for given in ((), ((parameter.name, parameter.default),))
            )
            assert plain == told


def but_for_time(response: TestResponse) -> Any:
    """An answer without what says when it was made, or how long that took."""
    if not response.is_json:
        return response.get_data()
    return {
        key: value for key, value in response.get_json().items() if key not in ("took_ms", "made", "methods")
    }


def test_unknown_and_repeated_parameters_are_refused_everywhere(app, client):
    for one in declared(app).values():
        response = client.get(address_with(one, ("colour", "red")))
        assert (response.status_code, response.get_json()["error"]["parameter"]) == (422, "colour")
        for parameter in one.parameters:
            status = client.get(address_with(one, *([(parameter.name, "1")] * 2))).status_code
            assert status == 422 or parameter.repeatable
