"""Who proposes figures, who answers, and when the rules let them out."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.releases import policies
from amparo.releases.enums import State
from tests.somebody import allows, needs, said, somebody

P = Permission
DORA = somebody(Role.APPROVER, pk="dora")


def release(**more):
    facts = {"state": State.PROPOSED, "proposed_by_id": "noe", "judged": {"decision": "publish"}}
    return Thing(**facts | more)


def test_proposing_and_approving_need_their_permissions():
    needs(P.PROPOSE_RELEASE, lambda by: policies.can_propose(by=by))
    needs(P.APPROVE_RELEASE, lambda by: policies.can_review(release(), by=by, reviewed_by=[]))


def test_what_is_not_proposed():
    noe = allows(P.PROPOSE_RELEASE)
    assert "consent to be counted ended" in said(policies.can_propose(by=noe, consents_ended=True))
    assert "figures published already" in said(policies.can_propose(by=noe, overlapping=True))
    other = policies.can_propose(by=noe, other_definition=True)
    assert "under another definition" in said(other)


@pytest.mark.parametrize(
    ("changed", "reviewed_by", "why"),
    [
        ({}, [], ""),
        ({}, ["elias"], ""),
        ({"state": State.PUBLISHED}, [], "This release is no longer waiting"),
        ({"proposed_by_id": "dora"}, [], "Whoever proposed a release cannot approve it"),
        ({}, ["elias", "dora"], "You have already answered"),
    ],
)
def test_who_answers(changed, reviewed_by, why):
    answer = said(policies.can_review(release(**changed), by=DORA, reviewed_by=reviewed_by))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


@pytest.mark.parametrize(
    ("changed", "asked", "why"),
    [
        ({}, {}, ""),
        ({}, {"consents_ended": True}, "Since this was counted, somebody's consent"),
        ({}, {"overlapping": True}, "A place that holds this one"),
        ({}, {"published_since": True}, "Another release was published since"),
        ({"judged": {"decision": "refuse"}}, {}, "The rules refuse these figures"),
    ],
)
def test_when_figures_leave(changed, asked, why):
    facts = {"published_since": False} | asked
    answer = said(policies.can_publish(release(**changed), **facts))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)
