"""When the notice in another language is kept, reviewed, shown and taken back. No database."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.utils import translation

from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.people.enums.translation import Tongue
from amparo.people.policies import translation as policies

TODAY, BEFORE = "a" * 64, "b" * 64


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def member(role=Role.COORDINATOR, active=True):
    return Member(pk=uuid4(), role=role, is_active=active)


def one(**facts):
    held = {"uploaded_by_id": uuid4(), "spanish_sha256": TODAY}
    return Thing(**(held | {"reviewed_at": None, "taken_back_at": None} | facts))


KEEPERS = [Role.COORDINATOR, Role.DATA_PROTECTION, Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", Role)
def test_coordinators_focal_points_and_administrators_keep_translations(role):
    by, may = member(role), role in KEEPERS
    brought = {"language": "mam", "text": "x", "has_sound": False, "who": "Juana"}
    assert bool(policies.can_keep(by=by)) is may
    assert bool(policies.can_upload(by=by, **brought)) is may
    assert bool(policies.can_review(one(), by=by, spanish=TODAY, speaks=True)) is may
    assert bool(policies.can_take_back(one(), by=by)) is may
    assert not policies.can_keep(by=member(role, active=False))


@pytest.mark.parametrize("language", Tongue)
def test_a_text_a_recording_or_both_by_somebody_named(language):
    facts = {"by": member(), "language": language, "text": "", "has_sound": False, "who": "Juana"}
    assert policies.can_upload(**facts | {"text": "x"})
    assert policies.can_upload(**facts | {"has_sound": True})
    assert policies.can_upload(**facts | {"text": "x", "has_sound": True})
    for changed, words in (
        ({}, "neither a text nor"),
        ({"text": "  "}, "neither a text nor"),
        ({"text": "x", "who": " "}, "a person"),
        ({"text": "x", "language": "es"}, "languages of the list"),
    ):
        said = policies.can_upload(**facts | changed)
        assert not said
        assert words in str(said.reason)


def test_a_second_person_who_speaks_it_reviews_what_is_up_to_date_once():
    by = member()
    assert policies.can_review(one(), by=by, spanish=TODAY, speaks=True)
    for facts, spoken, words in (
        ({"reviewed_at": "then"}, True, "answered before"),
        ({"taken_back_at": "then"}, True, "answered before"),
        ({"uploaded_by_id": by.pk}, True, "Nobody reviews"),
        ({"spanish_sha256": BEFORE}, True, "Spanish changed"),
        ({}, False, "speaks the language"),
    ):
        said = policies.can_review(one(**facts), by=by, spanish=TODAY, speaks=spoken)
        assert not said
        assert words in str(said.reason)


def test_only_what_is_reviewed_up_to_date_and_not_taken_back_is_shown():
    assert policies.is_shown(one(reviewed_at="then"), spanish=TODAY)
    for facts, words in (
        ({}, "Not recorded yet"),
        ({"reviewed_at": "then", "taken_back_at": "now"}, "Not recorded yet"),
        ({"reviewed_at": "then", "spanish_sha256": BEFORE}, "Out of date"),
    ):
        said = policies.is_shown(one(**facts), spanish=TODAY)
        assert not said
        assert words in str(said.reason)


def test_what_was_taken_back_is_not_taken_back_again():
    said = policies.can_take_back(one(taken_back_at="then"), by=member())
    assert not said
    assert "taken back before" in str(said.reason)
    assert policies.can_take_back(one(reviewed_at="then"), by=member())
