"""What a member may know of a file that does not open to her, and who stands in for whom."""

from uuid import uuid4

from amparo.agencies.enums import Role
from amparo.cases import numbers
from amparo.cases.access import (
    need_to_know,
)  # fmt: skip
from amparo.cases.actions import deputies
from amparo.cases.actions import glass as glasses
from amparo.cases.models import (
    BrokenGlass,
    Case,
    Deputy,
    Disposal,
    Handover,
)  # fmt: skip
from amparo.core import clock
from amparo.people.actions.relations import add_related, hide_from_search
from tests.doors import BREAKS, DAY, an_event, is_read_with, last_event, opens, until
from tests.helpers import as_if, audit_events
from tests.town import _member


def test_who_is_on_call_finds_a_file_by_its_number(town, bea, child):
    today = clock.today()
    assert need_to_know.is_on_call(town.alba)
    for nobody in (town.ana, bea, town.fina, town.noe):
        assert not need_to_know.is_on_call(nobody)
        assert opens(need_to_know.case_to_break, nobody, child.number) is None
    foreign = town.new_case(by=town.bruno)
    assert need_to_know.case_to_break(town.alba, foreign.number) is None
    assert need_to_know.case_to_break(town.alba, numbers.fresh()) is None
    deputies.name_deputy(by=town.alba, absent=town.alba, deputy=bea, starts_on=today, ends_on=today)
    assert need_to_know.is_on_call(bea)
    assert need_to_know.case_to_break(bea, child.number) == child
    assert not need_to_know.is_on_call(town.ana)
    # A coordinator of another agency: nobody stands in for her here.
    Deputy.objects.update(absent=_member("gala", "Gala Garza", town.faro, Role.COORDINATOR))
    assert not need_to_know.is_on_call(bea)
    Deputy.objects.update(absent=town.ana)
    assert not need_to_know.is_on_call(bea)


def test_a_name_that_she_fears_finds_nothing_and_is_logged(town, child):
    add_related(by=town.ana, person=child.person, name="Alba Abedul", suspected=True)
    assert need_to_know.case_to_break(town.alba, child.number) is None
    assert last_event() == an_event("glass_withheld", town.alba, child)


def test_files_for_named_people_are_listed_for_who_decides_on_teams(town, child, bea):
    for nobody in (town.ana, town.fina, town.noe):
        assert opens(need_to_know.named_files, nobody) is None
        assert opens(need_to_know.get_named_file_or_404, nobody, str(child.pk)) is None
    foreign = town.new_case(by=town.bruno, person={"birth_year": clock.today().year - 10})
    other = town.new_case(by=bea, person={"birth_year": clock.today().year - 9})
    assert foreign.named_only
    assert set(need_to_know.named_files(town.alba)) == {child, other}
    for wanted in (child, other):
        assert need_to_know.get_named_file_or_404(town.alba, str(wanted.pk)) == wanted
    for wanted in (town.case.pk, foreign.pk, uuid4(), "x"):
        assert opens(need_to_know.get_named_file_or_404, town.alba, str(wanted)) is None
    hide_from_search(by=town.ana, person=child.person, hidden=True, reason="Un pariente.")
    assert set(need_to_know.named_files(town.alba)) == {other}
    yesterday = clock.today() - DAY
    until(child, town.ana, yesterday)
    assert set(need_to_know.named_files(town.alba)) == {child, other}
    until(child, town.ana, None)
    as_if(town.ana, is_active=False)
    assert set(need_to_know.named_files(town.alba)) == {child, other}


def test_a_blocked_file_is_on_no_list_and_opens_in_no_emergency(town, child):
    assert need_to_know.case_to_break(town.alba, child.number) == child
    assert set(need_to_know.named_files(town.alba)) == {child}
    act = Disposal.objects.create(
        agency=town.casa_luz, code="x", version="1", at_end="block", asked_files=1,
        asked_by=town.fina, asked_at=clock.now(),
    )  # fmt: skip
    Case.objects.filter(pk=child.pk).update(disposal=act)
    assert need_to_know.case_to_break(town.alba, child.number) is None
    assert set(need_to_know.named_files(town.alba)) == set()


def test_cases_of_who_left_wait_for_who_decides_on_teams(town, child):
    assert opens(need_to_know.cases_to_hand_over, town.ana) is None
    assert set(need_to_know.cases_to_hand_over(town.alba)) == set()
    foreign = town.new_case(by=town.bruno)
    for case in (child, foreign):
        Handover.objects.create(case=case, member=town.ana, since=clock.now())
    assert set(need_to_know.cases_to_hand_over(town.alba)) == {child}


def test_emergencies_wait_for_the_focal_point(town, child, felix):
    glass = glasses.break_glass(by=town.alba, case=child, **BREAKS)
    foreign = town.new_case(by=town.bruno)
    theirs = BrokenGlass.objects.create(
        case=foreign, member=town.bruno, reason="health", broken_at=clock.now(), ends_at=clock.now()
    )
    assert set(need_to_know.glasses_to_review(town.fina)) == {glass}
    assert set(need_to_know.glasses_to_review(felix)) == {glass, theirs}
    for nobody in (town.ana, town.alba, town.noe):
        assert list(need_to_know.glasses_to_review(nobody)) == []
        assert opens(need_to_know.open_glass, nobody, glass.pk) is None
    found = need_to_know.open_glass(town.fina, glass.pk)
    assert found == glass
    assert is_read_with(found, "case__agency", "member")
    assert last_event() == an_event("glass_looked_at", town.fina, child)
    assert need_to_know.open_glass(felix, theirs.pk) == theirs
    for wanted in (theirs.pk, uuid4()):
        assert opens(need_to_know.open_glass, town.fina, wanted) is None
    BrokenGlass.objects.filter(pk=glass.pk).update(member=town.fina)
    assert list(need_to_know.glasses_to_review(town.fina)) == []
    BrokenGlass.objects.filter(pk=glass.pk).update(member=town.alba)
    glasses.review_glass(by=town.fina, glass=glass, outcome="closed", review="It was needed.")
    assert list(need_to_know.glasses_to_review(town.fina)) == []


def test_colleagues_and_deputies_of_her_agency(town, bea):
    today = clock.today()
    assert set(need_to_know.colleagues(town.alba)) == {town.ana, town.alba, town.fina, bea}
    assert set(need_to_know.colleagues(bea)) == {bea}
    assert opens(need_to_know.colleagues, town.fina) is None
    made = [
        deputies.name_deputy(by=town.alba, absent=one, deputy=other, starts_on=today, ends_on=today)
        for one, other in ((town.ana, bea), (bea, town.ana))
    ]
    for each in made:
        found = need_to_know.get_deputy_or_404(town.alba, each.pk)
        assert found == each
        assert is_read_with(found, "absent", "deputy")
    assert need_to_know.get_deputy_or_404(town.ana, made[0].pk) == made[0]
    assert opens(need_to_know.get_deputy_or_404, town.ana, made[1].pk) is None
    assert opens(need_to_know.get_deputy_or_404, town.alba, 0) is None
    as_if(bea, is_active=False)
    assert bea not in need_to_know.colleagues(town.alba)


def test_what_was_asked_in_vain_is_shown_to_the_focal_point_of_who_asked(
    town, child, felix, monkeypatch
):
    add_related(by=town.ana, person=child.person, name="Alba Abedul", suspected=True)
    assert need_to_know.case_to_break(town.alba, child.number) is None
    (event,) = audit_events("glass_withheld")
    flor = _member("flor", "Flor Fresno", town.faro, Role.DATA_PROTECTION)
    for sees in (town.fina, felix):
        assert list(need_to_know.tried_in_vain(sees)) == [event]
    for other in (flor, town.alba, town.ana, town.noe):
        assert not need_to_know.tried_in_vain(other).exists()
    # Nobody watches over what she asked herself.
    as_if(town.alba, role=Role.DATA_PROTECTION)
    assert not need_to_know.tried_in_vain(town.alba).exists()
    now = event.at
    monkeypatch.setattr(clock, "now", lambda: now + 90 * DAY)
    assert need_to_know.tried_in_vain(town.fina).exists()
    monkeypatch.setattr(clock, "now", lambda: now + 90 * DAY + DAY / 24)
    assert not need_to_know.tried_in_vain(town.fina).exists()
