"""The interface asked at random by what its OpenAPI document says, and its answers held against that."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    allow_header_conformance,
]
SETTINGS = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def promised(app: Flask) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=schemathesis.Config())


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_answers_are_what_the_document_promises(
    promised: schemathesis.BaseSchema, mode: GenerationMode
) -> None:
    """Of every endpoint, asked as the document says and as it says not."""
    asked = []
    for found in promised.get_all_operations():
        operation = found.ok()
        asked.append(operation.path)

        @SETTINGS
        @given(operation.as_strategy(generation_mode=mode))
        def holds(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()
    assert "/api/v1/search" in asked
