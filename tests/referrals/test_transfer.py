"""A case goes to another agency for good: proposed, confirmed by a second, accepted there."""

from datetime import timedelta

import pytest
from django.test import Client

from amparo.cases.access import visible_cases
from amparo.cases.actions import letters
from amparo.cases.models import Case, DocumentPiece, Label, Letter, Task, Teammate
from amparo.core import clock, resealing
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.models import Person
from amparo.referrals.actions import transfer as actions
from amparo.referrals.models import Transfer
from amparo.referrals.queries import transfer as queries
from tests.helpers import as_if, audit_events, sign_in
from tests.referrals.transferring import ALL, said, seen_by, state
from tests.town import FIRST, GIVEN


def test_from_the_next_click_it_is_theirs_and_nobody_of_ours_opens_it(way, client):
    case = way.town.case
    url = case.get_absolute_url()
    ana = sign_in(Client(), way.town.ana)
    assert ana.get(url).status_code == 200
    held = way.opened().waiting()
    assert ana.get(url).status_code == 200
    assert seen_by(way, url, client) == {
        "nobody": 302, "ana": 200, "alba": 200, "bruno": 404, "rosa": 404, "celia": 404,
    }  # fmt: skip
    actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)
    # Her visit was open all the time.
    assert ana.get(url).status_code == 404
    assert seen_by(way, url, client) == {
        "nobody": 302, "ana": 404, "alba": 404, "bruno": 200, "rosa": 200, "celia": 404,
    }  # fmt: skip
    moved = Case.objects.get(pk=case.pk)
    assert (moved.agency, moved.number, moved.status) == (way.town.faro, case.number, case.status)
    assert [each.member for each in Teammate.objects.filter(case=moved)] == [way.town.bruno]
    assert list(visible_cases(way.town.ana)) == list(visible_cases(way.town.alba)) == []


def test_everything_that_was_sealed_of_her_opens_there_and_nothing_is_left_behind(way):
    town = way.town
    from amparo.cases import actions as cases
    from amparo.cases.actions import tasks

    way.opened(*ALL, "health", "event")
    document = town.new_document(kind="medical")
    town.new_event(narrative="Lo que contó.")
    town.new_assistance(note="Una nota del servicio.")
    task = tasks.add(
        by=town.ana, case=town.case, text="Llamar al consulado", due_on=clock.today(),
        assignee=town.ana,
    )  # fmt: skip
    cases.choose_label(by=town.ana, case=town.case, text="la del mercado")
    content = document.content
    moved = way.accepted()
    person = Person.objects.get(pk=moved.person_id)
    assert (person.given_names, person.paternal_surname) == (GIVEN, FIRST)
    assert person.agency == town.faro
    fresh = type(document).objects.select_related("case").get(pk=document.pk)
    assert fresh.content == content
    assert fresh.title == "Acta de nacimiento"
    task = Task.objects.select_related("case").get(pk=task.pk)
    assert (task.text, task.assignee) == ("Llamar al consulado", None)
    assert not Label.objects.exists()
    # Each sealed row of hers opens as it stands now, whichever room it is of.
    rows = 0
    for model, names in resealing.sealed_models():
        for row in model._base_manager.filter(**{model.SEALING_PATH: person.pk}):
            rows += 1
            for name in names:
                getattr(row, name)
    assert rows > 10
    assert DocumentPiece.objects.count() >= 1
    assert resealing.bind_anew(person.pk, former=town.casa_luz.pk) == 0


def test_what_was_written_as_of_the_former_agency_in_that_moment_is_bound_anew(way):
    moved = way.opened().accepted()
    row = Case.objects.get(pk=moved.pk)
    row.__dict__["_sealed_in_agency"] = way.town.casa_luz.pk
    row.notes = "Escrito en ese momento."
    row.save(update_fields=["notes"])
    actions.bind_late_rows()
    assert Case.objects.get(pk=moved.pk).notes == "Escrito en ese momento."
    assert resealing.bind_anew(moved.person_id, former=way.town.casa_luz.pk) == 0


def test_she_is_found_by_name_there_and_here_no_more(way, client):
    way.opened().accepted()
    for member, found in ((way.town.ana, False), (way.town.alba, False), (way.rosa, True)):
        page = said(sign_in(client, member).post("/cases/search/", {"words": f"{GIVEN} {FIRST}"}))
        assert (way.town.case.shown_number in page) == found, member
        page = said(sign_in(client, member).post("/cases/search/", {"words": way.town.case.number}))
        assert (way.town.case.get_absolute_url() in page) == found, member


def test_the_number_finds_nothing_where_it_was_before(way, client):
    way.opened().accepted()
    assert sign_in(client, way.town.alba).get(way.town.case.get_absolute_url()).status_code == 404
    page = said(client.get("/referrals/transfers/"))
    assert "accepted by Faro" in page
    assert way.town.case.shown_number not in page
    assert way.town.case.number not in page


@pytest.mark.parametrize("lacks", ["yes", "clause"])
@pytest.mark.parametrize("block", ALL)
def test_whole_or_not_at_all(way, lacks, block):
    rest = [each for each in ALL if each != block]
    way.road.clause(*(rest if lacks == "clause" else ALL), purpose="assistance")
    way.road.yes(*(rest if lacks == "yes" else ALL), purpose="assistance")
    with pytest.raises(Refused, match="whole or not at all"):
        way.proposed()
    assert not Transfer.objects.exists()


def test_a_yes_to_be_referred_is_no_yes_to_be_handed_over(way):
    way.road.clause(*ALL, purpose="referral")
    way.road.yes(*ALL, purpose="referral")
    with pytest.raises(Refused, match="There is no yes of hers"):
        way.proposed()


def test_what_the_file_holds_besides_has_to_go_too(way):
    way.opened()
    way.town.new_document(kind="medical")
    with pytest.raises(Refused, match="Health"):
        way.proposed()


def lapses(way):
    """What may happen between the proposal and the acceptance, and the words of the refusal."""
    town, case = way.town, way.town.case
    from amparo.agreements.actions import data_clauses
    from amparo.agreements.models import DataClause
    from amparo.cases import actions as cases
    from amparo.people.actions import keeping, same

    def shut():
        held = DataClause.objects.get(block="contact")
        data_clauses.end(by=town.alba, clause=held)

    def joined():
        other = town.new_case(person={"given_names": GIVEN, "paternal_surname": FIRST})
        same.compare(
            by=town.alba, one=case.person, other=other.person, verdict="one", why="Es ella"
        )

    return {
        "clause": (shut, "data-sharing clause"),
        "joined": (joined, "joined with another"),
        "held": (lambda: keeping.place_hold(by=town.fina, person=case.person, reason="Juicio"),
                 "legal hold"),
        "shared": (lambda: cases.record_event(
            by=town.ana, cases=[case, town.new_case()], acts=["Recruitment"],
            definition_version="htcds-2.0"), "together with the file"),
        "another file": (lambda: as_if(town.new_case(), person=case.person), "another file"),
        "blocked": (lambda: block(way), "blocked"),
        "status": (lambda: as_if(case, status="Closed"), "closed"),
    }  # fmt: skip


def block(way):
    from amparo.cases.models import Disposal

    act = Disposal.objects.create(
        agency=way.town.casa_luz, code="x", version="1", at_end="block", asked_files=1,
        asked_by=way.town.fina, asked_at=clock.now(),
    )  # fmt: skip
    as_if(way.town.case, disposal=act)


@pytest.mark.parametrize(
    "name", ["clause", "joined", "held", "shared", "another file", "blocked", "status"]
)
def test_any_lapse_before_acceptance_refuses_with_its_reason(way, name):
    held = way.opened(*ALL, "event").waiting()
    happens, words = lapses(way)[name]
    happens()
    with pytest.raises(Refused, match=words):
        actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)
    assert state(held) == ("waiting", "")
    assert Case.objects.get(pk=way.town.case.pk).agency == way.town.casa_luz


def test_a_letter_stays_with_who_wrote_it_and_is_taken_out_by_nobody(way, client):
    town = way.town
    letter = letters.issue_letter(
        by=town.ana, case=town.case, template="referral", language="es",
        issued_on=clock.today(), addressee="Oficina inventada", body="Nada de ella.",
    )  # fmt: skip
    way.opened().accepted()
    kept = Letter.objects.select_related("case__person", "agency").get(pk=letter.pk)
    assert (kept.agency, kept.folio, kept.body) == (town.casa_luz, 1, "Nada de ella.")
    page = said(sign_in(client, town.bruno).get(f"/cases/{town.case.pk}/letters/"))
    assert "Oficina inventada" not in page
    with pytest.raises(Refused, match="agency that wrote this letter"):
        letters.take_out_letter(by=town.bruno, letter=kept)


def test_the_log_of_both_agencies_and_her_own_paper_say_it(way, client):
    way.opened().accepted()
    assert [each.verb for each in audit_events() if each.verb.startswith("transfer")] == [
        "transfer_proposed", "transfer_confirmed", "transfer_accepted",
    ]  # fmt: skip
    moved = audit_events("case_moved")[0]
    assert str(way.town.casa_luz.pk) in moved.detail
    assert moved.person == str(way.town.case.person_id)
    gone = queries._went_whole(Person.objects.get(pk=way.town.case.person_id))
    assert [(each.to, each.on) for each in gone] == [(way.town.faro.name, clock.today())]
    assert "Casa Luz" in gone[0].what
    page = said(sign_in(client, way.town.bruno).get(f"/cases/{way.town.case.pk}/who-saw/"))
    assert "The case went to another agency" in page


def test_she_is_counted_once_and_the_case_is_neither_new_nor_closed(way):
    as_if(way.town.case, opened_on=clock.today() - timedelta(days=90))
    before = Case.objects.count(), Person.objects.count()
    moved = way.opened().accepted()
    assert (Case.objects.count(), Person.objects.count()) == before
    assert moved.is_open
    assert moved.opened_on == clock.today() - timedelta(days=90)


def test_the_pages_from_the_proposal_to_the_file(way, client):
    town = way.opened().town
    sign_in(client, town.ana)
    url = f"/referrals/{town.case.pk}/transfer/"
    assert "Show what may go" in said(client.get(url))
    page = said(client.get(url, {"to": town.faro.code}))
    assert page.count("May go") == len(ALL)
    typed = {"propose": "yes", "to": town.faro.code, "reason_code": "moved", "basis": "consent"}
    assert client.post(url, typed | {"reason_code": ""}).status_code == 200
    assert "waits for an answer" not in said(client.get(town.case.get_absolute_url()))
    page = said(client.post(url, typed, follow=True))
    assert "Waits for a second person" in page
    held = Transfer.objects.get()
    one = f"/referrals/transfers/{held.pk}/"
    assert "waits for the second person" in said(client.get(town.case.get_absolute_url()))
    assert seen_by(way, one, client) == {
        "nobody": 302, "ana": 404, "alba": 200, "bruno": 404, "rosa": 404, "celia": 404,
    }  # fmt: skip
    sign_in(client, town.alba)
    assert "confirm that it goes to Faro" in said(client.get("/referrals/transfers/"))
    page = said(client.get(one))
    assert GIVEN not in page
    assert client.post(one, {"step": "confirm"}).status_code == 302
    assert seen_by(way, one, client) == {
        "nobody": 302, "ana": 404, "alba": 404, "bruno": 404, "rosa": 200, "celia": 404,
    }  # fmt: skip
    sign_in(client, way.rosa)
    assert "transfer of a case waits" in said(client.get("/cases/"))
    assert "transfer waits for you" in said(client.get("/today/"))
    page = said(client.get(one))
    for word in (GIVEN, FIRST, town.case.number, town.case.shown_number, str(town.case.pk)):
        assert word not in page
    assert "Identification" in page
    assert client.post(one, {"step": "accept", "member": ""}).status_code == 200
    answer = client.post(one, {"step": "accept", "member": str(town.bruno.pk)}, follow=True)
    assert answer.redirect_chain[-1][0] == town.case.get_absolute_url()
    assert client.get(one).status_code == 404


def test_the_coded_facts_stay_when_they_may_not_go(way):
    held = way.opened().waiting()
    assert queries.preview(held, on=clock.today())
    people.withdraw_consent(
        by=way.town.ana, consent=way.town.case.person.consents.get(block="facts")
    )
    assert queries.preview(held, on=clock.today()) == []


def test_a_row_of_an_old_register_is_left_by_the_agency_that_gave_her(way):
    from amparo.registers.models import ErasedRow, Import, ImportRow

    town = way.town
    brought = Import(agency=town.casa_luz, brought_by=town.alba, kind="cases", file_sha256="0" * 64)
    brought.save()
    row = ImportRow(
        brought=brought, agency=town.casa_luz, person=town.case.person, case=town.case, number=1,
        mark=b"0123456789abcdef", raw=[f"{GIVEN} {FIRST}"],
    )  # fmt: skip
    row.save()
    way.opened().accepted()
    assert not ImportRow.objects.exists()
    # The same register does not bring her back.
    assert bytes(ErasedRow.objects.get(agency=town.casa_luz).mark) == b"0123456789abcdef"
