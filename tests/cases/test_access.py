"""The door to cases may be widened by a room above, and by nothing else."""

from amparo.cases import access
from amparo.cases.models import Case


def test_a_room_above_widens_the_door_for_whom_it_names(town, monkeypatch):
    shared = town.case.pk

    def referred(member):
        named = member == town.bruno
        return Case.objects.filter(pk=shared) if named else Case.objects.none()

    monkeypatch.setattr(access.case, "_granted", [referred])
    own = town.new_case(by=town.bruno)
    assert set(access.visible_cases(town.bruno)) == {own, town.case}
    assert set(access.visible_cases(town.ana)) == {town.case}
    assert set(access.visible_cases(town.celia)) == set()


def test_a_team_outside_the_agency_opens_nothing(town):
    """Even if a row said so, a case is found in its own vault alone."""
    from amparo.cases.models import Teammate

    Teammate.objects.create(case=town.case, member=town.bruno)
    assert set(access.visible_cases(town.bruno)) == set()
