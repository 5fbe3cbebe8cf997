"""A life rebuilt: visits by her rules, what changed in it, and an end that takes nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amparo.assistance.actions import plan as plans
from amparo.assistance.models import PlanAction
from amparo.cases.access import visible_cases
from amparo.cases.actions import moving
from amparo.cases.actions import risk as risks
from amparo.cases.before_closing import may_close, ways_out
from amparo.cases.models import Case
from amparo.cases.queries import due as what_is_due
from amparo.cases.queries import risk, what_we_hold
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys import life
from amparo.journeys.actions import grants
from amparo.journeys.actions import reintegration as actions
from amparo.journeys.enums.reintegration import Trend
from amparo.journeys.models import Grant, Proof, Reintegration, Tranche, Visit, VisitDay
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.queries import reintegration as queries
from amparo.people import keeping
from amparo.people.models import Contact
from amparo.taxonomy.models import Place
from tests.helpers import audit_events, closed, sign_in
from tests.on_the_way.reintegration import CODES, OPEN, days_ago, said


def due(town, member=None):
    today = clock.today()
    member = member or town.ana
    found = what_is_due.due(visible_cases(member), member=member, on=today)
    return [str(each.what) for each in found]


def test_it_begins_with_its_days_and_one_at_a_time(her):
    held = her.begun(ago=0, begun_on=days_ago(40))
    assert [each.months for each in VisitDay.objects.all()] == [1, 3, 6, 12]
    with pytest.raises(Refused, match="already"):
        her.begun()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reintegration(
            case=her.case, where="here", begun_on=days_ago(1), begun_by=her.town.ana
        ).save()
    (event,) = audit_events("reintegration_begun")
    assert event.about_id == str(held.pk)
    assert "returned" not in event.detail + event.fields


def test_where_she_lives_lies_sealed(her, places):
    held = her.begun(place=Place.objects.get(pk="GT-01"))
    assert Reintegration.objects.get().place == "GT-01"
    assert "GT-01" not in str(Reintegration.objects.values_list("place", flat=True).get())
    assert held.place == "GT-01"


def test_a_visit_is_kept_sealed_and_stands_in_the_log_of_contacts(her):
    her.begun()
    made = her.visit(months=0, answers={"home": "partly", "work": "not_asked"}, note="She smiled.")
    assert Visit.objects.get().answers == {"home": "partly"}
    kept = str(Visit.objects.values_list("answers", "note").get())
    assert "partly" not in kept
    assert "smiled" not in kept
    contact = Contact.objects.get()
    assert (contact.channel, contact.began, contact.outcome) == ("visit", "us", "reached")
    assert contact.at == made.at
    (event,) = audit_events("visit_recorded")
    assert "partly" not in event.detail + event.fields


def test_what_is_no_question_of_the_list_is_not_kept(her):
    her.begun()
    her.visit(answers={"home": "in_place", "points": "in_place"})
    assert Visit.objects.get().answers == {"home": "in_place"}


@pytest.mark.parametrize(
    ("outcome", "logged"), [("away", "nobody"), ("not_now", "reached"), ("lost", "other")]
)
def test_what_the_log_of_contacts_says_of_each_outcome(her, outcome, logged):
    her.begun()
    her.visit(outcome=outcome)
    assert Contact.objects.get().outcome == logged


def test_a_visit_outside_her_rules_is_refused_with_their_sentence_unless_she_came(her):
    her.begun()
    said(her.town, {"channel": "call", "days": [0], "from": "09:00", "until": "09:30"})
    with pytest.raises(Refused, match="did not say that this way is safe"):
        her.visit()
    assert not Visit.objects.exists()
    assert not Contact.objects.exists()
    assert her.visit(began="her").began == "her"


def test_a_visit_of_last_month_is_judged_by_what_was_known_then(her):
    her.begun()
    said(her.town, {"channel": "call", "days": [0], "from": "09:00", "until": "09:30"}, since=10)
    her.visit(ago=30)
    with pytest.raises(Refused, match="did not say that this way is safe"):
        her.visit(ago=3)


def test_on_the_telephone_only_her_phrase_tells_that_it_is_she(her):
    her.begun()
    said(her.town, OPEN | {"channel": "call"}, OPEN, code_phrase="the yellow hen")
    with pytest.raises(Refused, match="nobody knows that it was she"):
        her.visit(channel="call", phrase="no")
    assert her.visit(channel="call", phrase="yes", months=1).outcome == "done"
    assert her.visit(channel="call", outcome="away").outcome == "away"


def test_what_is_due_disappears_when_she_was_visited_or_said_not_now(her):
    her.begun(ago=40)
    assert due(her.town).count("A visit is due") == 1
    her.visit(months=1, outcome="away")
    assert due(her.town).count("A visit is due") == 1
    made = her.visit(months=1, outcome="not_now")
    assert "A visit is due" not in due(her.town)
    with pytest.raises(Refused, match="recorded already"):
        her.visit(months=1)
    actions.strike_visit(by=her.town.ana, visit=made)
    assert due(her.town).count("A visit is due") == 1
    with pytest.raises(Refused, match="struck before"):
        actions.strike_visit(by=her.town.ana, visit=made)


def test_a_visit_is_shown_seven_days_before_and_not_eight(her):
    month = queries.policies.months_after
    begun = next(
        day
        for day in (days_ago(ago) for ago in range(40))
        if month(day, 1) == clock.today() + timedelta(days=7)
    )
    her.begun(begun_on=begun)
    assert "A visit is due" in due(her.town)
    VisitDay.objects.update(due_on=clock.today() + timedelta(days=8))
    assert "A visit is due" not in due(her.town)


def test_the_trend_is_told_question_by_question_with_what_is_missing(her):
    her.begun()
    her.visit(ago=300, months=0, answers={
        "money": "not_yet", "work": "partly", "debt": "in_place", "food": "refused",
        "home": "in_place",
    })  # fmt: skip
    her.visit(ago=200, months=1, answers={"money": "partly"})
    her.visit(ago=2, months=3, answers={
        "money": "in_place", "work": "partly", "debt": "not_yet", "food": "in_place",
        "home": "refused",
    })  # fmt: skip
    found = queries.asked(queries.visits(her.held))
    economic, social, wellbeing = queries.side_lines(found)
    assert [line.trend for line in economic.questions] == [
        Trend.BETTER, Trend.SAME, Trend.WORSE, Trend.OPEN, Trend.OPEN,
    ]  # fmt: skip
    assert [(each.in_place, each.answered, each.missing) for each in economic.tallies] == [
        (1, 3, 2), (0, 1, 4), (2, 4, 1),
    ]  # fmt: skip
    assert (economic.compared, economic.then, economic.now) == (3, 1, 1)
    assert (social.compared, social.then, social.now) == (0, 0, 0)
    assert [line.trend for line in wellbeing.questions] == [Trend.OPEN] * 5


def test_a_question_of_another_list_is_never_compared(her):
    her.begun()
    first = her.visit(ago=300, months=0, answers=dict.fromkeys(CODES, "not_yet"))
    her.visit(ago=2, months=1, answers=dict.fromkeys(CODES, "in_place"))
    first.list_version = "2020-01"
    first.save(update_fields=["list_version"])
    for side in queries.side_lines(queries.asked(queries.visits(her.held))):
        assert {line.trend for line in side.questions} == {Trend.OPEN}
        assert side.compared == 0
        assert (side.tallies[0].answered, side.tallies[0].missing) == (0, 5)


def test_the_list_has_five_questions_for_each_side_and_says_that_it_is_to_be_verified():
    version = life.newest()
    sides = [each.dimension for each in life.questions(version)]
    assert [sides.count(side) for side in queries.Dimension] == [5, 5, 5]
    assert len({each.code for each in life.questions(version)}) == 15
    assert not life.is_verified(version)
    assert "IOM" in life.source(version)
    assert life.questions("1999-01") == ()


def test_nothing_computed_about_her_is_kept(her):
    kept = {field.name for field in Visit._meta.local_fields}
    assert not kept & {"trend", "tally", "in_place", "result", "level", "sum"}


def approved(her):
    town = her.town
    plan = plans.begin(by=town.ana, case=town.case)
    rows = [("Learn to sew", "A workshop", days_ago(-20)), ("Find a school", "", None)]
    plans.write_goal(by=town.ana, plan=plan, words="To live from my work.", rows=rows)
    plan = plans.say_about(by=town.ana, plan=plan, seen_version=2, agreed="yes", language="es")
    plan = plans.send(by=town.ana, plan=plan)
    return plans.approve(by=town.alba, plan=plan, seen_version=plan.version)


def test_her_plan_is_shown_by_the_sides_of_her_life_and_stays_one_plan(her):
    held, _plan = her.begun(), approved(her)
    sew, school = PlanAction.objects.order_by("position")
    assert [side.dimension for side in queries.plan_sides(held)] == [None]
    sides = {sew.thread: "economic", school.thread: "social", her.case.pk: "social"}
    actions.sort_plan(by=her.town.ana, reintegration=held, sides=sides)
    assert [(side.dimension, [each.what for each in side.actions])
            for side in queries.plan_sides(held)] == [
        ("economic", ["Learn to sew"]), ("social", ["Find a school"]),
    ]  # fmt: skip
    # A newer version of the plan carries its actions on, and they stay where they were put.
    plans.begin(by=her.town.ana, case=her.case)
    actions.sort_plan(by=her.town.ana, reintegration=held, sides={school.thread: ""})
    assert [side.dimension for side in queries.plan_sides(held)] == ["economic", None]


def test_the_end_has_criteria_and_she_needs_none(her):
    held = her.begun()
    with pytest.raises(Refused, match="twelve months"):
        actions.end(by=her.town.ana, reintegration=held, ending="goes_on")
    her.visit(months=12)
    with pytest.raises(Refused, match="what she thinks"):
        actions.end(by=her.town.ana, reintegration=held, ending="goes_on")
    her.visit(opinion="not_wanted")
    her.grant()
    with pytest.raises(Refused, match="tranche"):
        actions.end(by=her.town.ana, reintegration=held, ending="goes_on")
    actions.end(by=her.town.ana, reintegration=held, ending="her_wish", words="Thank you.")
    held.refresh_from_db()
    assert (held.ending, held.ended_on, held.ended_by) == ("her_wish", clock.today(), her.town.ana)
    with pytest.raises(Refused, match="ended"):
        her.visit(held)
    assert her.begun(ago=0).is_open


def test_the_case_is_not_closed_over_her_head(her):
    held = her.begun()
    assert "still being accompanied" in may_close(her.case).reason
    assert "reintegration/end" in ways_out(her.case)[-1].url
    with pytest.raises(Refused, match="still being accompanied"):
        closed(her.case, her.town.ana)
    actions.end(by=her.town.ana, reintegration=held, ending="her_wish")
    assert may_close(her.case)
    assert not closed(her.case, her.town.ana).is_open


def assessed(her):
    return risks.assess_risk(
        by=her.town.ana, case=her.case, levels={"person": "high"}, reasons={},
        next_due_on=days_ago(-30),
    )  # fmt: skip


def test_who_was_trafficked_again_finds_the_door_open_and_owes_nothing(her):
    held = her.begun()
    her.grant()
    actions.end(by=her.town.ana, reintegration=held, ending="her_wish")
    assessed(her)
    case = closed(her.case, her.town.ana)
    actions.tell_trafficked_again(
        by=her.town.ana, reintegration=held, on=days_ago(1), words="Not my uncle."
    )
    case = Case.objects.get(pk=case.pk)
    held.refresh_from_db()
    assert case.is_open
    # How it had ended stays; what is counted is what is known now.
    assert (held.ending, held.outcome) == ("her_wish", "again")
    assert held.again_words == "Not my uncle."
    assert not risk.standing(case, risk.newest(case))
    assert "Her risk is to be assessed again" in due(her.town)
    assert queries.promised(held).count() == 2
    assert "Assess her risk first" in may_close(case).reason
    assessed(her)
    assert may_close(case)
    assert her.begun(ago=0).is_open
    with pytest.raises(Refused, match="already"):
        actions.tell_trafficked_again(by=her.town.ana, reintegration=held, on=days_ago(0))
    (event,) = audit_events("way_back_opened")
    assert "uncle" not in event.detail + event.fields


def test_where_her_risk_was_never_assessed_it_is_due_today_too(her):
    held = her.begun()
    assert "Her risk is to be assessed today" not in due(her.town)
    actions.tell_trafficked_again(by=her.town.ana, reintegration=held, on=days_ago(0))
    held.refresh_from_db()
    assert (held.ending, held.is_open) == ("again", False)
    assert "Her risk is to be assessed today" in due(her.town)
    assessed(her)
    assert "Her risk is to be assessed today" not in due(her.town)


def test_how_it_ended_is_listed_case_by_case(her):
    assert queries.outcomes(Case.objects.all()) == []
    held = her.begun(ago=300)
    assert queries.outcomes(Case.objects.all()) == []
    actions.end(by=her.town.ana, reintegration=held, ending="her_wish")
    assert queries.outcomes(Case.objects.all()) == [(her.case.pk, "her_wish")]
    actions.tell_trafficked_again(by=her.town.ana, reintegration=held, on=days_ago(0))
    assert queries.outcomes(Case.objects.all()) == [(her.case.pk, "again")]


def test_her_record_is_kept_by_what_was_done_here(her):
    town = her.town
    her.begun()
    her.visit(ago=3)
    days = {day for rule in keeping.DAYS for person, day in rule([town.case.person_id])}
    assert {clock.today(), days_ago(3)} <= days
    names = [str(each.name) for each in what_we_hold.kinds(town.case.person)]
    assert "How we accompany you in your new life" in names


def test_another_agency_writes_nothing_here(her):
    held = her.begun()
    bruno = her.town.bruno
    with pytest.raises(Refused, match="Only the agency"):
        her.visit(by=bruno)
    with pytest.raises(Refused, match="Only the agency"):
        actions.end(by=bruno, reintegration=held, ending="her_wish")
    with pytest.raises(Refused, match="Only the agency"):
        actions.tell_trafficked_again(by=bruno, reintegration=held, on=days_ago(0))


def test_with_the_case_all_of_it_goes_to_another_agency_and_opens_there(her, places):
    """What was sealed for one agency is sealed anew for the other, and its visits stay due."""
    town = her.town
    held = her.begun(ago=40, place=Place.objects.get(pk="GT-01"))
    her.visit(answers={"home": "partly"}, note="She smiled.")
    grant = her.grant()
    tranche = grant.tranches.get(number=1)
    grants.pay(by=town.ana, tranche=tranche, paid_on=clock.today())
    grants.bring_proof(
        by=town.ana, tranche=tranche, kind="seen", words="A machine", seen_by="Ana",
        seen_on=clock.today(),
    )  # fmt: skip
    moving.move(by=town.alba, case=town.case, to=town.faro, member=town.bruno)
    case = Case.objects.get(pk=town.case.pk)
    assert (case.agency, Reintegration.objects.get().place) == (town.faro, "GT-01")
    assert Visit.objects.get().answers == {"home": "partly"}
    assert Grant.objects.get().purpose == "A sewing machine"
    assert Tranche.objects.get(number=2).condition == "Condition 200"
    assert Proof.objects.get().words == "A machine"
    assert "A visit is due" in due(town, town.bruno)
    assert due(town, town.ana) == []
    with pytest.raises(Refused, match="Only the agency"):
        actions.end(by=town.ana, reintegration=held, ending="her_wish")
    # Bruno goes on: somebody of his agency accepts, and she ends it when she wants.
    grants.answer_proof(by=town.bruno, proof=Proof.objects.get(), state="accepted")
    actions.end(by=town.bruno, reintegration=Reintegration.objects.get(), ending="her_wish")


# Its beginning


def beginning(her, **facts):
    facts = {"where": "returned", "begun_on": days_ago(40)} | facts
    return actions.correct_beginning(by=her.town.ana, reintegration=her.held, **facts)


def test_a_wrong_day_is_corrected_and_the_visits_count_from_the_right_one(her):
    her.begun(ago=10)
    beginning(her)
    held = her.held
    assert held.begun_on == days_ago(40)
    due = list(held.visit_days.values_list("months", "due_on"))
    assert due == policies.days_of_visits(days_ago(40))
    (event,) = audit_events("reintegration_corrected")
    assert event.fields == '["begun_on"]'
    beginning(her)
    assert len(audit_events("reintegration_corrected")) == 1


def test_a_wrong_place_is_corrected_and_the_days_stay(her, places):
    her.begun(ago=40)
    due = list(her.held.visit_days.values_list("pk", "due_on"))
    place = Place.objects.first()
    beginning(her, where="here", place=place)
    held = her.held
    assert (held.where, held.place) == ("here", place.pk)
    assert list(held.visit_days.values_list("pk", "due_on")) == due
    beginning(her, where="here")
    assert her.held.place == ""


def test_the_day_does_not_pass_a_visit_that_stands(her):
    her.begun(ago=40)
    visit = her.visit(ago=20)
    beginning(her, begun_on=days_ago(20))
    with pytest.raises(Refused, match="A visit was held before"):
        beginning(her, begun_on=days_ago(19))
    actions.strike_visit(by=her.town.ana, visit=visit)
    beginning(her, begun_on=days_ago(19))
    assert her.held.begun_on == days_ago(19)


def test_it_is_corrected_on_its_page_which_keeps_what_was_typed(her, client):
    her.begun(ago=40)
    url = f"/journeys/{her.case.pk}/reintegration/"
    ana = sign_in(client, her.town.ana)
    assert f"{url}beginning/" in ana.get(url).content.decode()
    ahead = (clock.today() + timedelta(days=2)).isoformat()
    answer = ana.post(f"{url}beginning/", {"where": "here", "begun_on": ahead})
    assert "lies ahead" in answer.content.decode()
    assert ahead in answer.content.decode()
    assert her.held.begun_on == days_ago(40)
    said = {"where": "here", "begun_on": days_ago(50).isoformat()}
    assert ana.post(f"{url}beginning/", said).status_code == 302
    assert (her.held.where, her.held.begun_on) == ("here", days_ago(50))
