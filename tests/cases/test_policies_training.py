"""Who is trained in a procedure, who says so, and what is kept without it."""

from datetime import timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.cases.enums.screening import DecisionKind
from amparo.cases.policies import training
from tests.somebody import FARO, TODAY, allows, needs, said, somebody

DAY = timedelta(days=1)
ANA = somebody(pk="ana")


def held(**more):
    facts = {"procedure": "palermo", "trained_on": TODAY, "valid_until": TODAY, "ended_at": None}
    return Thing(**facts | {"member": ANA} | more)


@pytest.mark.parametrize(
    ("changed", "holds"),
    [
        ({}, True),
        ({"procedure": "mx-art10"}, False),
        ({"ended_at": TODAY}, False),
        ({"trained_on": TODAY + DAY, "valid_until": TODAY + DAY}, False),
        ({"trained_on": TODAY - DAY, "valid_until": TODAY - DAY}, False),
        ({"trained_on": TODAY - DAY, "valid_until": TODAY + DAY}, True),
    ],
)
def test_a_training_holds_from_its_day_to_its_last(changed, holds):
    assert training.is_trained([held(**changed)], version="palermo-1", on=TODAY) is holds
    assert not training.is_trained([], version="palermo-1", on=TODAY)
    assert training.is_trained([held(), held(**changed)], version="palermo-1", on=TODAY)


def test_every_version_of_a_procedure_and_what_somebody_typed_has_one_name():
    assert training.family_of("palermo-1") == "palermo"
    assert training.family_of(" Protocol   2021") == "protocol 2021"
    typed = held(procedure="protocol 2021")
    assert training.is_trained([typed], version="PROTOCOL 2021", on=TODAY)
    assert not training.is_trained([typed], version="Protocol 2022", on=TODAY)


@pytest.mark.parametrize("kind", DecisionKind)
def test_only_an_official_decision_waits_for_a_training(kind):
    assert training.can_decide(kind=kind, is_trained=True)
    refused = said(training.can_decide(kind=kind, is_trained=False))
    assert ("Ask a trained colleague" in refused) is (kind == "official")


def recorded(by, **changed):
    facts = {"procedure": "palermo", "trained_on": TODAY, "trained_by": "Institute",
             "valid_until": TODAY, "today": TODAY}  # fmt: skip
    member = changed.pop("member", ANA)
    return training.can_record(member, by=by, **facts | changed)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"procedure": " "}, "Say in which procedure"),
        ({"trained_by": " "}, "Say in which procedure"),
        ({"trained_on": TODAY + DAY, "valid_until": TODAY + DAY}, "A training cannot be dated"),
        ({"valid_until": TODAY - DAY}, "It ends before it was held"),
        ({"member": somebody(pk="alba")}, "Nobody says that she was trained"),
        ({"member": somebody(pk="bruno", at=FARO)}, "You do not answer for the members"),
    ],
)
def test_when_a_training_is_recorded(changed, why):
    found = said(recorded(allows(Permission.KEEP_TRAININGS, pk="alba"), **changed))
    assert found == why == "" or (why and found.startswith(why))


def test_who_keeps_trainings():
    needs(Permission.KEEP_TRAININGS, lambda by: recorded(by), pk="alba")
    everywhere = allows(Permission.KEEP_TRAININGS, Permission.MANAGE_MEMBERS, pk="ada", at=FARO)
    assert recorded(everywhere)
    assert training.can_end(held(), by=everywhere)
    needs(Permission.KEEP_TRAININGS, lambda by: training.can_end(held(), by=by), pk="alba")
    again = training.can_end(held(ended_at=TODAY), by=everywhere)
    assert said(again).startswith("This ended before")
    assert said(training.can_end(held(), by=allows(Permission.KEEP_TRAININGS, pk="ana")))
