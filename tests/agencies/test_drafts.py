"""What a member has typed is kept sealed, and offered to her alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from amparo.agencies import OPERATOR, actions, queries
from amparo.agencies.models import Draft
from amparo.core import clock
from amparo.core.keyring import WrongKey
from tests.helpers import sign_in

TYPED = {"given_names": ["Sirena Inventada 🌊"], "places": ["MX-JAL", "MX-CHP"]}


@pytest.fixture
def draft(house):
    return actions.keep_draft(by=house.ana, form="intake", content=TYPED)


def test_a_draft_comes_back_as_it_was_typed(house, draft):
    assert queries.draft(house.ana, "intake")["content"] == TYPED


def test_nothing_typed_can_be_read_in_the_database(draft):
    assert "Sirena" not in str(Draft.objects.values().get())
    assert "given_names" not in str(Draft.objects.values().get())


def test_another_member_or_form_has_no_draft(house, draft):
    assert queries.draft(house.alba, "intake") is None
    assert queries.draft(house.ana, "event") is None


def test_a_draft_moved_to_another_member_or_form_does_not_open(house, draft):
    Draft.objects.update(member=house.bruno)
    with pytest.raises(WrongKey):
        queries.draft(house.bruno, "intake")
    Draft.objects.update(member=house.ana, form="event")
    with pytest.raises(WrongKey):
        queries.draft(house.ana, "event")


def test_typing_on_replaces_the_draft(house, draft):
    actions.keep_draft(by=house.ana, form="intake", content={"a": ["1"]})
    assert Draft.objects.count() == 1
    assert queries.draft(house.ana, "intake")["content"] == {"a": ["1"]}


def test_a_dropped_draft_is_gone(house, draft):
    actions.drop_draft(by=house.ana, form="intake")
    assert queries.draft(house.ana, "intake") is None


@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
def test_drafts_nobody_came_back_for_are_forgotten_after_a_week(house, draft, days, left):
    Draft.objects.update(saved_at=clock.now() - timedelta(days=days))
    actions.drop_stale_drafts()
    assert Draft.objects.count() == left


def test_the_page_keeps_what_is_typed_but_no_password_or_token(house, client):
    sign_in(client, house.ana)
    sent = {"draft_form": "intake", "password": "x", "csrfmiddlewaretoken": "y", "note": "z"}
    assert client.post(reverse("site:draft"), sent).status_code == 204
    assert queries.draft(house.ana, "intake")["content"] == {"note": ["z"]}


@pytest.mark.parametrize(("length", "status"), [(2_000_000, 204), (2_000_001, 413)])
def test_a_draft_has_a_longest_length(house, client, length, status):
    sign_in(client, house.ana)
    sent = {"draft_form": "intake", "note": "x" * length}
    assert client.post(reverse("site:draft"), sent).status_code == status


def test_of_one_member_fifty_drafts_are_kept_and_the_oldest_goes(house, draft):
    actions.keep_draft(by=house.alba, form="hers", content=TYPED)
    for number in range(49):
        actions.keep_draft(by=house.ana, form=f"/cases/{number}/", content=TYPED)
    assert queries.draft(house.ana, "intake") is not None
    actions.keep_draft(by=house.ana, form="/one/too/many/", content=TYPED)
    assert queries.draft(house.ana, "intake") is None
    assert Draft.objects.filter(member=house.ana).count() == 50
    assert queries.draft(house.alba, "hers") is not None


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("America/Mexico_City", "22/11/2026 19:00"), ("America/Tijuana", "22/11/2026 17:00")],
)
def test_a_page_says_what_the_clock_on_the_wall_of_her_agency_says(house, client, zone, hour):
    here = actions.found_agency(by=OPERATOR, code="here", name="Here", kind="shelter", zone=zone)
    zoe = actions.enrol(
        by=OPERATOR, username="zoe", display_name="Zoe", agency=here, role="caseworker"
    )
    actions.keep_draft(by=zoe, form="intake", content=TYPED)
    Draft.objects.update(saved_at=datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    page = sign_in(client, zoe).get(reverse("cases:intake")).content.decode()
    assert hour in page
