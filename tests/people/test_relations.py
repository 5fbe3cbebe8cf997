"""The people around her: protected as she is, and noticed when one of them stands before us."""

import re

import pytest
from django.db import IntegrityError, transaction

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission, permits
from amparo.cases import actions as cases
from amparo.cases.models import NotTheSame
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.people.actions import relations as actions
from amparo.people.models import RelatedPerson
from amparo.people.policies import relations as policies
from amparo.people.queries import relations as queries
from tests.helpers import as_if, audit_events, sign_in, statuses
from tests.people.erasing import erase
from tests.town import _member

# What differs from page to page whoever asks.
SECRETS = re.compile(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"')
DRIVER = {"relation": "employer", "name": "Rufino Alcaraván Tordo", "suspected": True}


@pytest.fixture
def person(town):
    return town.case.person


@pytest.fixture
def url(person):
    return f"/people/{person.pk}/relations/"


def writes_down(town, **facts):
    return actions.add_related(by=town.ana, person=town.case.person, **DRIVER | facts)


def test_who_opens_the_people_around_her(town, client, url):
    related = writes_down(town)
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {
        "nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404, "noe": 404,
    }  # fmt: skip
    assert statuses(client, url, everyone) == table
    assert statuses(client, f"{url}{related.pk}/", everyone) == table


def test_a_role_without_safety_plans_sees_none_of_them(person):
    class Someone:
        agency_id = person.agency_id

        def __init__(self, role):
            self.role = role

        def may(self, permission):
            return permits(self.role, permission)

    for role in Role:
        sees = bool(policies.can_see(person, by=Someone(role)))
        assert sees == permits(role, Permission.PLAN_SAFETY)


def test_a_foreign_one_under_her_is_not_there(town, client, url):
    other = town.new_case()
    theirs = actions.add_related(by=town.ana, person=other.person, **DRIVER)
    sign_in(client, town.ana)
    assert client.get(f"{url}{theirs.pk}/").status_code == 404
    assert client.post(f"{url}{theirs.pk}/remove/").status_code == 404


def test_names_show_only_to_who_confirmed(town, client, url):
    writes_down(town)
    sign_in(client, town.ana, confirmed=False)
    assert "/reauthenticate/" in client.get(url)["Location"]
    assert "Rufino" not in client.post(url, {}).content.decode()
    assert "Rufino" in sign_in(client, town.ana).get(url).content.decode()


def test_somebody_is_written_down_and_changed(town, client, url):
    sign_in(client, town.ana)
    seen = client.get(url).context["form"]["seen"].value()
    sent = {"seen": seen, "relation": "sibling", "name": "Itzel", "threatened": "on"}
    assert client.post(url, sent).status_code == 302
    related = RelatedPerson.objects.get()
    assert (related.name, related.threatened, related.may_know) == ("Itzel", True, "nothing")
    page = client.get(f"{url}{related.pk}/")
    sent = sent | {"seen": page.context["form"]["seen"].value(), "recognised_by": "A red scarf"}
    assert client.post(f"{url}{related.pk}/", sent).status_code == 302
    assert RelatedPerson.objects.get().recognised_by == "A red scarf"
    with pytest.raises(ChangedMeanwhile):
        actions.revise_related(by=town.ana, related=related, seen_version=1, note="later")
    assert "Itzel" not in str([(e.detail, e.fields) for e in audit_events()])


def test_who_endangers_her_is_told_nothing(town, client, url):
    sent = {"relation": "partner", "name": "Rufino", "suspected": "on", "may_know": "well"}
    page = sign_in(client, town.ana).post(url, sent)
    assert page.context["form"].errors["may_know"]
    with pytest.raises(IntegrityError), transaction.atomic():
        writes_down(town, may_know="well")


def test_a_mistake_is_taken_out_but_not_under_a_hold(town, client, url):
    from amparo.people import actions as people

    related = writes_down(town)
    hold = people.place_hold(by=town.alba, person=town.case.person, reason="An order.")
    sign_in(client, town.ana)
    assert client.post(f"{url}{related.pk}/remove/").status_code == 403
    people.lift_hold(by=town.alba, hold=hold, reason="It ended.")
    assert client.post(f"{url}{related.pk}/remove/").status_code == 302
    assert not RelatedPerson.objects.exists()


def test_they_go_with_her(town, person):
    writes_down(town)
    erase(town, person)
    assert not RelatedPerson.objects.exists()


# Conflicts


@pytest.mark.parametrize(
    ("asked", "alike"),
    [
        ("Rufino Alcaraván Tordo", True),
        ("RUFINO ALCARAVAN", True),
        ("Rufíno Alcarabán Tordo", True),
        ("Alcaraván Tordo, Rufino", True),
        ("Rufina Gorrión Zorzal", False),
        ("Ana Arroyo", False),
        ("", False),
    ],
)
def test_a_name_like_that_of_a_suspect_is_a_conflict(town, person, asked, alike):
    writes_down(town)
    assert bool(queries.conflicts(person, asked)) == alike


def test_only_who_endangers_her_is_a_conflict(town, person):
    writes_down(town, suspected=False)
    assert queries.conflicts(person, DRIVER["name"]) == []
    writes_down(town, suspected=False, never_contact=True)
    assert len(queries.conflicts(person, DRIVER["name"])) == 1


def test_a_colleague_of_such_a_name_joins_only_after_a_second_look(town, client):
    writes_down(town, name="Alba Abedul")
    cira = _member("cira", "Cira Coyol", town.casa_luz, "coordinator")
    cases.assign(by=cira, case=town.case, member=town.ana)
    with pytest.raises(Refused):
        cases.assign(by=cira, case=town.case, member=town.alba, not_the_same=" ")
    team = f"{town.case.get_absolute_url()}team/"
    sign_in(client, cira)
    page = client.post(team, {"join": town.alba.pk})
    assert page.status_code == 200
    assert "bears a name like Alba Abedul" in page.content.decode()
    assert not town.case.team.filter(member=town.alba).exists()
    why = "He is a man of sixty; she was with me that day."
    assert client.post(team, {"join": town.alba.pk, "not_the_same": why}).status_code == 302
    assert town.case.team.filter(member=town.alba).exists()
    assert NotTheSame.objects.get().reason == why
    (event,) = audit_events("conflict_set_aside")
    assert "sixty" not in str(event.detail)


def test_a_suspect_written_down_later_who_bears_a_colleagues_name_is_shown(town, client):
    page = town.case.get_absolute_url()
    assert (
        "A colleague bears such a name" not in sign_in(client, town.ana).get(page).content.decode()
    )
    writes_down(town, name="Ana Arroyo")
    assert "A colleague bears such a name" in client.get(page).content.decode()


# Hidden from the search


def hide(town, hidden=True):
    reason = "Her cousin works here."
    actions.hide_from_search(by=town.ana, person=town.case.person, hidden=hidden, reason=reason)


def test_hiding_is_reasoned_shown_audited_and_undone(town, client, person):
    url = f"/people/{person.pk}/search/"
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    assert statuses(client, url, town.everyone) == table
    sign_in(client, town.ana)
    assert client.post(url, {"hide": "1", "reason": ""}).context["form"].errors
    client.post(url, {"hide": "1", "reason": "Her cousin works here."})
    assert "Not found by name" in client.get(town.case.get_absolute_url()).content.decode()
    client.post(url, {"hide": "0", "reason": "The cousin left."})
    assert [each.reason for each in queries.hidings(person)] == [
        "The cousin left.",
        "Her cousin works here.",
    ]
    assert len(audit_events("person_hidden")) == len(audit_events("person_shown_again")) == 1
    assert "cousin" not in str([event.detail for event in audit_events()])


@pytest.mark.parametrize("words", ["Xquic Piedraluna", "xquic", "Piedraluna Nubarrón"])
def test_a_search_answers_as_if_nobody_were_there(town, client, words):
    """The same page, the same count in the log, with her hidden as with nobody of that name."""

    def answer():
        page = client.post("/cases/search/", {"words": words})
        text = SECRETS.sub("", page.content.decode())
        logged = audit_events("searched")[-1].detail
        return text, page.context["found"], page.context["more"], logged

    sign_in(client, town.ana)
    assert answer()[1]
    hide(town)
    hidden = answer()
    # Nobody at all: she bears other names now.
    as_if(town.case.person, given_names="", paternal_surname="", maternal_surname="", known_as="")
    assert answer() == hidden
    assert hidden[1:3] == ([], False)


def test_no_warning_at_intake_speaks_of_somebody_hidden(town, client):
    named = {"given_names": "Xquic", "paternal_surname": "Piedraluna"}
    sign_in(client, town.ana)
    page = client.post("/cases/new/", named, follow=True)
    assert town.case.shown_number in page.content.decode()
    hide(town)
    page = client.post("/cases/new/", named, follow=True)
    assert town.case.shown_number not in page.content.decode()
    detail = [event.detail for event in audit_events("possible_same_shown")]
    assert detail == ['{"cases": 1}', '{"cases": 1}']


# Since when


def test_a_name_stands_in_the_file_since_it_was_written_or_became_a_danger(town):
    row = writes_down(town, suspected=False)
    first = row.known_since
    assert not row.is_a_danger

    def since(version, **facts):
        held = RelatedPerson.objects.select_related("person").get(pk=row.pk)
        actions.revise_related(by=town.ana, related=held, seen_version=version, **facts)
        return RelatedPerson.objects.get(pk=row.pk).known_since

    assert since(1, note="Seen in Tapachula.") == first
    became = since(2, suspected=True)
    assert became > first
    assert since(3, never_contact=True) == became
    assert since(4, name="Ulises Inventado") > became
