"""Who sees the people around her, and who bears a name like one who endangers her."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.people.models.relations import RelatedPerson
from amparo.people.names.score import Band
from amparo.people.policies import relations as policies
from tests.somebody import FARO, allows, needs, person, said, somebody

P = Permission
ANA, BRUNO = somebody(), somebody(at=FARO)


def related(name="Ramiro Gavilán", *, suspected=True, never_contact=False):
    danger = suspected or never_contact
    return Thing(name=name, is_a_danger=danger, person=person())


def test_seeing_needs_to_plan_safety_and_changing_to_record_as_well():
    needs(P.PLAN_SAFETY, lambda by: policies.can_see(person(), by=by))
    assert "can see the people around her" in said(policies.can_see(person(), by=BRUNO))
    both = allows(P.PLAN_SAFETY, P.RECORD_CASES)
    for missing in (P.PLAN_SAFETY, P.RECORD_CASES):
        other = allows(*set(P) - {missing})
        assert not policies.can_change(person(), by=other)
        assert not policies.can_remove(related(), by=other, held=False)
    assert policies.can_change(person(), by=both)
    assert policies.can_remove(related(), by=both, held=False)
    assert "A legal hold stands" in said(policies.can_remove(related(), by=both, held=True))


@pytest.mark.parametrize(
    ("asked", "around", "found"),
    [
        ("Ramiro Gavilan", [related()], ["Ramiro Gavilán"]),
        ("Ramiro Gavilan", [related(suspected=False)], []),
        ("Ramiro Gavilan", [related(suspected=False, never_contact=True)], ["Ramiro Gavilán"]),
        ("Tomasa Quetzal", [related()], []),
        ("", [related()], []),
        ("  ", [related()], []),
        ("Ramiro Gavilan", [related(name="")], []),
        ("Ramiro Gavilan", [], []),
        ("Ramiro Gavilan", [related("Tomasa Quetzal"), related()], ["Ramiro Gavilán"]),
    ],
)
def test_a_name_like_that_of_a_danger_is_a_question(asked, around, found):
    conflicts = policies.conflicts(around, asked)
    assert [each.related.name for each in conflicts] == found
    assert all(each.band in (Band.STRONG, Band.POSSIBLE) for each in conflicts)


def test_somebody_who_bears_it_joins_after_somebody_said_why():
    found = policies.conflicts([related()], "Ramiro Gavilán")
    assert policies.set_aside([], reason="")
    assert policies.set_aside(found, reason="Another Ramiro: I saw both.")
    for reason in ("", "   "):
        assert "bears a name like this one" in said(policies.set_aside(found, reason=reason))


def test_she_is_hidden_with_a_reason():
    needs(P.RECORD_CASES, lambda by: policies.can_hide(person(), by=by, reason="Her cousin asks."))
    for reason in ("", " "):
        assert "Say why" in said(policies.can_hide(person(), by=ANA, reason=reason))
    assert "can change it" in said(policies.can_hide(person(), by=BRUNO, reason=""))


def test_suspected_or_never_to_be_contacted_is_a_danger():
    assert RelatedPerson(suspected=True).is_a_danger
    assert RelatedPerson(never_contact=True).is_a_danger
    assert not RelatedPerson().is_a_danger
