"""The audit log as a page: only for who watches over it, and reading it is logged too."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amparo import agencies, audit
from amparo.agencies import actions as members
from amparo.agencies.models import Member
from amparo.people import actions as people
from amparo.registers import actions as registers
from amparo.site import audit_log
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN, town  # noqa: F401


def enrol(name, agency, role) -> Member:
    return members.enrol(
        by=agencies.OPERATOR, username=name, display_name=name.title(), agency=agency, role=role
    )


@pytest.fixture(params=[(5000, 5000), (0, 5000), (0, 0)], ids=["busy", "quiet", "many"])
def watchers(town, request, monkeypatch):  # noqa: F811
    """Fina watches over Casa Luz, Nora over Norte, Olga in the office over the installation. Each
    sees the same, whichever way it is looked for."""
    monkeypatch.setattr(audit_log, "NEAR", request.param[0])
    monkeypatch.setattr(audit_log, "MOST_NAMED", request.param[1])
    town.nora = enrol("nora", town.norte, "data_protection")
    town.olga = enrol("olga", town.programme, "data_protection")
    return town


def seen(member) -> set:
    """The numbers of all events that she gets to see, page by page."""
    found, before = set(), None
    while True:
        page = audit_log.page(member, before=before)
        found |= {line.sequence for line in page.lines}
        if page.before is None:
            return found
        before = page.before


def sequences(verb, **facts) -> set:
    return {
        event.sequence
        for event in audit_events(verb)
        if all(getattr(event, name) == str(value) for name, value in facts.items())
    }


def test_who_reads_the_log(town, client):  # noqa: F811
    ada = enrol("ada", town.programme, "administrator")
    who = [None, town.ana, town.alba, town.fina, town.noe, ada]
    expected = {"nobody": 302, "ana": 404, "alba": 404, "fina": 200, "noe": 404, "ada": 404}
    assert statuses(client, "/audit/", who) == expected
    assert len(audit_events("log_read")) == 1


def test_the_page_names_who_acted_and_no_person(town, client):  # noqa: F811
    audit_events()
    page = sign_in(client, town.fina).get("/audit/?verb=person_registered").content.decode()
    assert "Ana Arroyo" in page
    assert "given_names" in page
    assert GIVEN not in page
    assert FIRST not in page


def test_a_page_number_that_is_none_is_ignored(town, client):  # noqa: F811
    sign_in(client, town.fina)
    for asked in ("?before=x", "?before=%C2%B2", "?before=" + "9" * 40, "?verb=%00"):
        assert client.get(f"/audit/{asked}").status_code == 200


def test_each_sees_what_concerns_her_own_agency_and_the_office_all(watchers):
    theirs = watchers.new_case(by=watchers.celia, person={"given_names": "Eva"})
    here, there = watchers.case.person, theirs.person
    opened = sequences("person_registered", person=here.pk)
    assert opened
    assert opened <= seen(watchers.fina)
    assert not opened & seen(watchers.nora)
    assert sequences("person_registered", person=there.pk) <= seen(watchers.nora)
    assert not sequences("person_registered", person=there.pk) & seen(watchers.fina)
    assert seen(watchers.olga) == {event.sequence for event in audit_events()}


def test_what_others_do_to_her_agency_its_members_and_its_records_is_hers_to_see(
    watchers, tmp_path
):
    with transaction.atomic():
        audit.record("tried", by=watchers.celia, about=watchers.case)
        audit.record("tried", by=watchers.celia, about=watchers.ana)
        audit.record("tried", by=watchers.celia, about=watchers.casa_luz)
    asked = people.ask_erasure(
        by=watchers.olga, person=watchers.new_case().person, ground="mistake"
    )
    people.erase(by=watchers.alba, erasure=asked)
    with transaction.atomic():
        audit.record("tried", by=watchers.olga, about=asked)
    path = tmp_path / "old.csv"
    path.write_text("Nombre,Edad\nEva Inventada,20\n")
    registers.bring_in(by=agencies.OPERATOR, agency=watchers.casa_luz, path=path)
    hers = sequences("tried") | sequences("import_begun") | sequences("person_erased")
    assert len(hers) == 6
    assert hers <= seen(watchers.fina)
    assert hers & seen(watchers.nora) == sequences("tried", actor=watchers.celia.pk)


def test_the_newest_come_first_whoever_did_them(watchers, monkeypatch):
    """More than a page of her own, others' in between: none is left out and none comes twice."""
    monkeypatch.setattr(audit_log, "PAGE", 3)
    with transaction.atomic():
        for by in (watchers.ana, watchers.celia) * 5:
            audit.record("tried", by=by, about=watchers.ana)
    audit_events()
    shown, before = [], None
    while before is not None or not shown:
        page = audit_log.page(watchers.fina, before=before, verb="tried")
        shown += [line.sequence for line in page.lines]
        before = page.before
    assert shown == sorted(sequences("tried"), reverse=True)
    assert "tried" in audit_log.verbs(watchers.fina)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks through small tables")
def test_the_page_of_a_quiet_agency_does_not_walk_through_the_log(town, monkeypatch):  # noqa: F811
    monkeypatch.setattr(audit_log, "_highest", lambda: 1_000_000)
    audit_events()
    with CaptureQueriesContext(connection) as asked:
        audit_log.page(town.fina)
        audit_log.verbs(town.fina)
    looked = [query["sql"] for query in asked if 'FROM "audit_event"' in query["sql"]]
    assert len(looked) >= 6
    with connection.cursor() as cursor:
        for query in looked:
            cursor.execute(f"explain query plan {query}".replace("%", "%%"))
            assert "SCAN audit_event" not in str(cursor.fetchall()), query


def test_what_concerns_the_whole_installation_is_for_the_office_alone(watchers):
    with transaction.atomic():
        audit.record("backed_up", by=agencies.OPERATOR)
        audit.record("sign_in_refused", by=audit.anonymous)
    whole = sequences("backed_up") | sequences("sign_in_refused")
    assert len(whole) == 2
    assert whole <= seen(watchers.olga)
    assert not whole & (seen(watchers.fina) | seen(watchers.nora))


def test_the_choice_of_kinds_and_the_words_above_fit_who_reads(watchers, client):
    with transaction.atomic():
        audit.record("backed_up", by=agencies.OPERATOR)
    audit_events()
    for member, sees_all in ((watchers.fina, False), (watchers.olga, True)):
        page = sign_in(client, member).get("/audit/").content.decode()
        assert ('<option value="backed_up">' in page) == sees_all
        assert ("You see what members of your agency did" in page) != sees_all


def test_who_is_no_member_is_said_in_words_too(watchers, client):
    with transaction.atomic():
        audit.record("backed_up", by=agencies.OPERATOR)
        audit.record("sign_in_refused", by=audit.anonymous)
    audit_events()
    watchers.olga.language = "en"
    watchers.olga.save()
    page = sign_in(client, watchers.olga).get("/audit/").content.decode()
    assert "By a command on the machine" in page
    assert "Before signing in" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Did not confirm who she is: what was typed was wrong"),
        ("es", "No confirmó quién es: lo que escribió no era correcto"),
    ],
)
def test_what_happened_to_members_is_said_in_words_beside_its_code(town, client, language, words):  # noqa: F811
    town.fina.language = language
    town.fina.save()
    sign_in(client, town.fina)
    client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    assert len(audit_events("confirmation_refused")) == 1
    page = client.get("/audit/?verb=confirmation_refused").content.decode()
    assert f"{words}<br><code>confirmation_refused</code>" in page
    assert f">{words}</option>" in page
