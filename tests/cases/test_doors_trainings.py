"""Who says of whom that she was trained: of her own agency, an administrator of every one."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from amparo.agencies.enums import Role
from amparo.cases.access import training as doors
from amparo.cases.actions import training as actions
from amparo.core import clock
from tests.doors import is_read_with, opens
from tests.helpers import as_if
from tests.town import _member


@pytest.fixture
def ada(town):
    return _member("ada", "Ada Abeja", town.programme, Role.ADMINISTRATOR)


@pytest.fixture
def gala(town):
    return _member("gala", "Gala Garza", town.faro, Role.COORDINATOR)


def trained(member, by):
    return actions.record_training(
        by=by, member=member, procedure="palermo-1", trained_on=date(2026, 1, 8),
        trained_by="Instituto inventado", valid_until=clock.today() + timedelta(days=30),
    )  # fmt: skip


def test_whom_a_coordinator_and_an_administrator_train(town, ada, gala):
    """Whoever may decide about identification, that is, who opens cases; in the order of names."""
    assert list(doors.members_to_train(town.alba)) == [town.alba, town.ana]
    assert list(doors.members_to_train(gala)) == [town.bruno, gala]
    everywhere = [town.alba, town.ana, town.bruno, town.celia, gala]
    assert list(doors.members_to_train(ada)) == everywhere
    for nobody in (town.ana, town.fina, town.noe, town.dora):
        assert opens(doors.members_to_train, nobody) is None
    as_if(town.ana, is_active=False)
    assert list(doors.members_to_train(town.alba)) == [town.alba]
    assert town.ana not in doors.members_to_train(ada)


def test_a_training_is_found_by_who_answers_for_its_member(town, ada, gala):
    mine, theirs = trained(town.ana, town.alba), trained(town.bruno, gala)
    for member, sees in ((town.alba, {mine}), (gala, {theirs}), (ada, {mine, theirs})):
        for each in (mine, theirs):
            found = opens(doors.get_training_or_404, member, each.pk)
            assert (found == each) is (each in sees)
        assert opens(doors.get_training_or_404, member, uuid4()) is None
    assert is_read_with(doors.get_training_or_404(town.alba, mine.pk), "member")
    for nobody in (town.ana, town.fina, town.noe):
        assert opens(doors.get_training_or_404, nobody, mine.pk) is None
