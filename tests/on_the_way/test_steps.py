"""What two offices say to each other of one journey, in sealed files that cross as they may."""

import json
from datetime import timedelta

import pytest

from amparo.cases import before_closing
from amparo.cases.actions import moving
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.models import HostAssessment, Journey, Step
from amparo.journeys.policies import thread
from amparo.journeys.queries import steps as queries
from amparo.people.actions import consents
from amparo.referrals.actions import packages
from amparo.referrals.envelope import CannotOpen
from amparo.referrals.models import ReceivedPackage, SentPackage
from tests.helpers import audit_events

DAY = timedelta(days=1)


def sent(step):
    return packages.take_out(by=step.said_by, package=step.went_with)


def test_the_request_carries_codes_and_days_and_nobodys_name(crossing):
    content = sent(crossing.asks())
    header, said = crossing.elsewhere.opens(content)
    assert (header.kind, header.purpose, header.basis) == ("journey", "return", "consent")
    assert set(said) == {"journey", "from", "pathway", "country", "steps", "holds", "blocks"}
    assert said["blocks"] == []
    text = json.dumps(said)
    assert "Xquic" not in text
    assert "Piedraluna" not in text
    assert crossing.case.number not in text
    assert Journey.objects.get().state == "asked"


def test_nobody_is_asked_before_the_gates_and_both_keys_are_open(crossing):
    opens = [crossing.decides, crossing.says_yes, crossing.assess, crossing.clause]
    for opened in opens:
        with pytest.raises(Refused):
            crossing.say("request", **crossing.request_facts())
        opened()
    crossing.say("request", **crossing.request_facts())
    assert SentPackage.objects.count() == 1


def test_their_yes_opens_the_way_and_keeps_what_they_found_of_the_host(crossing):
    crossing.asks()
    crossing.takes_in(crossing.they_say(crossing.yes(), holds=1))
    assert crossing.journey.state == "agreed"
    assert crossing.journey.they_hold == 1
    host = HostAssessment.objects.get()
    assert (host.verdict, host.taken_from) == ("safe", "package")
    crossing.papers()
    crossing.fit()
    crossing.itinerary()
    with pytest.raises(Refused, match="itinerary begins on another day"):
        crossing.say("departure", expected=crossing.goes.isoformat())


def test_a_whole_journey_as_it_should_be(crossing, monkeypatch):
    crossing.asks()
    yes = crossing.yes()
    crossing.takes_in(crossing.they_say(yes, holds=1))
    crossing.papers()
    crossing.fit()
    crossing.itinerary()
    later = clock.now() + 10 * DAY
    monkeypatch.setattr(clock, "now", lambda: later)
    crossing.assess()
    left = crossing.say("departure", expected=crossing.goes.isoformat())
    _header, said = crossing.elsewhere.opens(sent(left))
    assert [each["kind"] for each in said["steps"]] == ["request", "departure"]
    assert [each["block"] for each in said["blocks"]] == ["identity"]
    arrived = ("arrival", clock.today(), {})
    crossing.takes_in(crossing.they_say(yes, arrived, holds=2))
    assert (crossing.journey.state, crossing.journey.riddle) == ("arrived", "")
    visit = ("visit", clock.today(), {"month": 1})
    closed = ("closure", clock.today(), {})
    crossing.takes_in(crossing.they_say(yes, arrived, visit, closed, holds=2))
    assert crossing.journey.state == "closed"
    line = queries.timeline(crossing.journey)
    assert (len(line.steps), line.unseen) == (6, 0)
    theirs = [(each.side, each.number, each.digest) for each in line.steps][::-1]
    assert line.digest == thread.whole(theirs)


def test_what_comes_late_twice_or_after_a_loss_leaves_it_right(crossing):
    crossing.asks()
    first = crossing.they_say(crossing.yes(says="no", host="not_seen"))
    second = crossing.they_say(crossing.yes(says="no", host="not_seen"), crossing.yes(), holds=1)
    # The first is lost; the second says both; then the first is found again.
    crossing.takes_in(second)
    assert crossing.journey.state == "agreed"
    held = list(Step.objects.values_list("digest", flat=True))
    with pytest.raises(CannotOpen, match="replayed"):
        crossing.takes_in(second)
    crossing.takes_in(first)
    assert list(Step.objects.values_list("digest", flat=True)) == held
    assert crossing.journey.state == "agreed"


def test_who_says_otherwise_under_the_same_number_is_refused_whole(crossing):
    crossing.asks()
    crossing.takes_in(crossing.they_say(crossing.yes()))
    with pytest.raises(CannotOpen, match="damaged"):
        crossing.takes_in(crossing.they_say(crossing.yes(says="no"), crossing.yes()))
    assert crossing.journey.state == "agreed"
    assert ReceivedPackage.objects.count() == 1


NOT_IN_ORDER = {
    "no list": {"steps": "x"},
    "a gap": {"steps": [{"number": 2}]},
    "another side": {"from": "nobody"},
    "no journey": {"journey": "x"},
    "a number of letters": {"journey": "z" * 32},
    "speaks for us": {"from": "sending"},
}


@pytest.mark.parametrize("name", NOT_IN_ORDER)
def test_what_is_not_in_order_is_refused_and_nothing_is_kept(crossing, name):
    crossing.asks()
    with pytest.raises(CannotOpen):
        crossing.takes_in(crossing.they_say(crossing.yes(), **NOT_IN_ORDER[name]))
    assert Step.objects.count() == 1
    assert ReceivedPackage.objects.count() == 0
    assert audit_events("package_refused")


def test_free_words_do_not_cross(crossing):
    crossing.asks()
    for facts in ({"words": "x"}, {"answers": 1, "says": "yes", "host": "safe", "note": "x"}):
        with pytest.raises(CannotOpen, match="damaged"):
            crossing.takes_in(crossing.they_say(("answer", clock.today(), facts)))


def test_pressed_twice_they_are_asked_once(crossing):
    crossing.asks()
    with pytest.raises(Refused, match="not said twice"):
        crossing.say("request", **crossing.request_facts())
    crossing.takes_in(crossing.they_say(crossing.yes(), holds=1))
    assert crossing.journey.state == "agreed"
    # What they agreed to no longer holds: now they are asked anew, even for the same.
    crossing.say("request", **crossing.request_facts())
    assert Step.objects.filter(kind="request").count() == 2


@pytest.mark.parametrize("more", [{"grown": "child"}, {"country": "HN"}, {"pathway": "family"}])
def test_nobody_types_how_old_she_is_or_where_she_goes(crossing, more):
    crossing.decides(), crossing.says_yes(), crossing.assess(), crossing.clause()
    with pytest.raises(ValueError):
        crossing.say("request", **crossing.request_facts(**more))


def test_another_office_has_no_word_in_it(crossing, office):
    crossing.asks()
    other = office.organisation("Otra Oficina Inventada", level="international")
    Journey.objects.update(office=other)
    with pytest.raises(CannotOpen, match="no_question"):
        crossing.takes_in(crossing.they_say(crossing.yes()))


def test_a_journey_that_comes_waits_without_a_case_and_gets_one_here(crossing, town):
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="other")
    asked = ("request", clock.today(), crossing.request_facts(country="MX"))
    number = "0123456789abcdef" * 2
    crossing.takes_in(crossing.they_say(asked, journey=number, side="sending", country="MX"))
    held = Journey.objects.get(number=number)
    assert (held.side, held.state, held.case) == ("receiving", "asked", None)
    answer = steps.say(
        by=town.ana, journey=held, kind="answer", day=clock.today(),
        facts={"answers": 1, "says": "yes", "host": "not_seen"},
    )  # fmt: skip
    _header, said = crossing.elsewhere.opens(sent(answer))
    assert said["holds"] == 1
    assert said["from"] == "receiving"
    case = Case.objects.get(pk=town.case.pk)
    held = journeys.link(by=town.ana, journey=held, case=case)
    assert held.case == case
    with pytest.raises(Refused):
        journeys.link(by=town.ana, journey=held, case=case)


def test_a_child_is_not_received_where_nobody_looked(crossing, town):
    asked = ("request", clock.today(), crossing.request_facts(grown="unknown"))
    number = "0123456789abcdef" * 2
    crossing.takes_in(crossing.they_say(asked, journey=number, side="sending"))
    held = Journey.objects.get(number=number)
    facts = {"answers": 1, "says": "yes", "host": "not_seen"}
    with pytest.raises(Refused, match="Look first"):
        steps.say(by=town.ana, journey=held, kind="answer", day=clock.today(), facts=facts)


def test_called_off_tells_them_that_and_not_why(crossing, town):
    asked = crossing.asks()
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="her_mind")
    asked.went_with.refresh_from_db()
    assert asked.went_with.content is None
    off = Step.objects.get(kind="called_off")
    _header, said = crossing.elsewhere.opens(sent(off))
    assert said["steps"][-1]["facts"] == {}
    assert "her_mind" not in json.dumps(said)
    with pytest.raises(Refused):
        journeys.call_off(by=town.ana, journey=crossing.journey, ending="her_mind")


def test_what_nobody_was_told_is_called_off_without_a_word(crossing, town):
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="her_mind")
    assert SentPackage.objects.count() == 0
    assert Journey.objects.get().state == "called_off"


def test_when_they_call_it_off_what_they_told_of_her_is_let_go(crossing):
    asked = ("request", clock.today(), crossing.request_facts())
    number = "0123456789abcdef" * 2
    first = crossing.takes_in(crossing.they_say(asked, journey=number, side="sending"))
    assert first.payload
    off = ("called_off", clock.today(), {})
    second = crossing.takes_in(crossing.they_say(asked, off, journey=number, side="sending"))
    assert Journey.objects.get(number=number).state == "called_off"
    for each in (first, second):
        each.refresh_from_db()
        assert each.sealed is None


def test_two_ways_at_once_are_refused(crossing, town, elsewhere):
    for pathway in ("return", "family"):
        with pytest.raises(Refused, match="one way already"):
            journeys.begin(
                by=town.ana, case=town.case, office=elsewhere.organisation, pathway=pathway,
                country="GT",
            )  # fmt: skip


def test_arrival_before_departure_is_a_day_to_look_at(crossing, town):
    number = "0123456789abcdef" * 2
    today = clock.today()
    asked = ("request", today - 9 * DAY, crossing.request_facts())
    left = ("departure", today - DAY, {"expected": today.isoformat()})
    crossing.takes_in(crossing.they_say(asked, journey=number, side="sending"))
    held = Journey.objects.get(number=number)
    yes = {"answers": 1, "says": "yes", "host": "safe"}
    steps.say(by=town.ana, journey=held, kind="answer", day=today, facts=yes)
    crossing.takes_in(crossing.they_say(asked, left, journey=number, side="sending"))
    with pytest.raises(Refused, match="before the day of departure"):
        steps.say(by=town.ana, journey=held, kind="arrival", day=today - 2 * DAY)
    steps.say(by=town.ana, journey=held, kind="arrival", day=today)
    assert Journey.objects.get(number=number).state == "arrived"


def test_her_no_calls_it_off_at_once_and_nothing_says_why(crossing, town):
    crossing.asks()
    consents.withdraw_consent(by=town.ana, consent=town.case.person.consents.get())
    held = Journey.objects.get()
    assert (held.state, held.ending) == ("called_off", "her_mind")
    assert Step.objects.filter(kind="called_off").count() == 1


def test_her_no_while_she_is_on_her_way_leaves_somebody_to_meet_her(crossing, town):
    crossing.asks()
    Journey.objects.update(state="under_way")
    consents.withdraw_consent(by=town.ana, consent=town.case.person.consents.get())
    assert Journey.objects.get().state == "under_way"


def test_a_case_is_not_closed_while_somebody_there_waits_for_her(crossing, town):
    assert before_closing.may_close(town.case)
    crossing.asks()
    assert "on her way" in before_closing.may_close(town.case).reason
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="other")
    assert before_closing.may_close(town.case)


def test_what_is_prepared_goes_with_her_case_to_who_holds_it(crossing, town):
    crossing.decides(), crossing.says_yes(), crossing.assess()
    moving.move(by=town.celia, case=town.case, to=town.faro, member=town.bruno)
    with pytest.raises(Refused, match="Only the agency that accompanies"):
        crossing.say("request", **crossing.request_facts())
    # Without a clause of the other agency's own nothing goes; calling it off goes all the same.
    held = Journey.objects.select_related("case__person").get()
    with pytest.raises(Refused) as refused:
        steps.say(
            by=town.bruno, journey=held, kind="request", day=clock.today(),
            facts=crossing.request_facts(),
        )  # fmt: skip
    assert "Only the agency" not in str(refused.value)
    journeys.call_off(by=town.bruno, journey=held, ending="other")
    assert Journey.objects.get().state == "called_off"


def test_a_case_does_not_go_to_another_agency_while_she_is_on_her_way(crossing, town):
    crossing.asks()
    with pytest.raises(Refused, match="on her way"):
        moving.move(by=town.celia, case=town.case, to=town.faro, member=town.bruno)
