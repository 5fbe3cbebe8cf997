"""Who brings a register in, and takes it out again."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.registers import policies
from amparo.registers.enums import State
from tests.somebody import FARO, agency, needs, said, somebody

P = Permission
ALBA = somebody(Role.COORDINATOR)


def brought(**more):
    return Thing(**{"agency": agency(), "state": "done"} | more)


def test_each_step_needs_to_bring_in_registers():
    need = P.BRING_IN_REGISTERS
    needs(need, lambda by: policies.can_bring_in(agency(), by=by))
    needs(need, lambda by: policies.can_bring_in(agency(), by=by), at=None)
    waiting = Thing(is_queued=False, agency=agency())
    needs(need, lambda by: policies.can_use(waiting, by=by))
    asked = {"changed_since": 0, "has_held": False}
    needs(need, lambda by: policies.can_undo(brought(), by=by, **asked))
    needs(need, lambda by: policies.can_begin_undoing(brought(), by=by, **asked))
    needs(need, lambda by: policies.can_settle(Thing(settled="", brought=brought()), by=by))


def test_what_stands_in_the_way():
    assert "own agency only" in said(policies.can_bring_in(agency(FARO), by=ALBA))
    queued = Thing(is_queued=True, agency=agency())
    assert "being brought in already" in said(policies.can_use(queued, by=ALBA))
    settled = Thing(settled="new", brought=brought())
    assert "settled before" in said(policies.can_settle(settled, by=ALBA))


@pytest.mark.parametrize(
    ("state", "changed_since", "has_held", "undo", "begin"),
    [
        ("done", 0, False, "", ""),
        (State.UNDONE, 0, False, "This import was undone before", "This import was undone before"),
        (State.UNDOING, 0, False, "", "This import is being undone already"),
        ("done", 1, False, "People of this import", "People of this import"),
        ("done", 0, True, "A legal hold", "A legal hold"),
    ],
)
def test_when_an_import_is_undone(state, changed_since, has_held, undo, begin):
    asked = {"changed_since": changed_since, "has_held": has_held, "by": ALBA}
    for rule, why in ((policies.can_undo, undo), (policies.can_begin_undoing, begin)):
        answer = said(rule(brought(state=state), **asked))
        assert answer.startswith(why)
        assert bool(answer) is bool(why)
