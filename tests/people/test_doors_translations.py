"""The notice in her language: read by every member once reviewed, before that by who keeps it."""

from uuid import uuid4

import pytest

from amparo.agencies.enums import Role
from amparo.people.access.translations import get_translation_or_404
from amparo.people.actions import translations as actions
from tests.doors import is_read_with, opens
from tests.helpers import as_if
from tests.town import _member


@pytest.fixture
def ada(town):
    return _member("ada", "Ada Abeja", town.programme, Role.ADMINISTRATOR)


def brought_in(town, text="## Jas\n\nUtzij (invented)."):
    return actions.upload_translation(
        by=town.alba, language="quc", translated_by="Juana Inventada, intérprete", text=text
    )


def read_by(members, wanted):
    return [opens(get_translation_or_404, member, wanted.pk) == wanted for member in members]


def test_a_translation_opens_to_all_once_reviewed_and_as_long_as_it_says_todays_spanish(town, ada):
    wanted, other = brought_in(town), brought_in(town, "Another.")
    keepers = [town.alba, town.fina, ada]
    others = [town.ana, town.bruno, town.celia, town.noe]
    assert read_by(keepers, wanted) == [True] * 3
    assert read_by(others, wanted) == [False] * 4
    actions.review_translation(by=town.fina, translation=wanted, speaks=True)
    assert read_by(keepers + others, wanted) == [True] * 7
    assert read_by(others, other) == [False] * 4
    for member in (town.alba, town.ana):
        assert opens(get_translation_or_404, member, uuid4()) is None
    wanted.refresh_from_db()
    as_if(wanted, spanish_sha256="0" * 64)
    assert read_by(keepers, wanted) == [True] * 3
    assert read_by(others, wanted) == [False] * 4


def test_who_brought_it_in_and_who_reviewed_it_come_with_it_and_the_recording_does_not(town):
    made = brought_in(town)
    actions.review_translation(by=town.fina, translation=made, speaks=True)
    found = get_translation_or_404(town.ana, made.pk)
    assert is_read_with(found, "uploaded_by", "reviewed_by")
    assert found.get_deferred_fields() == {"sound"}
