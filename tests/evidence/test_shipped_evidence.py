"""The claims of both press releases and the dates of law, as they ship."""

import hashlib
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from amparo.agencies import OPERATOR
from amparo.core.decisions import Refused
from amparo.core.errors import BadInput
from amparo.evidence import actions, queries
from amparo.evidence.enums import FigureType
from amparo.evidence.models import Assessment, Claim, Document, Source, Statement
from tests.helpers import audit_events

pytestmark = pytest.mark.django_db

# The grades proposed for the claims of the press releases, for a person to confirm.
PROPOSED = {
    "claim/tourists-pv-2010": "A2 m1",
    "claim/tourism-growth-pv-2011": "B3 m0",
    "claim/178-identified-or-assisted": "B2 m0",
    "claim/170-assisted": "B2 m0",
    "claim/20000-cndh": "C6 m0",
    "claim/billions-a-year": "F6 m0",
    "claim/two-main-states": "B3 m0",
    "claim/chiapas-origin-and-destination": "B3 m0",
    "claim/chihuahua-origin-and-destination": "B3 m0",
    "claim/jalisco-harmonised": "B2 m1",
    "claim/presence-acapulco-tip-2013": "B2 m1",
    "claim/presence-cancun-tip-2013": "B2 m1",
    "claim/presence-puerto-vallarta-tip-2013": "B2 m1",
    "claim/jalisco-one-of-the-first": "B6 m0",
    "claim/congress-every-country": "B6 m0",
}


def test_loading_twice_changes_nothing():
    loaded = actions.load_shipped(by=OPERATOR)
    before = len(audit_events())
    again = actions.load_shipped(by=OPERATOR)
    assert loaded.written > 100
    assert loaded.unchanged == 0
    assert again == (0, loaded.written)
    assert len(audit_events()) == before
    assert [event.verb for event in audit_events()] == ["shipped_evidence_loaded"]


def test_a_changed_claim_is_put_right_and_its_grades_stay(loaded, elsa):
    claim = queries.claim("claim/170-assisted")
    actions.assess(by=elsa, claim=claim, source="B", information="3", method="m0", why="vague end")
    Claim.objects.filter(pk=claim.pk).update(value=171)
    assert actions.load_shipped(by=OPERATOR).written == 1
    held = queries.claim("claim/170-assisted")
    assert held.value == 170
    assert queries.grade(held).mark == "B3 m0"


def test_only_those_who_build_analyses_load(ana):
    with pytest.raises(Refused):
        actions.load_shipped(by=ana)
    assert not Source.objects.exists()


def test_the_twenty_thousand_are_an_estimate_relayed_without_a_method(loaded):
    claim = queries.claim("claim/20000-cndh")
    assert (claim.bound, claim.shown_value, claim.unit) == (">", 20000, "persons_a_year")
    assert claim.figure_type == FigureType.INSTITUTIONAL_ESTIMATE
    assert claim.relay == ["source/cndh", "source/iom-mexico"]
    assert claim.method == ""
    assert not claim.original_is_held


def test_the_lineage_walks_back_to_the_one_who_said_it_first(loaded):
    lineage = queries.lineage("claim/20000-cndh")
    assert [step.kind for step in lineage.steps] == [
        "claim", "statement", "document", "source", "source", "source",
    ]  # fmt: skip
    assert [step.code for step in lineage.steps[-3:]] == [
        "source/iom", "source/iom-mexico", "source/cndh",
    ]  # fmt: skip
    assert lineage.steps[0].detail["grade"] == "C6 m0"
    assert not lineage.steps[0].detail["confirmed"]
    assert len(lineage.steps[1].detail["sha256"]) == 64
    assert any("CNDH" in gap for gap in lineage.gaps)
    json.dumps(lineage.as_dict())


def test_assisted_and_identified_or_assisted_are_two_measures(loaded):
    first, second = (
        queries.claim(code) for code in ("claim/170-assisted", "claim/178-identified-or-assisted")
    )
    assert (first.bound, first.shown_value, first.basis) == (">", 170, "assisted")
    assert (second.bound, second.shown_value, second.basis) == ("=", 178, "identified_or_assisted")


def test_tourists_of_2011_are_derived_from_two_sources(loaded):
    derived = queries.derivation("derived/tourists-pv-2011")
    shown = derived.shown_value, derived.shown_low, derived.shown_high
    assert shown == (1381240, 1375234, 1387245)
    assert derived.flags == ["mixed_sources", "relayed", "definition_unknown"]
    assert derived.figure_type == "derived_value"
    assert queries.sources_of(derived.code) == [
        "document/iom-2014-puerto-vallarta", "source/inegi", "source/iom", "source/sectur",
    ]  # fmt: skip


def test_jalisco_followed_after_79_days(loaded):
    derived = queries.derivation("derived/jalisco-days-after-general-law")
    assert derived.shown_value == 79
    assert derived.flags == ["mixed_sources", "gazette_missing"]
    parts = queries.lineage(derived.code).inputs
    assert [part.code for part in parts] == [
        "claim/general-law-published", "claim/jalisco-harmonised",
    ]  # fmt: skip
    assert queries.claim("claim/general-law-published").period == "2012-06-14"


def test_a_changed_input_makes_a_derived_value_stale(loaded):
    assert queries.stale_derivations() == []
    Claim.objects.filter(code="claim/tourists-pv-2010").update(value=Decimal(1201079))
    assert [one.code for one in queries.stale_derivations()] == ["derived/tourists-pv-2011"]
    actions.load_shipped(by=OPERATOR)
    assert queries.stale_derivations() == []


def test_one_of_the_first_cannot_be_verified_with_one_date_of_32(loaded):
    standing = queries.ordinal_standing()
    assert (standing.dated, standing.of, standing.verdict) == (1, 32, "unverified")


def test_grades_are_proposed_and_wait_for_a_person(loaded):
    held = {claim.code: queries.grade(claim) for claim in queries.claims()}
    assert {code: grade.mark for code, grade in held.items() if grade} == PROPOSED
    assert not Assessment.objects.filter(confirmed=True).exists()


def test_the_judgement_of_a_person_counts_before_a_proposed_one(loaded, elsa):
    claim = queries.claim("claim/20000-cndh")
    actions.assess(by=elsa, claim=claim, source="C", information="5", method="m0", why="drifted")
    grade = queries.grade(queries.claim(claim.code))
    assert (grade.mark, grade.confirmed, grade.assessed_by) == ("C5 m0", True, elsa)
    assert claim.assessments.count() == 2
    actions.assess(by=elsa, claim=claim, source="D", information="5", method="m0", why="again")
    assert queries.grade(queries.claim(claim.code)).mark == "D5 m0"


def test_grade_one_needs_two_independent_sources(loaded, elsa):
    claim = queries.claim("claim/presence-puerto-vallarta-iom")
    same_house = queries.claim("claim/two-main-states")
    other = queries.claim("claim/presence-puerto-vallarta-tip-2013")
    given = {"by": elsa, "claim": claim, "source": "B", "information": "1", "method": "m1"}
    with pytest.raises(Refused):
        actions.assess(**given)
    with pytest.raises(Refused):
        actions.assess(**given, corroborated_by=[same_house])
    assert actions.assess(**given, corroborated_by=[other]).mark == "B1 m1"


def test_who_may_judge(loaded, ana):
    claim = queries.claim("claim/20000-cndh")
    with pytest.raises(Refused):
        actions.assess(by=ana, claim=claim, source="A", information="2", method="m0")


def test_what_nobody_read_ships_only_to_be_verified(loaded):
    assert list(Claim.objects.filter(to_verify=True).values_list("code", flat=True)) == [
        "claim/protocol-adopted-2000-11-15"
    ]
    lineage = queries.lineage("claim/protocol-adopted-2000-11-15")
    assert len(lineage.gaps) == 3


def test_titles_follow_the_language_of_the_page(loaded):
    claim = queries.claim("claim/tourists-pv-2010")
    with translation.override("es"):
        assert claim.title == "Turistas que visitaron Puerto Vallarta en 2010"
    with translation.override("en"):
        assert claim.title == "Tourists who visited Puerto Vallarta in 2010"


def test_claims_are_found_by_place_and_type(loaded):
    found = queries.claims(place="14067", figure_type="presence_finding")
    assert {claim.code for claim in found} == {
        "claim/presence-puerto-vallarta-iom", "claim/presence-puerto-vallarta-tip-2013",
    }  # fmt: skip


def test_an_unknown_code_is_bad_input(loaded):
    with pytest.raises(BadInput):
        queries.claim("claim/invented")


def test_a_claim_must_fit_its_document_and_its_sources(loaded, elsa):
    cndh = Source.objects.get(code="source/cndh")
    document = Document.objects.get(code="document/general-law-2012")
    words = Statement.objects.get(code="statement/20000-cndh")
    given = {
        "by": elsa, "code": "claim/x", "document": document, "said_by": cndh,
        "shape": "statement", "title_en": "x", "title_es": "x", "subject": "x", "measure": "x",
    }  # fmt: skip
    for wrong in (
        {"statement": words},
        {"relay": ["source/iom", "source/cndh"]},
        {"relay": ["source/cndh", "source/nobody"]},
        {"flags": ["guessed"]},
        {"period": "the other day"},
    ):
        with pytest.raises(BadInput):
            actions.record_claim(**given | wrong)
    claim = actions.record_claim(**given)
    assert claim.relay == ["source/cndh"]
    assert [event.about_id for event in audit_events("claim_recorded")] == [str(claim.pk)]


def test_words_and_their_place_must_be_of_one_length(loaded, elsa):
    document = Document.objects.get(code="document/iom-2010-second-congress")
    given = {"by": elsa, "code": "statement/x", "document": document, "words": "four"}
    with pytest.raises(BadInput):
        actions.record_statement(**given, start=0, end=5)
    assert actions.record_statement(**given, start=0, end=4).document_sha256 == document.sha256


def test_new_sources_documents_and_values_are_recorded_by_editors(loaded, elsa, ana):
    given = {"code": "source/x", "title_en": "x", "title_es": "x", "kind": "other"}
    with pytest.raises(Refused):
        actions.record_source(by=ana, **given, independence_group="x")
    source = actions.record_source(by=elsa, **given, independence_group="x")
    document = actions.record_document(
        by=elsa, code="document/x", source=source, title_en="x", title_es="x", language="es"
    )
    later = actions.record_claim(
        by=elsa, code="claim/x", document=document, said_by=source, shape="date",
        title_en="x", title_es="x", subject="law", measure="reform", period="2012-06-24",
    )  # fmt: skip
    parts = {"start": queries.claim("claim/general-law-published"), "end": later}
    given = {"code": "derived/x", "formula": "days_between", "title_en": "x", "title_es": "x"}
    derived = actions.record_derivation(by=elsa, inputs=parts, **given)
    assert derived.shown_value == 10
    swapped = {"start": later, "end": parts["start"]}
    assert actions.record_derivation(by=elsa, inputs=swapped, **given).shown_value == -10
    assert derived.parts.count() == 2


def test_full_texts_are_known_by_their_digest_and_kept_without_contacts(loaded, shared):
    for name in ("000_c78386829e442b27.txt", "004_cfb8b34434c431bf.txt"):
        content = shared(f"seeds/{name}").read_bytes()
        document = actions.load_text(by=OPERATOR, content=content)
        assert document.sha256 == hashlib.sha256(content).hexdigest()
        for statement in document.statements.all():
            assert document.full_text[statement.start : statement.end] == statement.words
        assert "@" not in document.full_text
        assert "5555" not in document.full_text.replace(" ", "")
        assert document.full_text.endswith("please contact: IOM Mexico")
        events = len(audit_events("full_text_loaded"))
        actions.load_text(by=OPERATOR, content=content)
        assert len(audit_events("full_text_loaded")) == events


def test_a_text_that_differs_by_one_byte_is_refused(loaded, shared):
    content = shared("seeds/000_c78386829e442b27.txt").read_bytes()
    with pytest.raises(BadInput):
        actions.load_text(by=OPERATOR, content=content + b" ")


def test_the_command_loads_and_says_so(db, shared, tmp_path):
    out = StringIO()
    text = shared("seeds/004_cfb8b34434c431bf.txt")
    call_command("evidence", "load", text=[text], json=True, stdout=out, stderr=StringIO())
    printed = json.loads(out.getvalue())
    assert printed["texts"] == ["document/iom-2014-puerto-vallarta"]
    assert printed["written"] > 100
    with pytest.raises(BadInput):
        call_command("evidence", "load", text=[tmp_path / "gone.txt"], stderr=StringIO())
