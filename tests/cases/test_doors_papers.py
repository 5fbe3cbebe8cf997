"""What lies in a case opens under it alone: events, documents, tasks, screenings, notes."""

from uuid import uuid4

from amparo.cases import access, actions
from amparo.cases.access import document as originals
from amparo.cases.access import (
    held_documents,
    note,
    screening,
    tasks,
)  # fmt: skip
from amparo.cases.actions import held_documents as holding
from amparo.cases.actions import notes as writing
from amparo.cases.actions import tasks as work
from amparo.cases.models import (
    Case,
)  # fmt: skip
from amparo.cases.models.screening import Screening
from amparo.core import clock
from tests.doors import an_event, is_read_with, last_event, opens


def test_what_lies_in_a_case_is_found_under_it_alone(town, child):
    other, case = child, Case.objects.get(pk=town.case.pk)
    event = town.new_event()
    found = access.open_event(town.ana, case, event.pk, page="event")
    assert found == event
    assert last_event() == an_event("event_opened", town.ana, event, page="event")
    for under, wanted in ((other, event.pk), (case, uuid4())):
        assert opens(access.open_event, town.ana, under, wanted, page="event") is None
    case.agency_id = town.faro.pk
    assert opens(access.open_event, town.ana, case, event.pk, page="event") is None
    case = Case.objects.get(pk=town.case.pk)
    paper, hers = town.new_document(), town.new_document(case=other)
    fields = ("title", "file_name", "sha256")
    for door, expected in (
        (access.open_document, ("document_opened", fields, {})),
        (access.take_out_document, ("document_taken_out", ["content"], {})),
    ):
        found = door(town.ana, case, paper.pk)
        assert found == paper
        assert found.case is case
        assert is_read_with(found, "added_by")
        verb, named, more = expected
        assert last_event() == an_event(verb, town.ana, paper, named, number=paper.number, **more)
        for wanted in (hers.pk, uuid4()):
            assert opens(door, town.ana, case, wanted) is None
    found = originals.open_original(town.ana, case, paper.pk, reason="evidence")
    assert (found, found.case) == (paper, case)
    assert last_event() == an_event(
        "document_original_opened", town.ana, paper, ["original"],
        number=paper.number, reason="evidence",
    )  # fmt: skip
    assert opens(originals.open_original, town.ana, case, hers.pk, reason="evidence") is None
    task, theirs = (
        work.add(by=town.ana, case=each, text="Call.", due_on=None) for each in (case, other)
    )
    for wanted in (task.pk, str(task.pk)):
        found = tasks.get_task_or_404(case, wanted)
        assert (found, found.case) == (task, case)
        assert found.case is case
    for wanted in (theirs.pk, uuid4(), "x"):
        assert opens(tasks.get_task_or_404, case, wanted) is None


def test_a_screening_is_found_under_its_case(town, child):
    case = Case.objects.get(pk=town.case.pk)
    rows = [
        Screening.objects.create(
            case=each, procedure="palermo", screened_on=clock.today(),
            age="no", answers={"a": "yes"}, notes="", recorded_by=town.ana,
        )
        for each in (case, child)
    ]  # fmt: skip
    found = screening.open_screening(town.ana, case, rows[0].pk)
    assert found == rows[0]
    assert found.case is case
    assert is_read_with(found, "recorded_by")
    assert last_event() == an_event("screening_opened", town.ana, found, ["answers", "notes"])
    for wanted in (rows[1].pk, uuid4()):
        assert opens(screening.open_screening, town.ana, case, wanted) is None


def test_notes_open_by_their_level(town, bea, child):
    case = Case.objects.get(pk=town.case.pk)
    actions.assign(by=town.alba, case=case, member=bea)
    facts = {"text": "Una nota.", "noted_on": clock.today()}
    team, hers = (
        writing.write_note(by=town.ana, case=case, level=level, **facts)
        for level in ("team", "supervision")
    )
    other = writing.write_note(by=town.ana, case=child, level="team", **facts)
    assert set(note.visible_notes(town.ana, case)) == {team, hers}
    assert set(note.visible_notes(bea, case)) == {team}
    assert set(note.visible_notes(town.alba, case)) == {team, hers}
    assert set(note.visible_notes(town.bruno, case)) == set()
    found = note.get_note_or_404(town.ana, case, hers.pk)
    assert found == hers
    assert found.case is case
    assert is_read_with(found, "author")
    assert opens(note.get_note_or_404, bea, case, hers.pk) is None
    for wanted in (other.pk, uuid4()):
        assert opens(note.get_note_or_404, town.ana, case, wanted) is None


def test_documents_on_hold_open_to_who_answers_for_the_records(town, felix):
    paper = town.new_document()
    number = town.case.shown_number
    for member in (town.alba, town.fina, felix):
        found = held_documents.document_to_hold(member, number, paper.number)
        assert found == paper
        assert is_read_with(found, "case__agency")
        assert held_documents.document_to_hold(member, number, 99) is None
        assert held_documents.document_to_hold(member, "x", paper.number) is None
    for nobody in (town.ana, town.noe, town.bruno):
        assert held_documents.document_to_hold(nobody, number, paper.number) is None
    held = holding.hold_document(by=town.alba, document=paper, order="Oficio inventado 7")
    for member in (town.alba, town.fina, felix):
        (found,) = held_documents.held_documents(member)
        assert found == held
        assert is_read_with(found, "agency", "placed_by")
        assert "lifted_by" in found._state.fields_cache
        taken = held_documents.take_out_held(member, held.pk)
        assert taken == held
        assert last_event() == an_event(
            "held_document_taken_out", member, held, ["content"], number=paper.number
        )
        assert opens(held_documents.get_held_or_404, member, uuid4()) is None
    for nobody in (town.ana, town.noe, town.bruno):
        assert list(held_documents.held_documents(nobody)) == []
        assert opens(held_documents.take_out_held, nobody, held.pk) is None


def test_a_document_on_hold_of_a_file_for_named_people_opens_to_no_coordinator(town, child, felix):
    """Who opens cases answers for those that open to her; who watches over the data, for all."""
    paper = town.new_document(case=child)
    held = holding.hold_document(by=town.fina, document=paper, order="Oficio inventado 7")
    number = child.shown_number
    for member in (town.fina, felix):
        assert set(held_documents.held_documents(member)) == {held}
        assert held_documents.document_to_hold(member, number, paper.number) == paper
    assert list(held_documents.held_documents(town.alba)) == []
    assert opens(held_documents.take_out_held, town.alba, held.pk) is None
    assert held_documents.document_to_hold(town.alba, number, paper.number) is None
