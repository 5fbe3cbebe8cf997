"""The privacy notice: versioned, two languages of one shape, its controller named."""

import re

import pytest

from amparo.people import notice
from tests.helpers import sign_in, statuses


def test_who_reads_the_notice(town, client):
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200}
    assert statuses(client, f"/people/notice/{notice.CURRENT}/", town.everyone) == table


def test_a_version_that_never_was_is_not_there(town, client):
    assert sign_in(client, town.ana).get("/people/notice/1999-01/").status_code == 404


@pytest.mark.parametrize("version", notice.versions())
def test_both_languages_say_the_same_things_in_the_same_order(version):
    shapes = [
        [(block.kind, len(block.items)) for block in notice.blocks(version, language)]
        for language in ("es", "en")
    ]
    assert shapes[0] == shapes[1]
    assert ("heading", 0) in shapes[0]


def test_the_controller_of_the_installation_stands_in_it(settings):
    settings.CONTROLLER_NAME = "Red de Casas del Río"
    text = " ".join(block.text for block in notice.blocks(notice.CURRENT, "es"))
    assert "Red de Casas del Río" in text
    assert "{" not in text


def test_the_current_version_is_there():
    assert notice.CURRENT in notice.versions()


def test_it_speaks_to_her_as_the_screens_do(settings):
    """The people who read it aloud say usted on every other page."""
    blocks = notice.blocks(notice.CURRENT, "es")
    said = " ".join([text for block in blocks for text in (block.text, *block.items)])
    words = set(re.findall(r"\w+", said.lower()))
    assert "usted" in words
    assert not words & {"tú", "tu", "tus", "te", "ti", "contigo", "puedes", "tienes", "pídelo"}
