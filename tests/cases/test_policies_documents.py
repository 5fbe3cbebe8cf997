"""What may be done with a document: kept, cleaned, taken out, held. No database."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.cases import policies
from amparo.cases.policies import document as documents
from amparo.cases.policies import held_documents
from tests.somebody import ALBA, ANA, BRUNO, NOW, agency, allows, case, needs, refused, said

P = Permission


MIB = 1024 * 1024


def document(**more):
    return Thing(**{"case": case(), "has_copy": True} | more)


@pytest.mark.parametrize(
    ("held", "weight", "more", "may"),
    [
        (99, 0, 0, True),
        (100, 0, 0, False),
        (0, 500 * MIB - 1, 1, True),
        (0, 500 * MIB, 1, False),
        (0, 500 * MIB, 0, True),
    ],
)
def test_how_many_documents_fit(held, weight, more, may):
    asked = {"held": held, "weight": weight, "more": more}
    decision = policies.can_add_document(case(), by=ANA, **asked)
    assert bool(decision) is may
    assert said(decision).startswith("" if may else "This case holds as many documents as fit")


def test_documents_are_for_those_who_record_and_taken_out_by_those_who_know_her():
    needs(P.RECORD_CASES, lambda by: policies.can_add_document(case(), by=by, held=0))
    assert policies.can_add_document(case(), by=ANA, held=0, weight=500 * MIB)
    assert not policies.can_add_document(case(), by=ANA, held=0, weight=500 * MIB + 1)
    assert not policies.can_add_document(case(), by=ANA, held=0, more=500 * MIB + 1)
    assert policies.can_add_document(case(), by=ANA, held=0, more=500 * MIB)
    needs(P.REVEAL_IDENTITY, lambda by: policies.can_take_out(document(), by=by))
    needs(P.REVEAL_IDENTITY, lambda by: documents.can_take_out_copy(document(), by=by))
    needs(P.RECORD_CASES, lambda by: policies.can_remove_document(document(), by=by, held=False))
    assert "can open its documents" in said(policies.can_take_out(document(), by=BRUNO))
    held = policies.can_remove_document(document(), by=ANA, held=True)
    assert "A legal hold stands" in said(held)
    plain = documents.can_take_out_copy(document(has_copy=False), by=ANA)
    assert "only the original is kept" in said(plain)
    assert policies.says_why("wrong_case")
    assert "Say why the document is removed" in said(policies.says_why("because"))


def test_the_cleaned_copy_that_was_not_made_is_made_later_by_who_may_add_a_document():
    plain = document(has_copy=False)
    needs(P.RECORD_CASES, lambda by: documents.can_clean(plain, by=by))
    refused(documents.can_clean(document(), by=ANA), "There is a cleaned copy of this document")
    refused(documents.can_clean(plain, by=BRUNO), "Only the agency that holds this case")
    full = {"weight": 500 * MIB - 1, "more": 1}
    refused(documents.can_clean(plain, by=ANA, **full), "")
    refused(documents.can_clean(plain, by=ANA, weight=500 * MIB), "")
    refused(documents.can_clean(plain, by=ANA, more=500 * MIB), "")
    for over in ({"weight": 500 * MIB}, {"more": 2}):
        refused(documents.can_clean(plain, by=ANA, **full | over), "This case holds as many")


@pytest.mark.parametrize(
    ("by", "of", "reason", "why"),
    [
        (ANA, document(), "evidence", ""),
        (ANA, document(), "her_own", ""),
        (ANA, document(), "because", "Say why the original is opened"),
        (ANA, document(), "no_copy", "There is a cleaned copy"),
        (ALBA, document(), "no_copy", "There is a cleaned copy"),
        (ANA, document(has_copy=False), "no_copy", ""),
        (ANA, document(has_copy=False), "evidence", ""),
        (ANA, document(), "lacking", "For this reason the coordinator"),
        (ANA, document(has_copy=False), "lacking", "For this reason the coordinator"),
        (ALBA, document(), "lacking", ""),
        (ALBA, document(), "provenance", ""),
        (BRUNO, document(), "evidence", "Only the agency that holds this case"),
    ],
)
def test_who_opens_a_document_as_it_came(by, of, reason, why):
    answer = said(documents.can_open_original(of, by=by, reason=reason))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_which_reasons_a_member_may_give():
    def given(by, of):
        return [value for value, _label in documents.reasons_of(of, by=by)]

    assert given(ANA, document()) == ["evidence", "her_own"]
    assert given(ANA, document(has_copy=False)) == ["evidence", "no_copy", "her_own"]
    assert given(ALBA, document()) == ["evidence", "lacking", "her_own", "provenance"]
    assert given(BRUNO, document()) == []
    assert documents.reasons_of(document(), by=ANA)[0][1] == "It goes to an authority as evidence"
    both = {P.REVEAL_IDENTITY, P.OPEN_AGENCY_CASES}
    assert "provenance" in given(allows(*both), document())
    for missing in both:
        assert "provenance" not in given(allows(*set(P) - {missing}), document())


def test_who_holds_a_document_and_lifts_the_hold():
    order = {"is_held": False, "order": "Oficio 7"}
    needs(P.ERASE_PEOPLE, lambda by: held_documents.can_hold(document(), by=by, **order))
    for changed, why in (
        ({"is_held": True}, "A hold stands on this document already"),
        ({"order": "  "}, "Say who ordered it"),
    ):
        answer = said(held_documents.can_hold(document(), by=ALBA, **order | changed))
        assert answer.startswith(why)
        other = held_documents.can_hold(document(), by=ANA, **order | changed)
        assert said(other).startswith("Your role does not allow")
    for rule, why in (
        (held_documents.can_open, "Nothing is left of it"),
        (held_documents.can_lift, "lifted before"),
    ):
        needs(P.ERASE_PEOPLE, lambda by, r=rule: r(Thing(lifted_at=None, agency=agency()), by=by))
        assert why in said(rule(Thing(lifted_at=NOW, agency=agency()), by=ALBA))
    assert held_documents.not_held_alone(is_held=False)
    assert "ordered this document" in said(held_documents.not_held_alone(is_held=True))
