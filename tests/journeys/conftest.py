"""One served demonstration for all journeys of a process of tests."""

import pytest

from tests.served import served, visitors


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with served(tmp_path_factory, "journeys") as site:
        yield site


@pytest.fixture
def visit(site, browser):
    """`visit("ana")` opens the site as Ana, `visit(None)` as nobody. Complaints fail the test."""
    with visitors(site, browser) as open_as:
        yield open_as
