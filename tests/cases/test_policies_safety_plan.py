"""When a safety plan holds, and what the paper that she carries may say. No database."""

from datetime import date

import pytest
from django.utils import translation

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission, permits
from amparo.cases.models import Case, SafetyPlan
from amparo.cases.policies import safety_plan as policies
from tests.somebody import allows

DAY = date(2026, 11, 10)
OURS = ["Casa Luz (invented)", "Ceiba Programme (invented)"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


class Somebody:
    def __init__(self, role=Role.CASEWORKER, agency_id=1):
        self.role, self.agency_id = role, agency_id

    def may(self, permission):
        return permits(self.role, permission)


def keeps(by=None, parts=None, due=DAY, agency=1):
    case = Case(agency_id=agency, status="active")
    parts = {"signs": "Llega sin avisar."} if parts is None else parts
    return policies.can_keep(case, by=by or Somebody(), parts=parts, next_due_on=due, today=DAY)


def test_a_plan_is_kept_by_who_both_records_and_sees_what_is_feared():
    for only in (Permission.RECORD_CASES, Permission.PLAN_SAFETY):
        assert not keeps(allows(only, at=1))
    assert keeps(allows(Permission.RECORD_CASES, Permission.PLAN_SAFETY, at=1))


def test_who_keeps_a_plan():
    assert keeps()
    assert keeps(Somebody(Role.COORDINATOR))
    assert not keeps(Somebody(Role.DATA_PROTECTION))
    assert not keeps(Somebody(agency_id=2))


def test_an_empty_plan_is_none_and_its_day_does_not_lie_in_the_past():
    assert "empty" in keeps(parts={"signs": "  ", "steps": ""}).reason
    assert "empty" in keeps(parts={}).reason
    assert "past" in keeps(due=date(2026, 11, 9)).reason
    assert keeps(due=DAY)


def plan(**facts):
    facts = {"number": 2, "made_with": "her", "next_due_on": DAY, "card_kind": "notes"} | facts
    return SafetyPlan(**facts)


@pytest.mark.parametrize(("day", "holds"), [(9, True), (10, True), (11, False)])
def test_it_holds_through_its_last_day(day, holds):
    on = date(2026, 11, day)
    assert bool(policies.is_current(plan(), on=on, risk_changed=False)) == holds


def test_what_makes_it_due():
    assert "no safety plan" in policies.is_current(None, on=DAY, risk_changed=False).reason
    sketch = plan(made_with="not_yet")
    assert "not made with her" in policies.is_current(sketch, on=DAY, risk_changed=True).reason
    assert "Her risk changed" in policies.is_current(plan(), on=DAY, risk_changed=True).reason


def test_a_version_follows_the_one_that_was_seen():
    assert policies.is_what_was_seen(None, "")
    assert policies.is_what_was_seen(plan(), "2")
    for newest, seen in ((None, "1"), (plan(), ""), (plan(), "1"), (plan(), "x")):
        assert "meanwhile" in policies.is_what_was_seen(newest, seen).reason


def test_a_card_is_printed_only_if_she_chose_one():
    assert policies.has_card(plan())
    assert not policies.has_card(plan(card_kind=""))
    assert not policies.has_card(None)


def test_a_card_is_small():
    assert policies.fits_a_card("")
    assert policies.fits_a_card("\n\n".join(["x" * 60] * 8))
    assert not policies.fits_a_card("\n".join(["x"] * 9))
    assert not policies.fits_a_card("x" * 61)


def test_words_of_every_day_pass():
    for words in ("Pan, leche, queso casero", "Casa de mi hermana", "Llamar a Luz", ""):
        assert policies.is_neutral(words, ours=OURS)


@pytest.mark.parametrize(
    "words",
    [
        "Plan de seguridad", "TRATA", "Víctimas", "la fiscalía", "Policía", "refugio", "Albergue",
        "abogada", "Programa", "consulado", "Consulate", "shelter", "human trafficking", "asylum",
        "my case", "Amparo", "derechos", "DIF", "peligro", "emergencia", "Casa Luz", "casa  LUZ",
        "Ceiba", "denuncié", "migración", "protección",
    ],
)  # fmt: skip
def test_a_word_of_ours_or_a_name_of_ours_does_not(words):
    said = policies.is_neutral(f"pan\n{words}\nleche", ours=OURS)
    assert "may tell others where this paper comes from" in said.reason


def test_a_number_stands_in_its_own_field_and_small_figures_anywhere():
    assert policies.is_neutral("2 kg de tortilla, martes 10:30, 123 456", ours=())
    assert "its own field" in policies.is_neutral("961 123 4567", ours=()).reason
    assert not policies.is_neutral("pan 123-45-67", ours=())


@pytest.mark.parametrize(
    ("phone", "quiet"),
    [
        ("", True), ("  ", True), ("961 555 0100", True), ("+52 (961) 555-0100", True),
        ("555-0101", True), ("5550101, 5550102", False), ("911", False), ("123456", False),
        ("1234567", True), ("tía 961 555 0100", False), ("800 555 3000", False),
        ("+52 1 800 555 3000", False), ("no", False), ("800 555 4000", False),
        ("888 555 0100", False), ("+52 888 555 0101", True),
    ],
)  # fmt: skip
def test_one_number_that_nobody_knows(phone, quiet):
    known = ["800 555 3000", "privacidad@example.org", "+52 800 555 4000", "1 888 555 0100"]
    assert bool(policies.is_a_quiet_number(phone, known=known)) == quiet


def test_the_refusals_say_what_to_do():
    assert "no words" in policies.is_a_quiet_number("911", known=()).reason
    assert "others know" in policies.is_a_quiet_number("8005553000", known=["8005553000"]).reason


def test_a_name_of_five_letters_tells_and_one_of_four_does_not():
    assert policies.telling_word("La de Faros", ours=["Faros Nave"]) == "faros"
    assert policies.telling_word("La nave azul", ours=["Faros Nave"]) == ""


def test_what_is_harmless_elsewhere_tells_where_an_agency_bears_it():
    assert policies.telling_word("Seguro social, ventanilla 5", ours=["Faro"]) == ""
    ours = ["Casa del Seguro Social (invented)"]
    assert policies.telling_word("Seguro social, ventanilla 5", ours=ours) == "seguro"


def test_a_name_of_short_words_tells_as_a_whole():
    assert policies.telling_word("La casa luz azul", ours=["Casa Luz (invented)"]) == "casa luz"
    assert policies.telling_word("La luz de casa", ours=["Casa Luz (invented)"]) == ""
    assert policies.telling_word("Casaluz y luz", ours=["(invented)", "Casa Luz"]) == ""
