"""Who switches a legal duty on, and for which agencies. An immunity comes first."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.roles import Permission
from amparo.people.policies import legal_duties as policies
from tests.somebody import FARO, NOW, agency, needs, person, said, somebody

P = Permission
FINA = somebody(Role.DATA_PROTECTION, pk="fina")
ABROAD = agency(kind=AgencyKind.INTERNATIONAL)
DUTY = Thing(kinds=frozenset({"shelter", "hospital"}))
SAID = {"is_on": False, "lawyer": "Lic. Inventada", "rests_on": "Oficio 7",
        "said_explicitly": False}  # fmt: skip


def test_who_keeps_duties():
    needs(P.SET_DUTIES, lambda by: policies.can_set(agency(), by=by))
    needs(P.SET_DUTIES, lambda by: policies.can_switch_on(agency(), DUTY, by=by, **SAID))
    assert "do not answer" in said(policies.can_set(agency(FARO), by=FINA))
    needs(P.RECORD_CASES, lambda by: policies.can_tell(person(), by=by))


@pytest.mark.parametrize(
    ("of", "changed", "why"),
    [
        (agency(), {}, ""),
        (agency(), {"is_on": True}, "This legal duty is switched on already"),
        (agency(), {"lawyer": " "}, "Name the lawyer and the paper"),
        (agency(), {"rests_on": " "}, "Name the lawyer and the paper"),
        (agency(FARO), {}, "You do not answer"),
        (agency(kind=AgencyKind.MUNICIPAL), {}, "This legal duty is not one of agencies"),
        (agency(kind=AgencyKind.MUNICIPAL), {"said_explicitly": True}, "This legal duty is not"),
        (ABROAD, {}, "An international organisation starts with no legal duty"),
        (ABROAD, {"said_explicitly": True}, ""),
    ],
)
def test_when_a_duty_is_switched_on(of, changed, why):
    answer = said(policies.can_switch_on(of, DUTY, by=FINA, **SAID | changed))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_it_is_switched_off_once():
    on = Thing(switched_off_on=None, agency=agency())
    needs(P.SET_DUTIES, lambda by: policies.can_switch_off(on, by=by))
    off = Thing(switched_off_on=NOW.date(), agency=agency())
    assert "switched off before" in said(policies.can_switch_off(off, by=FINA))
