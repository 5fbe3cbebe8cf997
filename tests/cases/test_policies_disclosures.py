"""What goes out of a case: prepared, decided, confirmed, ended. No database."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.cases.policies import disclosure
from tests.somebody import (
    ALBA,
    ANA,
    BRUNO,
    FARO,
    FINA,
    TODAY,
    TOMORROW,
    YESTERDAY,
    agency,
    allows,
    case,
    needs,
    nobody,
    refused,
    somebody,
)

P = Permission


def test_without_her_yes_it_takes_a_coordinator():
    refused(disclosure.can_rest_on("because", by=ALBA), "A disclosure rests on one of the bases")
    refused(disclosure.can_rest_on("consent", by=nobody()), "")
    for basis in ("duty", "vital_interest", "court_order"):
        refused(disclosure.can_rest_on(basis, by=ALBA), "")
        assert disclosure.can_rest_on(basis, by=allows(P.OVERRIDE_CONSENT, P.OPEN_CASES))
        for missing in (P.OVERRIDE_CONSENT, P.OPEN_CASES):
            other = allows(*set(P) - {missing})
            refused(disclosure.can_rest_on(basis, by=other), "Your role does not allow")


def prepared(by=ANA, **changed):
    facts = {"basis": "consent", "recipient": "hospital", "agency": None, "reason": "",
             "reference": ""}  # fmt: skip
    return disclosure.can_prepare(case(), by=by, **facts | changed)


ORDER = {"basis": "court_order", "by": ALBA, "reason": "Oficio."}
VITAL = {"basis": "vital_interest", "by": ALBA}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"by": BRUNO}, "Only the agency that holds this case can write"),
        ({"basis": "because"}, "A disclosure rests on one of the bases"),
        ({"basis": "duty"}, "Your role does not allow"),
        ({"recipient": "agency"}, "Say which agency of this installation"),
        ({"agency": agency(FARO)}, "Say which agency of this installation"),
        ({"recipient": "agency", "agency": agency(FARO)}, ""),
        ({"recipient": "agency", "agency": agency()}, "This agency holds the case"),
        (VITAL, "Without her consent it takes a reason"),
        (VITAL | {"reason": " "}, "Without her consent it takes a reason"),
        (VITAL | {"reason": "Se desangra."}, ""),
        (ORDER, "Name the order"),
        (ORDER | {"reference": " "}, "Name the order"),
        (ORDER | {"reason": ""}, "Without her consent it takes a reason"),
        (ORDER | {"reference": "Oficio 7"}, ""),
        ({"basis": "duty", "by": ALBA}, ""),
    ],
)
def test_what_is_prepared(changed, why):
    refused(prepared(**changed), why)


def package(**more):
    facts = {"case": case(), "state": "prepared", "basis": "consent", "takes_two": False,
             "agency_id": None, "expires_on": None, "decided_by": ALBA}  # fmt: skip
    return Thing(**facts | more)


def decided(of=None, by=ANA, **changed):
    facts = {"would_go": ["health", "contact"], "was_seen": {"contact", "health"},
             "expires_on": None, "today": TODAY}  # fmt: skip
    return disclosure.can_decide(of or package(), by=by, **facts | changed)


@pytest.mark.parametrize(
    ("of", "changed", "why"),
    [
        (package(), {}, ""),
        (package(state="ready"), {}, "This disclosure was decided or called off before"),
        (package(state="gone"), {}, "This disclosure was decided or called off before"),
        (package(state="waiting"), {}, "It waits for the second person"),
        (package(case=case(FARO)), {}, "Only the agency that holds this case can write"),
        (package(basis="duty"), {}, "Your role does not allow"),
        (package(basis="duty"), {"by": ALBA}, ""),
        (package(), {"would_go": [], "was_seen": []}, "The package is empty"),
        (package(), {"was_seen": None}, "What would go is no longer what you looked at"),
        (package(), {"was_seen": ["health"]}, "What would go is no longer what you looked at"),
        (package(takes_two=True), {}, "Say until which day it holds"),
        (package(agency_id=FARO), {}, "Say until which day it holds"),
        (package(agency_id=FARO), {"expires_on": TODAY}, ""),
        (package(takes_two=True), {"expires_on": TOMORROW}, ""),
        (package(), {"expires_on": YESTERDAY}, "Its last day has passed"),
        (package(), {"expires_on": TODAY}, ""),
    ],
)
def test_what_is_decided(of, changed, why):
    refused(decided(of, **changed), why)
    refused(disclosure.is_not_empty(["health"]), "")
    refused(disclosure.is_not_empty([]), "The package is empty")


def waiting(**more):
    return package(**{"state": "waiting", "expires_on": TODAY, "takes_two": True} | more)


GONE = somebody(Role.COORDINATOR, pk="alba", is_active=False)


@pytest.mark.parametrize(
    ("of", "by", "why"),
    [
        (waiting(), FINA, ""),
        (waiting(decided_by=FINA), ALBA, ""),
        (waiting(), ANA, "Your role does not allow"),
        (waiting(case=case(FARO)), FINA, "You do not answer for the records"),
        (waiting(state="ready"), FINA, "This request was answered before"),
        (waiting(decided_by=FINA), FINA, "Nobody confirms her own request"),
        (waiting(), somebody(Role.COORDINATOR, pk="alma"), "It takes two roles"),
        (waiting(decided_by=GONE), FINA, "Whoever asked for this has no access"),
        (waiting(expires_on=YESTERDAY), FINA, "Its last day has passed"),
        (waiting(expires_on=None), FINA, "Say until which day it holds"),
    ],
)
def test_who_confirms_what_goes_without_her_yes(of, by, why):
    refused(disclosure.can_confirm(of, by=by, today=TODAY), why)


def test_confirming_needs_to_override_and_a_recipient_whom_she_does_not_fear():
    role = {"role": Role.DATA_PROTECTION, "pk": "fina"}
    needs(
        P.OVERRIDE_CONSENT,
        lambda by: disclosure.can_confirm(waiting(), by=by, today=TODAY), **role,
    )  # fmt: skip
    feared = disclosure.is_not_empty([])
    asked = {"by": FINA, "today": TODAY, "may_receive": feared}
    refused(disclosure.can_confirm(waiting(), **asked), "The file says something against this")


@pytest.mark.parametrize(
    ("state", "call_off", "end"),
    [
        ("prepared", "", "Only what was decided"),
        ("waiting", "", "Only what was decided"),
        ("ready", "This disclosure was decided", ""),
        ("called_off", "This disclosure was decided", "Only what was decided"),
        ("ended", "This disclosure was decided", "Only what was decided"),
    ],
)
def test_when_it_is_called_off_or_ended(state, call_off, end):
    refused(disclosure.can_call_off(package(state=state), by=ANA), call_off)
    refused(disclosure.can_end(package(state=state), by=ANA), end)


def test_who_calls_it_off_and_ends_it():
    needs(P.RECORD_CASES, lambda by: disclosure.can_end(package(state="ready"), by=by))
    for may in (P.RECORD_CASES, P.OVERRIDE_CONSENT):
        assert disclosure.can_call_off(package(), by=allows(may))
    rest = allows(*set(P) - {P.RECORD_CASES, P.OVERRIDE_CONSENT})
    refused(disclosure.can_call_off(package(), by=rest), "Your role does not allow")
    foreign = allows(P.OVERRIDE_CONSENT, at=FARO)
    refused(disclosure.can_call_off(package(), by=foreign), "Only the agency that holds this case")
