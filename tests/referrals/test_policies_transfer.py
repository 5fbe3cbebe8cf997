"""When a case may go to another agency for good. No database; each condition both ways."""

from itertools import combinations
from types import SimpleNamespace as Thing

import pytest
from django.utils import translation

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission as P
from amparo.people.enums import Basis, Why
from amparo.people.policies.disclosure import BLOCKS, Verdict
from amparo.referrals.enums.transfer import (
    NEXT_TRANSFER,
    PENDING,
    TransferReason,
    TransferRefusal,
    TransferState,
)
from amparo.referrals.policies import transfer as policies
from amparo.referrals.policies.transfer import TO_DO, Standing, There
from tests.somebody import (
    ALBA,
    ANA,
    BRUNO,
    FARO,
    FINA,
    LUZ,
    TODAY,
    TOMORROW,
    YESTERDAY,
    agency,
    allows,
    case,
    needs,
    refused,
    somebody,
)

STATES = list(TransferState)
ENDED = "This transfer was answered or ended before"
INES = somebody(Role.COORDINATOR, pk="ines")
ROSA = somebody(Role.COORDINATOR, pk="rosa", at=FARO)
OPEN = Standing()
STAYS = Verdict("health", False, Why.NO_YES)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def there(pk=FARO, answers=True):
    return There(agency(pk), answers)


def propose(by=ANA, of=None, **facts):
    facts = {
        "responsible": True, "pending": False, "there": there(), "reason_code": "moved",
        "basis": "consent", "reason": "", "reference": "", "expires_on": None, "today": TODAY,
        "standing": OPEN, "stays": [],
    } | facts  # fmt: skip
    return policies.can_propose(of or case(), by=by, **facts)


def transfer(state="waiting", **facts):
    facts = {
        "state": state, "case": case(), "from_agency_id": LUZ, "from_agency": agency(LUZ),
        "to_agency_id": FARO,
        "proposed_by": ANA, "proposed_by_id": ANA.pk, "basis": "consent",
    } | facts  # fmt: skip
    return Thing(**facts)


def test_who_proposes_what_to_whom():
    refused(propose(), "")
    needs(P.RECORD_CASES, lambda by: propose(by=by))
    refused(propose(by=BRUNO), "Only the agency that holds this case")
    refused(propose(responsible=False), "Whoever works on this case")
    refused(propose(pending=True), "A transfer of this case waits already")
    refused(propose(there=There(None, True)), "Choose the agency")
    refused(propose(there=there(LUZ)), "This case is yours already")
    refused(propose(there=there(answers=False)), "Nobody in that agency")
    for code in TransferReason:
        refused(propose(reason_code=code), "")
    for code in ("", "other"):
        refused(propose(reason_code=code), "Say why the case goes")
    refused(propose(stays=[STAYS]), "A file goes whole or not at all")
    refused(propose(standing=Standing(frozenset({"held"}))), "A legal hold")


def test_what_may_be_proposed_before_anything_is_chosen():
    def may(by=ANA, responsible=True, pending=False):
        return policies.may_propose(case(), by=by, responsible=responsible, pending=pending)

    refused(may(), "")
    needs(P.RECORD_CASES, lambda by: may(by=by))
    refused(may(by=BRUNO), "Only the agency that holds this case")
    refused(may(responsible=False), "Whoever works on this case")
    refused(may(pending=True), "A transfer of this case waits already")


def test_on_what_a_whole_file_may_rest():
    for basis in Basis:
        by_two = basis in ("vital_interest", "court_order")
        facts = {"basis": basis, "reason": "La buscan.", "reference": "J", "expires_on": TODAY}
        if basis == "duty":
            refused(propose(by=ALBA, **facts), "A whole file goes with her yes")
            continue
        refused(propose(by=ALBA, **facts), "")
        why = "Your role does not allow you to" if by_two else ""
        refused(propose(by=ANA, **facts), why)
        for change, words in (
            ({"reason": " "}, "Without her consent it takes a reason"),
            ({"expires_on": None}, "Say until which day"),
            ({"expires_on": YESTERDAY}, "Say until which day"),
        ):
            refused(propose(by=ALBA, **facts | change), words if by_two else "")
        refused(propose(by=ALBA, **facts | {"expires_on": TOMORROW}), "")
        order = "Name the order" if basis == "court_order" else ""
        refused(propose(by=ALBA, **facts | {"reference": " "}), order)
    refused(propose(basis="none"), "A whole file goes with her yes")


def test_each_thing_to_do_stands_in_the_way_by_itself_and_with_any_other():
    assert policies.to_do(OPEN) == []
    refused(policies.is_ready(OPEN), "")
    for number in (1, 2):
        for names in combinations(TO_DO, number):
            held = Standing(frozenset(names))
            words = policies.to_do(held)
            assert words == [str(TO_DO[each]) for each in TO_DO if each in names]
            refused(policies.is_ready(held), words[0])
            refused(propose(standing=held), words[0])
    refused(policies.is_ready(Standing(blocked=True)), "This file is blocked")
    refused(policies.is_ready(Standing(frozenset({"held"}), blocked=True)), "This file is blocked")


def test_whole_or_not_at_all_over_every_set_of_blocks():
    blocks = [str(each) for each in BLOCKS]
    sets = [set(some) for n in range(len(blocks) + 1) for some in combinations(blocks, n)]
    for held in sets:
        for may in sets:
            found = [
                Verdict(each, each in may, Why.AGREED if each in may else Why.NO_CLAUSE)
                for each in blocks
            ]
            stays = policies.lacking(found, held)
            assert {each.block for each in stays} == held - may
            assert bool(policies.goes_whole(stays)) == (held <= may)
    one = [Verdict("health", False, Why.NO_YES), Verdict("event", False, Why.CLAUSE_SHUT)]
    words = policies.goes_whole(one).reason
    for each in one:
        assert each.label in words
        assert each.reason in words


def test_the_second_person_is_of_the_agency_and_another():
    def may(held=None, by=ALBA):
        return policies.may_confirm(held or transfer("proposed"), by=by)

    refused(may(), "")
    needs(P.APPROVE_WORK, lambda by: may(by=by), pk="x")
    refused(may(by=ROSA), "Only the agency that holds this case lets it go")
    refused(may(transfer("proposed", proposed_by=ALBA, proposed_by_id="alba")), "You proposed")
    refused(may(transfer("proposed", proposed_by=ALBA, proposed_by_id="alba"), INES), "")
    for state in STATES:
        refused(may(transfer(state)), "" if state == "proposed" else ENDED)


def test_where_two_decide_it_takes_two_roles():
    for basis in ("vital_interest", "court_order"):
        held = transfer("proposed", basis=basis, proposed_by=ALBA, proposed_by_id="alba")
        refused(policies.may_confirm(held, by=FINA), "")
        refused(policies.may_confirm(held, by=INES), "It takes two roles")
        foreign = somebody(Role.DATA_PROTECTION, pk="f", at=FARO)
        refused(policies.may_confirm(held, by=foreign), "You do not answer for the records")
        refused(policies.may_confirm(held, by=ALBA), "You proposed")
        refused(policies.may_confirm(held, by=ANA), "Your role does not allow you to")
        needs(
            P.OVERRIDE_CONSENT, lambda by, held=held: policies.may_confirm(held, by=by), pk="x",
            role=Role.DATA_PROTECTION,
        )  # fmt: skip
    # On her yes it takes no second role, and who overrides confirms nothing by that.
    held = transfer("proposed", proposed_by=ALBA, proposed_by_id="alba")
    refused(policies.may_confirm(held, by=FINA), "Your role does not allow you to")


def as_it_stands(**facts):
    return {"there": there(), "standing": OPEN, "stays": []} | facts


LAPSES = (
    ({"there": There(None, True)}, "Choose the agency"),
    ({"there": there(LUZ)}, "This case is yours already"),
    ({"there": there(answers=False)}, "Nobody in that agency"),
    ({"stays": [STAYS]}, "A file goes whole or not at all"),
    ({"standing": Standing(blocked=True)}, "This file is blocked"),
    *(({"standing": Standing(frozenset({key}))}, words) for key, words in TO_DO.items()),
)


def test_everything_is_asked_again_at_the_second_yes_and_at_the_acceptance():
    def confirm(held=None, by=ALBA, **facts):
        held = held or transfer("proposed")
        return policies.can_confirm(held, by=by, **as_it_stands(**facts))

    refused(confirm(), "")
    refused(accept(), "")
    with translation.override("en"):
        for facts, words in LAPSES:
            refused(confirm(**facts), str(words)[:30])
            refused(accept(**facts), str(words)[:30])
    moved = case(at=FARO)
    refused(confirm(transfer("proposed", case=moved)), "This case is no longer with the agency")
    refused(accept(transfer(case=moved)), "This case is no longer with the agency")
    refused(confirm(by=ANA), "You proposed")


def accept(held=None, by=ROSA, member=BRUNO, barred=False, **facts):
    held = held or transfer()
    return policies.can_accept(held, by=by, member=member, barred=barred, **as_it_stands(**facts))


def test_who_accepts_and_for_whom():
    refused(accept(), "")
    needs(P.ASSIGN_TEAM, lambda by: accept(by=by), at=FARO)
    refused(accept(by=ALBA), "Only the agency that would take the case answers")
    for member in (None, ANA, somebody(at=FARO, is_active=False)):
        refused(accept(member=member), "Name who of your agency answers")
    both = (P.OPEN_CASES, P.RECORD_CASES)
    refused(accept(member=allows(*both, at=FARO)), "")
    for one in both:
        refused(accept(member=allows(one, at=FARO)), "Name somebody of your agency")
    refused(accept(barred=True), "This colleague cannot be named")
    named = transfer(case=case(named_only=True))
    refused(accept(named), "")
    refused(accept(named, member=ROSA), "Nobody names herself")
    refused(accept(member=ROSA), "")
    for state in STATES:
        why = "" if state == "waiting" else ENDED
        why = "It waits for the second person" if state == "proposed" else why
        refused(accept(transfer(state)), why)


def test_who_refuses_and_why():
    def refuse(held=None, by=ROSA, refusal="full"):
        return policies.can_refuse(held or transfer(), by=by, refusal=refusal)

    refused(refuse(), "")
    needs(P.ASSIGN_TEAM, lambda by: refuse(by=by), at=FARO)
    refused(refuse(by=ALBA), "Only the agency that would take the case answers")
    for code in TransferRefusal:
        refused(refuse(refusal=code), "")
    for code in ("", "other"):
        refused(refuse(refusal=code), "Say why your agency does not take it")
    refused(refuse(transfer("proposed")), "It waits for the second person")
    refused(refuse(transfer("refused")), ENDED)


def test_who_withdraws_and_until_when():
    def withdraw(held=None, by=ANA):
        return policies.can_withdraw(held or transfer(), by=by)

    needs(P.RECORD_CASES, lambda by: withdraw(by=by))
    refused(withdraw(by=BRUNO), "Only the agency that gives the case")
    for state in STATES:
        refused(withdraw(transfer(state)), "" if state in PENDING else ENDED)


def test_her_no_ends_what_rests_on_her_yes():
    for state in STATES:
        for basis in Basis:
            ends = policies.can_end_by_her_no(transfer(state, basis=basis))
            assert ends is (state in PENDING and basis == "consent")


def test_from_which_state_to_which():
    for held in STATES:
        for wanted in STATES:
            may = policies.leads_to(transfer(held), wanted)
            assert bool(may) == (wanted in NEXT_TRANSFER.get(held, set()))


def test_nobody_who_would_open_it_there_is_feared():
    assert policies.nobody_is_feared_there(False)
    decision = policies.nobody_is_feared_there(True)
    assert str(decision.reason).startswith("Somebody in that agency who opens all")
