"""Tips: when they come in, who works on them, who is on duty. No database."""

from datetime import timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.cases.policies import tips
from tests.somebody import (
    FARO,
    NOW,
    allows,
    needs,
    refused,
    somebody,
)  # fmt: skip

P = Permission


def tip(**more):
    return Thing(**{"agency_id": "casa-luz", "is_closed": False} | more)


OLGA = somebody(Role.OPERATOR, pk="olga")


@pytest.mark.parametrize(("covered", "why"), [(True, ""), (False, "Nobody is on duty")])
def test_when_a_tip_is_taken(covered, why):
    refused(tips.can_take(is_covered=covered), why)


@pytest.mark.parametrize(
    ("held", "covered", "why"),
    [(19, True, ""), (20, True, "To this message nothing more"), (0, False, "Nobody is on duty")],
)
def test_when_words_are_added_to_a_tip(held, covered, why):
    refused(tips.can_add_words(tip(), held=held, is_covered=covered), why)


def test_tips_are_worked_on_by_who_answers_them_in_the_agency_that_received_them():
    to = somebody()
    for rule in (
        lambda by, of=None: tips.can_answer(of or tip(), by=by),
        lambda by, of=None: tips.can_close(of or tip(), by=by, why="twice"),
        lambda by, of=None: tips.can_hand_over(of or tip(), by=by, to=to),
    ):
        needs(P.ANSWER_TIPS, rule)
        refused(rule(somebody(Role.OPERATOR, at=FARO)), "Only the agency that received this")
        refused(rule(OLGA, tip(is_closed=True)), "This message is closed")
    for why in ("handed_over", "because"):
        refused(tips.can_close(tip(), by=OLGA, why=why), "Say why the message is closed")
    for wrong in (None, somebody(at=FARO), somebody(Role.ANALYST)):
        refused(tips.can_hand_over(tip(), by=OLGA, to=wrong), "Choose who takes the case")


def on_duty(by=None, member=OLGA, hours=8):
    by = by or allows(P.KEEP_ROSTER)
    ends = NOW + timedelta(hours=hours)
    return tips.can_put_on_duty(by=by, member=member, starts_at=NOW, ends_at=ends)


def test_who_is_put_on_duty_and_for_how_long():
    needs(P.KEEP_ROSTER, lambda by: tips.can_keep_roster(by=by))
    needs(P.KEEP_ROSTER, lambda by: on_duty(by=by))
    refused(on_duty(member=somebody(Role.OPERATOR, at=FARO)), "Only a hotline operator")
    refused(on_duty(member=allows(*set(P) - {P.ANSWER_TIPS})), "Only a hotline operator")
    refused(on_duty(hours=0), "A shift ends after it begins")
    refused(on_duty(hours=48), "")
    refused(on_duty(hours=48.0001), "A shift ends after it begins")
