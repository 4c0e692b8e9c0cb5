"""The API against its own description: no failure of ours and every answer as described, whatever is sent."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from provenance.web import api
from tests.web.conftest import QUOTE

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = sorted(
    (route.path, method) for route in api.router.routes if isinstance(route, APIRoute) for method in route.methods or ()
)
FREELY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def described(shown: str) -> Any:
    return schemathesis.openapi.from_url(f"{shown}/api/openapi.json")


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_that_is_sent_makes_the_server_fail(described, path, method):
    @FREELY
    @given(case=described[path][method].as_strategy())
    def holds(case):
        case.call_and_validate(checks=CHECKS)

    holds()


@pytest.mark.parametrize("path", ["/api/article", "/api/audit", "/api/lineage"])
def test_what_is_stored_is_given_as_described(described, shown, path):
    stored = httpx.get(f"{shown}/api/articles").json()["articles"]
    for article in stored:
        case = described[path]["GET"].Case(query={"where": article["id"]})
        assert case.call_and_validate(checks=CHECKS).status_code == 200


def test_a_trace_is_given_as_described(described):
    case = described["/api/trace"]["GET"].Case(query={"quote": QUOTE})
    assert case.call_and_validate(checks=CHECKS).json()["appearances"]
