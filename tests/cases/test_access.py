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


def test_the_door_to_one_case_is_as_wide_as_the_list(town, monkeypatch):
    """It is written out once for a role, and anew when a room above begins to widen it."""
    from django.http import Http404

    def opened(member):
        try:
            return access.open_case(member, town.case.pk, page="case")
        except Http404:
            return None

    everyone = [town.ana, town.alba, town.bruno, town.celia, town.noe, town.fina]
    for _again in range(2):
        for member in everyone:
            seen = set(access.visible_cases(member))
            assert opened(member) == (town.case if town.case in seen else None), member

    def referred(member):
        from amparo.cases.models import Teammate

        on_any = Teammate.objects.filter(member=member).values("member__agency")
        return Case.objects.filter(agency__in=on_any) | Case.objects.filter(agency=town.casa_luz)

    monkeypatch.setattr(access.case, "_granted", [referred])
    assert opened(town.bruno) == town.case
    assert opened(town.noe) is None
    monkeypatch.setattr(access.case, "_granted", [])
    assert opened(town.bruno) is None
