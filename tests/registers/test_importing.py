"""Registers come in whole, once; people stay in their agency's vault; a whole import goes back."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from amparo.agencies import OPERATOR
from amparo.assistance.models import Assistance
from amparo.cases.access import visible_cases
from amparo.cases.models import Case, Event, EventPlace
from amparo.core import clock, keyring, resealing, rotation
from amparo.core.decisions import Refused
from amparo.core.errors import BadInput
from amparo.evidence import queries as evidence
from amparo.evidence.models import DataSet
from amparo.people.models import NameWord, Person
from amparo.people.queries import counted_people
from amparo.registers import actions, policies, queries
from amparo.registers.enums import Settled, State
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.models import Doubt, Import, ImportRow
from tests.helpers import audit_events
from tests.registers.messy import REGISTERS

HTCDS = (
    "prs_First_Name,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,vic_TypeOfExploitation,"
    "vic_TraffickingStatus,cas_IncomingReferralDate,hte_City,cco_CaseComment",
    "Rosa,Inventada Ficticio,1999-03-04,Feminine,HN,SexualExploitation;ForcedLabour,"
    "ActualVictimOfTrafficking,2012-05-06,Puerto Vallarta,INVENTADO",
    "Juan,Noexiste,1999-02-30,-99,NA,Unknown,PossibleVictimOfTrafficking,2012-05-07,,INVENTADO",
    ",,,,,,,2012-05-08,,INVENTADO",
)
SENTINEL = "Centinela Inventadísima"


def bring(town, path, **how):
    return actions.bring_in(**({"by": town.coral, "path": path, "agency": town.casa_luz} | how))


def stored():
    models = (Person, Case, Event, EventPlace, Assistance, Import, ImportRow, Doubt, DataSet)
    return {model.__name__: model.objects.count() for model in models}


def as_command(*arguments):
    out, err = StringIO(), StringIO()
    call_command("import", *map(str, arguments), "--json", stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


# --- people -------------------------------------------------------------------------------------


def test_people_come_in_with_case_event_and_every_raw_value(town, places, register):
    outcome = bring(town, register(*HTCDS))
    assert outcome.as_dict() == {
        "kind": "htcds",
        "rows": 3,
        "accepted": 3,
        "rejected": [
            {
                "row": 3,
                "column": "prs_Birthdate",
                "value_kept": True,
                "reason": outcome.rejected[0].reason,
            }
        ],
        "unchanged": 0,
        "dataset": None,
    }
    rosa = Person.objects.get(register_rows__number=2)
    assert (rosa.given_names, rosa.paternal_surname, rosa.maternal_surname) == (
        "Rosa",
        "Inventada",
        "Ficticio",
    )
    assert (rosa.birth_date, rosa.birth_year, rosa.gender) == ("1999-03-04", 1999, "Feminine")
    assert (rosa.citizenships, rosa.came_from) == (["HN"], "register")
    case = rosa.cases.get()
    assert (case.identification, case.decided_body) == ("identified", "not_recorded")
    assert str(case.opened_on) == "2012-05-06"
    event = case.events.get()
    assert event.purposes == ["SexualExploitation", "ForcedLabour"]
    assert [place.place_code for place in event.places.all()] == ["14067"]
    juan = ImportRow.objects.get(number=3)
    assert juan.raw[2] == "1999-02-30"
    assert juan.rejected == [
        [juan.brought.columns.index("prs_Birthdate"), outcome.rejected[0].reason]
    ]
    assert Person.objects.get(register_rows__number=3).gender == "unknown"
    brought = Import.objects.get()
    assert (brought.state, brought.rows, brought.accepted) == (State.DONE, 3, 3)
    assert brought.file_name == "register.csv"


def test_the_same_file_again_changes_nothing(town, places, register):
    path = register(*HTCDS)
    bring(town, path)
    before, logged = stored(), len(audit_events())
    again = bring(town, path)
    assert (again.rows, again.accepted, again.unchanged) == (3, 0, 3)
    assert stored() == before
    assert len(audit_events()) == logged


def test_a_longer_file_brings_only_the_new_rows(town, places, register):
    bring(town, register(*HTCDS))
    longer = bring(town, register(*HTCDS, "Luz,Ficticio,,,,,,2012-05-09,,INVENTADO"))
    assert (longer.rows, longer.accepted, longer.unchanged) == (4, 1, 3)


def test_two_equal_rows_of_one_file_are_two_people(town, places, register):
    path = register(*HTCDS, HTCDS[3], HTCDS[3])
    first, again = bring(town, path), bring(town, path)
    assert (first.accepted, again.accepted, again.unchanged) == (5, 0, 5)


def test_the_same_row_may_come_into_two_vaults(town, places, register):
    path = register(*HTCDS)
    bring(town, path)
    other = bring(town, path, by=town.celia, agency=town.norte)
    assert (other.accepted, other.unchanged) == (3, 0)


def test_a_dry_run_tells_the_same_and_stores_nothing(town, places, register):
    path, before = register(*HTCDS), stored()
    dry = bring(town, path, dry_run=True)
    assert stored() == before
    assert town.keys.count() == 0
    real = bring(town, path)
    assert dry.as_dict() == real.as_dict()
    assert dry.doubts == real.doubts


def test_imported_people_are_seen_by_their_agency_alone_and_counted_nowhere(town, places, register):
    bring(town, register(*HTCDS))
    assert visible_cases(town.coral).count() == 3
    assert visible_cases(town.ana).count() == 0  # not on the team of any of them
    assert visible_cases(town.celia).count() == 0
    assert list(counted_people(on=Import.objects.get().started_at.date())) == []


def test_no_name_lies_open_in_the_database(town, places, register, settings):
    from django.db import connection

    rows = (
        *HTCDS[:1],
        f"{SENTINEL},{SENTINEL},,,,,,,,{SENTINEL}",
        f"Notas de {SENTINEL}" + "," * 9,
    )
    bring(town, register(*rows, name=f"{SENTINEL}.csv"))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'select * from "{table}"')
            assert SENTINEL not in repr(cursor.fetchall()), table


@pytest.mark.parametrize("name", REGISTERS)
def test_a_messy_register_comes_in_with_no_row_lost(town, places, tmp_path, name):
    count = REGISTERS[name](tmp_path / name)
    outcome = bring(town, tmp_path / name)
    assert (outcome.kind, outcome.rows, outcome.accepted) == ("proposed", count, count)
    assert outcome.rejected == []
    assert ImportRow.objects.count() == Person.objects.count() == count
    asides = Import.objects.get().asides
    assert asides
    assert all(len(aside) == 4 for aside in asides)


def test_old_assistance_comes_in_and_marks_the_case_assisted(town, places, register):
    bring(
        town,
        register(
            "Nombre completo,Fecha de ingreso,Albergue,Legal,Costo,Moneda,INVENTADO",
            "Rosa Inventada,13/03/2012,Sí,15/04/2012,1200,MXN,x",
            "Ana Ficticio,14/03/2012,No,No,,,x",
        ),
    )
    rosa = Case.objects.get(register_rows__number=2)
    entries = rosa.assistance.order_by("service")
    assert [(e.service, str(e.given_on), e.cost) for e in entries] == [
        ("Legal", "2012-04-15", None),
        ("Shelter", "None", 1200),
    ]
    assert (rosa.is_assisted, str(rosa.assisted_on)) == (True, "2012-04-15")
    assert Case.objects.get(register_rows__number=3).is_assisted is False


def test_a_file_cut_off_at_its_last_row_leaves_nothing_behind(town, places, register, monkeypatch):
    monkeypatch.setattr("amparo.registers.actions.bringing.BATCH", 1)
    before = stored()
    with pytest.raises(BadInput, match="never closed"):
        # Far enough down that the look at the first rows does not meet it.
        bring(town, register(HTCDS[0], *[HTCDS[3]] * 800, '"Luz,Ficticio'))
    assert stored() == before


def test_an_import_that_broke_off_goes_on_where_it_stopped(town, places, register, monkeypatch):
    monkeypatch.setattr("amparo.registers.actions.bringing.BATCH", 1)
    path = register(*HTCDS)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring(town, path, progress=stop)
    assert Person.objects.count() == 1
    broken = Import.objects.get()
    assert (broken.state, broken.accepted) == (State.RUNNING, 1)
    again = bring(town, path)
    assert (again.accepted, again.unchanged) == (2, 1)


def test_keys_may_be_rotated_while_a_register_comes_in(
    town, places, tmp_path, settings, monkeypatch
):
    settings.KEY_RING_FILE = tmp_path / "ring.json"
    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    monkeypatch.setattr("amparo.registers.actions.bringing.BATCH", 5)
    name = sorted(REGISTERS)[0]
    REGISTERS[name](tmp_path / name)

    def rotate(done, total):
        if done == 5:
            assert rotation.rotate().unreadable == []

    bring(town, tmp_path / name, progress=rotate)
    assert Import.objects.get().asides
    for model, names in resealing.sealed_models():
        for row in model.objects.all():
            assert [getattr(row, each) for each in names]


def test_a_case_number_drawn_twice_is_drawn_again(town, places, register, monkeypatch):
    from amparo.cases import numbers

    bring(town, register(*HTCDS))
    held = Case.objects.order_by("number").values_list("number", flat=True)[0]
    # 32 ** 7 numbers look like plenty, yet 200,000 cases have two equal ones more often than not.
    drawn = iter([held, held, "23456789", "23456789", "3456789A", "456789AB"])
    monkeypatch.setattr(numbers, "fresh", lambda: next(drawn))
    monkeypatch.setattr(Case._meta.get_field("number"), "default", lambda: next(drawn))
    monkeypatch.setitem(Case._meta.get_field("number").__dict__, "_get_default", numbers.fresh)
    rows = ("Luz,Ficticio,,,,,,2012-05-09,,x", "Eva,Ficticio,,,,,,2012-05-09,,x")
    assert bring(town, register(HTCDS[0], *rows, name="more.csv")).accepted == 2
    assert Case.objects.count() == 5


# --- who may ------------------------------------------------------------------------------------


def test_who_may_bring_a_register_in(town, places, register):
    path = register(*HTCDS)
    for by, agency in ((town.ana, town.casa_luz), (town.celia, town.casa_luz)):
        with pytest.raises(Refused):
            bring(town, path, by=by, agency=agency)
    assert Person.objects.count() == 0
    assert bring(town, path, by=OPERATOR).accepted == 3


def test_people_need_an_agency(town, register):
    with pytest.raises(BadInput, match="--agency"):
        bring(town, register(*HTCDS), by=OPERATOR, agency=None)


# --- undo ---------------------------------------------------------------------------------------


def test_a_whole_import_goes_back_with_its_keys(
    town, places, tmp_path, django_capture_on_commit_callbacks
):
    path = tmp_path / "shelter.xlsx"
    count = REGISTERS["casa_inventada_2013.xlsx"](path)
    before = stored()
    brought = bring(town, path).brought
    assert town.keys.count() == count + 1
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.undo(by=town.coral, brought=brought) == count
    assert stored() == before | {"Import": 1}
    assert town.keys.count() == 0  # that of the import itself, and of its headings, included
    assert not NameWord.objects.exists()
    brought.refresh_from_db()
    assert (brought.state, brought.asides) == (State.UNDONE, [])
    assert bring(town, path).accepted == count


def test_an_import_that_was_worked_with_is_not_undone(town, places, register):
    from amparo.people import actions as people

    brought = bring(town, register(*HTCDS)).brought
    rosa = Person.objects.get(register_rows__number=2)
    people.revise(by=town.coral, person=rosa, seen_version=1, phone="331 000 0000")
    with pytest.raises(Refused, match="worked with"):
        actions.undo(by=town.coral, brought=brought)
    assert Person.objects.count() == 3


def hand_made(town, case, what):
    """What somebody records by hand on a case that came in; none of it touches the case itself."""
    from amparo.assistance import actions as assistance
    from amparo.cases import actions as cases

    event = {"acts": ["Recruitment"], "definition_version": "htcds-2.0"}
    if what == "event":
        cases.record_event(by=town.coral, cases=[case], **event)
    elif what == "event revised":
        own = case.events.get()
        cases.revise_event(by=town.coral, case=case, event=own, seen_version=1, acts=["Transport"])
    elif what == "event of another":
        other = cases.take_in(by=town.coral, agency=town.casa_luz, about_person={}, about_case={})
        cases.record_event(by=town.coral, cases=[other, case], **event)
    elif what == "assistance":
        assistance.record(by=town.coral, case=case, service="Shelter", given_on=None)
    elif what == "assistance corrected":
        entry = case.assistance.first()
        assistance.correct(by=town.coral, entry=entry, service="Shelter", given_on=entry.given_on)


@pytest.mark.parametrize("broke_off", [False, True])
@pytest.mark.parametrize(
    "what",
    ["event", "event revised", "event of another", "assistance", "assistance corrected", ""],
)
def test_what_was_added_by_hand_to_a_case_that_came_in_is_not_thrown_away(
    town, places, register, what, broke_off
):
    head = "Nombre completo,Fecha de ingreso,Forma de explotación,Albergue"
    brought = bring(town, register(head, "Rosa Inventada,24/03/2012,sexual,Sí")).brought
    case = Case.objects.get()
    assert (case.events.count(), case.assistance.count(), case.is_assisted) == (1, 1, True)
    if broke_off:
        Import.objects.filter(pk=brought.pk).update(state=State.RUNNING, finished_at=None)
        Case.objects.update(recorded_at=clock.now() - timedelta(minutes=6))
        Event.objects.update(recorded_at=clock.now() - timedelta(minutes=6))
        Assistance.objects.update(recorded_at=clock.now() - timedelta(minutes=6))
        brought.refresh_from_db()
    hand_made(town, case, what)
    case.refresh_from_db()
    assert case.version == 1
    if what:
        with pytest.raises(Refused, match="worked with"):
            actions.undo(by=town.coral, brought=brought)
        assert Person.objects.filter(pk=case.person_id).exists()
    else:
        actions.undo(by=town.coral, brought=brought)
        assert not Person.objects.exists()


@pytest.mark.parametrize("what", ["event", "event of another", "assistance", ""])
@pytest.mark.parametrize("rest", ["sexual,Sí", ","], ids=["with an event", "bare"])
def test_what_was_added_by_hand_while_the_import_still_ran_is_not_thrown_away(
    town, places, register, monkeypatch, what, rest
):
    monkeypatch.setattr("amparo.registers.actions.bringing.BATCH", 1)
    head = "Nombre completo,Fecha de ingreso,Forma de explotación,Albergue"
    rows = (f"Rosa Inventada,24/03/2012,{rest}", "Luz Ficticio,25/03/2012,sexual,Sí")

    def meanwhile(done, total):
        if done == 1:
            hand_made(town, Case.objects.get(register_rows__number=2), what)

    brought = bring(town, register(head, *rows), progress=meanwhile).brought
    assert brought.state == State.DONE
    if what:
        with pytest.raises(Refused, match="worked with"):
            actions.undo(by=town.coral, brought=brought)
        assert Person.objects.filter(register_rows__brought=brought).count() == 2
    else:
        actions.undo(by=town.coral, brought=brought)
        assert not Person.objects.exists()


def test_work_that_begins_while_an_import_is_undone_stops_it(town, places, register, monkeypatch):
    brought = bring(town, register(*HTCDS)).brought
    monkeypatch.setattr("amparo.registers.actions.undoing.BATCH", 1)

    def meanwhile(removed, total):
        hand_made(town, Case.objects.order_by("person_id").first(), "assistance")

    with pytest.raises(Refused, match="worked with"):
        actions.undo(by=town.coral, brought=brought, progress=meanwhile)
    assert Person.objects.count() == 2
    assert Assistance.objects.exists()


def test_a_queued_undoing_that_is_stopped_waits_for_nothing_more(town, places, register):
    brought = bring(town, register(*HTCDS)).brought
    actions.queue_undo(by=town.coral, brought=brought)
    hand_made(town, Case.objects.first(), "assistance")
    with pytest.raises(Refused, match="worked with"):
        actions.undo(by=town.coral, brought=Import.objects.get())
    stopped = Import.objects.get()
    assert stopped.state == State.DONE
    assert len(audit_events("import_undo_stopped")) == 1
    since = queries.since_brought(stopped)
    assert "worked with" in policies.can_begin_undoing(stopped, by=town.coral, **since).reason


def test_only_the_own_agency_undoes_and_only_once(town, places, register):
    brought = bring(town, register(*HTCDS)).brought
    for by in (town.celia, town.ana):
        with pytest.raises(Refused):
            actions.undo(by=by, brought=brought)
    actions.undo(by=town.coral, brought=brought)
    with pytest.raises(Refused, match="undone before"):
        actions.undo(by=town.coral, brought=Import.objects.get())


# --- doubts and mappings ------------------------------------------------------------------------


def test_doubtful_rows_wait_in_a_queue_until_a_person_settles_them(town, places, register):
    path = register("Nombre completo,Fecha", "Rosa Inventada,04/03/2012", "Ana Ficticio,05/03/2012")
    brought = bring(town, path).brought
    assert queries.open_doubts(brought) == {"day_or_month": 2, "name_split": 2}
    one = Doubt.objects.filter(kind="day_or_month").first()
    actions.settle_doubt(by=town.coral, doubt=one, settled=Settled.RIGHT)
    with pytest.raises(Refused, match="settled before"):
        actions.settle_doubt(by=town.coral, doubt=one, settled=Settled.RIGHT)
    with pytest.raises(Refused):
        actions.settle_kind(by=town.celia, brought=brought, kind="name_split")
    assert actions.settle_kind(by=town.coral, brought=brought, kind="name_split") == 2
    assert queries.open_doubts(brought) == {"day_or_month": 1}


def test_a_mapping_is_saved_by_name_and_used_by_name(town, places, register):
    mapping = Mapping((Rule("quien", "person.known_as"), Rule("cuando", "case.opened_on")))
    actions.save_mapping(by=town.coral, agency=town.casa_luz, name="cuaderno", mapping=mapping)
    path = register("quien,cuando", "Chayo,13/03/2012")
    outcome = bring(town, path, kind="cuaderno")
    assert (outcome.kind, outcome.accepted) == ("cuaderno", 1)
    assert Person.objects.get().known_as == "Chayo"
    with pytest.raises(BadInput, match="no saved mapping"):
        bring(town, path, by=town.celia, agency=town.norte, kind="cuaderno")
    with pytest.raises(BadInput, match="name of its own"):
        actions.save_mapping(by=town.coral, agency=town.casa_luz, name="htcds", mapping=mapping)


# --- public data sets and the command -----------------------------------------------------------


def test_a_public_file_becomes_a_data_set_and_never_people(town, register):
    path = register(
        "gender,citizenship,isForcedLabour", "Female,NA,1.0", "Male,0,0", "Female,Mexico,-99"
    )
    outcome, _ = as_command(path, "--kind", "ctdc-kanon")
    assert outcome["kind"] == "ctdc-kanon"
    assert (outcome["rows"], outcome["accepted"], outcome["unchanged"]) == (3, 3, 0)
    assert [(each["row"], each["column"]) for each in outcome["rejected"]] == [(4, "citizenship")]
    assert Person.objects.count() == 0
    table = evidence.tabulate(outcome["dataset"], ["citizenship"])
    assert {tuple(c["key"]): c["count"] for c in table["cells"]} == {
        ("NA",): 1, ("0",): 1, ("Mexico",): 1,
    }  # fmt: skip
    assert table["missing"] == 1
    again, _ = as_command(path)
    assert (again["accepted"], again["unchanged"], again["dataset"]) == (0, 3, outcome["dataset"])


def test_a_longer_row_of_a_public_file_loses_no_cell(town, register):
    path = register("gender,isForcedLabour", "Female,1", "Male,0,sobra")
    outcome, _ = as_command(path, "--kind", "ctdc-kanon")
    assert [each["column"] for each in outcome["rejected"]] == ["column 3"]
    held = DataSet.objects.get(name=outcome["dataset"])
    assert [values for _, values in evidence.raw_rows(held)][1] == (
        "Male", "0", "sobra",
    )  # fmt: skip


def test_a_dry_run_of_a_public_file_stores_nothing(town, register):
    path = register("gender,isForcedLabour", "Female,1")
    outcome, said = as_command(path, "--kind", "ctdc-kanon", "--dry-run")
    assert (outcome["rows"], outcome["dataset"]) == (1, None)
    assert "nothing was stored" in said
    assert DataSet.objects.count() == 0


def test_the_oracles_come_in_and_tabulate(town, shared):
    path = shared("data/ctdc_kanon_20200414_subset7.csv")
    outcome, said = as_command(path)
    assert (outcome["kind"], outcome["rows"]) == ("ctdc-kanon", 48773)
    assert outcome["rejected"] == []
    table = evidence.tabulate(outcome["dataset"], ["gender"])
    assert {c["key"][0]: c["count"] for c in table["cells"]} == {"Female": 35506, "Male": 13267}
    assert "Rows read" in said


def test_the_command_says_what_it_did_and_keeps_words_off_standard_output(town, places, register):
    outcome, said = as_command(register(*HTCDS), "--agency", "casa-luz", "--by", "coral")
    assert list(outcome) == ["kind", "rows", "accepted", "rejected", "unchanged", "dataset"]
    assert "Rows: 3, new: 3" in said
    assert "Rosa" not in said
    assert Import.objects.get().brought_by == town.coral


@pytest.mark.parametrize(
    "arguments",
    [("nothing-here.csv",), ("{path}", "--agency", "nobody"), ("{path}", "--kind", "no-such")],
)
def test_what_cannot_be_done_is_bad_input(town, register, arguments):
    path = register(*HTCDS)
    with pytest.raises((BadInput, CommandError)) as caught:
        as_command(*(each.format(path=path) for each in arguments))
    assert getattr(caught.value, "exit_code", getattr(caught.value, "returncode", 2)) == 2


def test_a_hostile_register_comes_in_whole(town, places, tmp_path):
    values = ["a\x00b", "🦋", "مريم", "=1+1", "-2+3", "@cmd"]
    lines = [[value] * 6 for value in values]
    lines += [["b"] * at + ["x" * 10_000_000] + ["b"] * (5 - at) for at in range(6)]
    path = tmp_path / "hostile.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Nombre completo", "Alias", "Observaciones", "Edad", "Sexo", "Fecha"])
        rows.writerows(lines)
    outcome = bring(town, path)
    assert outcome.accepted == len(lines)
    kept = ImportRow.objects.order_by("number")
    assert [row.raw for row in kept] == lines
