"""Her family comes to her: what is asked before it is announced and before it sets out."""

import json
from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.journeys.actions import family as actions
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import other_way, preparing, steps
from amparo.journeys.enums import FamilyGate as Gate
from amparo.journeys.models import (
    Appointment,
    FamilyPlan,
    Fee,
    Journey,
    Relative,
    RelativeConsent,
    RelativePaper,
    Step,
)
from amparo.journeys.queries import family, family_gates, silence
from amparo.journeys.queries import steps as queries
from amparo.people.actions.relations import add_related
from amparo.people.models import Person
from amparo.referrals.actions import packages
from amparo.referrals.envelope import CannotOpen
from amparo.referrals.models import ReceivedPackage
from tests.helpers import audit_events
from tests.on_the_way.family import GROWN, LEVELS
from tests.people.erasing import erase

DAY = timedelta(days=1)


def shut(coming):
    found = family_gates.prepared(coming.again())
    return [each.gate for each in found.standings if not each.is_met]


def sent(step):
    return packages.take_out(by=step.said_by, package=step.went_with)


def test_with_everything_in_place_only_their_yes_is_missing(coming):
    coming.all_but_their_yes()
    assert shut(coming) == [Gate.AGREED]
    assert family_gates.may_ask(coming.journey)
    assert not family_gates.may_clear(coming.journey)


def test_nothing_of_a_return_is_asked_of_a_family(coming):
    assert shut(coming)[:3] == [Gate.CONSENT, Gate.SAFE, Gate.RELATIVES]
    with pytest.raises(Refused, match="No return is prepared"):
        preparing.change_mind(**coming.by_ana)
    coming.husband()
    with pytest.raises(Refused, match="There is no yes of hers that lasts until her family"):
        coming.say("request", **coming.request_facts())


def test_the_request_says_numbers_and_codes_and_names_only_in_sealed_blocks(coming):
    content = sent(coming.asks())
    header, said = coming.elsewhere.opens(content)
    assert (header.kind, header.purpose, header.basis) == ("journey", "family", "consent")
    facts = said["steps"][0]["facts"]
    assert facts["relatives"] == [
        {"number": 1, "kin": "spouse", "grown": "adult", "wants": []},
        {"number": 2, "kin": "child", "grown": "child", "wants": []},
    ]
    assert "Lucía" not in json.dumps(said["steps"], ensure_ascii=False)
    assert [each["block"] for each in said["blocks"]] == ["identity"]
    told = json.dumps(said["blocks"], ensure_ascii=False)
    assert "Lucía" in told
    assert "Tomás" in told
    # Nothing of hers: neither her name nor what she is called here.
    assert coming.case.number not in json.dumps(said)
    assert "Xquic" not in json.dumps(said)


def test_who_has_not_said_yes_is_named_to_nobody(coming):
    _husband, child = coming.all_but_their_yes()
    coming.word(child, says="taken_back")
    _header, said = coming.elsewhere.opens(sent(coming.say("request", **coming.request_facts())))
    told = json.dumps(said["blocks"], ensure_ascii=False)
    assert "Lucía" not in told
    assert "Tomás" in told
    assert [each["number"] for each in said["steps"][0]["facts"]["relatives"]] == [1, 2]


def test_a_lost_file_is_sealed_again_and_names_nobody(coming):
    """No gate is asked for it, so it says what was said and nothing more."""
    coming.asks()
    sealed = steps.send_again(**coming.by_ana)
    content = packages.take_out(by=coming.town.ana, package=sealed)
    assert coming.elsewhere.opens(content)[1]["blocks"] == []


def test_what_lies_sealed_with_the_name_of_who_says_no_is_never_sent(coming):
    went = coming.asks().went_with
    assert went.content
    coming.word(coming.asked[0])
    went.refresh_from_db()
    assert went.content
    coming.word(coming.asked[1], says="taken_back")
    went.refresh_from_db()
    assert went.content is None


def test_what_is_asked_anew_leaves_no_earlier_file_to_be_sent(coming):
    went = coming.asks().went_with
    coming.say("request", **coming.request_facts(until=(coming.goes + 5 * DAY).isoformat()))
    went.refresh_from_db()
    assert went.content is None


def test_a_request_is_not_taken_out_once_nobody_may_be_asked(coming):
    went = coming.asks().went_with
    coming.safe(levels=LEVELS | {"person": "high"})
    with pytest.raises(Refused, match="Her risk is high"):
        packages.take_out(by=coming.town.ana, package=went)


def test_what_lies_sealed_goes_with_her_record(coming):
    went = coming.asks().went_with
    journeys.let_go_of_her_files(coming.case.person, coming.town.alba)
    went.refresh_from_db()
    assert went.content is None


def test_without_a_clause_nobody_is_asked(coming):
    coming.says_yes()
    coming.safe()
    coming.husband()
    with pytest.raises(Refused):
        coming.say("request", **coming.request_facts())
    coming.clause()
    assert coming.say("request", **coming.request_facts())


def test_a_whole_way_and_who_is_missing_at_its_end(coming):
    coming.asks()
    yes = coming.yes()
    coming.takes_in(coming.they_say(yes, holds=1))
    assert coming.journey.state == "agreed"
    cleared = coming.say("cleared", relatives=[1, 2])
    _header, said = coming.elsewhere.opens(sent(cleared))
    assert [each["kind"] for each in said["steps"]] == ["request", "cleared"]
    assert coming.again().state == "cleared"
    left = ("departure", clock.today(), {"expected": coming.goes.isoformat(), "relatives": [1, 2]})
    coming.takes_in(coming.they_say(yes, left, holds=2))
    assert (coming.journey.state, coming.journey.riddle) == ("under_way", "")
    coming.say("arrival", relatives=[1])
    assert (coming.again().state, coming.journey.riddle) == ("arrived", "not_all_arrived")
    assert "Fewer of the family" in coming.journey.shown_riddle
    coming.say("arrival", relatives=[2])
    assert (coming.again().state, coming.journey.riddle) == ("arrived", "")
    coming.say("visit", month=1)
    coming.say("closure")
    assert coming.again().state == "closed"


def test_they_set_out_before_the_papers_were_complete(coming):
    coming.asks()
    left = ("departure", clock.today(), {"expected": coming.goes.isoformat(), "relatives": [1]})
    coming.takes_in(coming.they_say(coming.yes(), left))
    assert (coming.journey.state, coming.journey.riddle) == ("agreed", "departed_uncleared")
    assert "papers are complete" in coming.journey.shown_riddle
    # Nobody is cleared after the fact, and her no calls nothing off over their heads.
    with pytest.raises(Refused, match="set out already"):
        coming.say("cleared", relatives=[1, 2])
    coming.says_yes(answer="refused")
    assert coming.again().state == "agreed"
    assert audit_events("journey_goes_on_after_no")
    coming.say("arrival", relatives=[1])
    assert coming.again().state == "arrived"


def test_who_is_on_the_road_when_it_is_called_off_is_still_awaited(coming):
    coming.asks()
    coming.takes_in(coming.they_say(coming.yes()))
    coming.say("cleared", relatives=[1, 2])
    going = {"expected": clock.today().isoformat(), "relatives": [1, 2]}
    coming.takes_in(coming.they_say(coming.yes(), ("departure", clock.today(), going)))
    journeys.call_off(**coming.by_ana, ending="not_safe")
    assert (coming.again().state, coming.journey.riddle) == ("called_off", "called_off_left")
    assert "turned back" in coming.journey.shown_riddle
    assert "arrival" in {each.word for each in silence.owed(coming.journey)}
    coming.say("arrival", relatives=[1])
    assert coming.again().riddle == "called_off_left"
    coming.say("arrival", relatives=[2])
    assert (coming.again().state, coming.journey.riddle) == ("called_off", "called_off_arrived")
    assert "arrival" not in {each.word for each in silence.owed(coming.journey)}


def test_who_was_asked_for_as_an_adult_is_asked_for_anew_as_a_child(coming):
    coming.asks()
    coming.takes_in(coming.they_say(coming.yes()))
    Step.objects.filter(journey=coming.journey, kind="request").update(facts=as_adults(coming))
    with pytest.raises(Refused, match="others than those"):
        coming.say("cleared", relatives=[1, 2])


def as_adults(coming):
    facts = Step.objects.get(journey=coming.journey, kind="request").facts
    return facts | {"relatives": [each | {"grown": "adult"} for each in facts["relatives"]]}


def test_no_end_of_it_speaks_for_the_other(coming):
    coming.asks()
    with pytest.raises(Refused, match="other office says this"):
        coming.say("departure", expected=coming.goes.isoformat(), relatives=[1])
    came = ("arrival", clock.today(), {"relatives": [1]})
    with pytest.raises(CannotOpen, match="damaged"):
        coming.takes_in(coming.they_say(coming.yes(), came))


def test_a_package_of_another_way_is_refused(coming):
    coming.asks()
    answer = ("answer", clock.today(), {"answers": 1, "says": "yes", "host": "safe"})
    with pytest.raises(CannotOpen, match="damaged"):
        coming.takes_in(coming.they_say(answer, pathway="return"))
    with pytest.raises(CannotOpen, match="damaged"):
        coming.takes_in(coming.they_say(coming.yes(), pathway="plane"))
    with pytest.raises(CannotOpen, match="damaged"):
        coming.takes_in(coming.they_say(coming.yes(), pathway=["family"]))
    assert Step.objects.filter(journey=coming.journey).count() == 1


def test_the_missing_paper_shuts_the_way_and_is_named_with_whose_it_is(coming):
    coming.asks()
    coming.takes_in(coming.they_say(coming.yes()))
    child = coming.asked[1]
    coming.paper(child, "leave", state="missing", valid_until=None)
    with pytest.raises(
        Refused, match=r"Relative 2 \(Daughter or son\) is missing: Leave for a child"
    ):
        coming.say("cleared", relatives=[1, 2])
    assert family_gates.asked_for(coming.journey)[1]["wants"] == ["leave"]
    coming.paper(child, "leave", valid_until=coming.goes - DAY)
    with pytest.raises(Refused, match="ends before the last day of travel"):
        coming.say("cleared", relatives=[1, 2])
    coming.paper(child, "leave", valid_until=coming.goes)
    coming.say("cleared", relatives=[1, 2])
    assert coming.again().state == "cleared"


def test_who_was_not_asked_for_is_not_cleared(coming):
    coming.asks()
    coming.takes_in(coming.they_say(coming.yes()))
    with pytest.raises(Refused, match="others than those"):
        coming.say("cleared", relatives=[1])
    actions.let_stay(**coming.by_ana, relative=coming.asked[0])
    coming.relative(coming.asked[1].__class__.objects.get(pk=coming.asked[1].pk))
    escorted = preparing.clear_escort(
        **coming.by_ana, name="Irma Inventada", cleared_by="DIF Inventado",
        cleared_on=clock.today(), cleared_until=coming.goes,
    )  # fmt: skip
    with pytest.raises(Refused, match="others than those"):
        coming.say("cleared", relatives=[2])
    coming.say("request", **coming.request_facts())
    assert coming.again().state == "asked"
    coming.takes_in(coming.they_say(coming.yes(), coming.yes(answers=2)))
    coming.say("cleared", relatives=[2])
    assert coming.again().state == "cleared"
    assert escorted.journey_id == coming.journey.pk


def test_her_no_calls_it_off_and_lets_go_what_waits(coming):
    asked = coming.asks()
    coming.says_yes(answer="refused")
    assert (coming.again().state, coming.journey.ending) == ("called_off", "her_mind")
    asked.went_with.refresh_from_db()
    assert asked.went_with.content is None


def test_a_yes_to_go_home_is_no_yes_to_bring_her_family(coming):
    coming.says_yes(purpose="return")
    assert Gate.CONSENT in shut(coming)
    coming.says_yes()
    assert Gate.CONSENT not in shut(coming)


def test_nobody_is_brought_to_where_she_is_in_danger(coming):
    assert Gate.SAFE in shut(coming)
    coming.safe(levels={"person": "high"})
    assert Gate.SAFE in shut(coming)
    coming.safe(levels={"person": "low", "again": "high"})
    assert Gate.SAFE in shut(coming)
    coming.safe(levels={"person": "medium", "again": "low", "family": "high"})
    assert Gate.SAFE not in shut(coming)


def test_what_was_not_assessed_of_herself_is_not_known(coming):
    coming.safe(levels={"family": "low", "staff": "low"})
    assert Gate.SAFE in shut(coming)
    coming.safe(levels={"person": "low", "family": "low"})
    assert Gate.SAFE in shut(coming)
    coming.safe(levels={"person": "low", "again": "low"})
    assert Gate.SAFE not in shut(coming)


def test_who_brings_them_is_nobody_whom_she_fears_since(coming, town):
    coming.all_but_their_yes()
    coming.escort(name="Rufino Temible")
    assert shut(coming) == [Gate.AGREED]
    add_related(
        by=town.ana, person=coming.case.person, name="Rufino Temible", relation="father",
        suspected=True,
    )  # fmt: skip
    assert shut(coming) == [Gate.AGREED, Gate.ESCORT]


def test_a_relative_is_no_person_of_the_house(coming):
    before = Person.objects.count()
    coming.asks()
    assert Person.objects.count() == before
    assert Relative.objects.count() == 2


def test_numbers_are_given_once(coming):
    first = coming.husband()
    actions.let_stay(**coming.by_ana, relative=first)
    second = coming.relative()
    assert (first.number, second.number) == (1, 2)
    assert family_gates.numbers(coming.journey) == [2]
    assert [each.number for each in family.everybody(coming.journey)] == [1, 2]


def test_of_who_stays_nothing_more_is_kept_but_a_no(coming):
    husband = coming.husband()
    child = coming.relative(travels_with=husband)
    actions.let_stay(**coming.by_ana, relative=husband)
    assert family.relative_of(coming.journey, child.pk).travels_with is None
    with pytest.raises(Refused, match="does not travel"):
        coming.relative(Relative.objects.get(pk=husband.pk), name="Otro")
    with pytest.raises(Refused, match="does not travel"):
        coming.word(husband)
    assert coming.word(husband, says="no", told=[])


def test_a_no_is_kept_also_when_all_is_over(coming):
    child = coming.relative()
    journeys.call_off(**coming.by_ana, ending="other")
    with pytest.raises(Refused, match="is over"):
        coming.word(child)
    assert coming.word(child, says="taken_back", told=[], representative="", child_view="")


def test_the_rule_of_the_day_binds_and_another_may_be_chosen(coming):
    coming.relative()
    assert FamilyPlan.objects.get().rule == "us-t-1"
    plan = family.plan(coming.journey)
    with pytest.raises(Refused, match="Choose a rule of the list"):
        actions.choose_rule(**coming.by_ana, rule="xx-1", seen_version=plan.version)
    tomorrow = clock.today() + DAY
    with pytest.raises(Refused, match="once it was handed in"):
        actions.choose_rule(
            **coming.by_ana, rule="general-1", applied_on=tomorrow, seen_version=plan.version
        )
    actions.choose_rule(
        **coming.by_ana, rule="general-1", applied_on=clock.today(), seen_version=plan.version
    )
    assert family_gates.prepared(coming.journey).rule.key == "general-1"
    with pytest.raises(ChangedMeanwhile):
        actions.choose_rule(**coming.by_ana, rule="us-t-1", seen_version=plan.version - 1)


def test_which_age_counts_is_that_of_the_day_of_the_application(coming):
    today = clock.today()
    birthday = today - 30 * DAY
    born = birthday.replace(year=birthday.year - 21)
    coming.case.person.birth_date = born.isoformat()
    coming.case.person.save(update_fields=["birth_date"])
    coming.relative(name="Rosa Inventada", kin="parent", born_on=GROWN)
    assert Gate.ENTITLED in shut(coming)
    for applied_on, stays_shut in ((birthday, True), (birthday - DAY, False)):
        actions.choose_rule(
            **coming.by_ana, rule="us-t-1", applied_on=applied_on,
            seen_version=family.plan(coming.journey).version,
        )  # fmt: skip
        assert (Gate.ENTITLED in shut(coming)) is stays_shut


def test_where_her_day_of_birth_is_not_known_it_is_asked_for(coming):
    coming.case.person.birth_date = ""
    coming.case.person.save(update_fields=["birth_date"])
    coming.relative(name="Rosa Inventada", kin="parent", born_on=GROWN)
    standings = family_gates.prepared(coming.again()).standings
    said = next(each.decision for each in standings if each.gate == Gate.ENTITLED)
    assert "find out her day of birth" in said.reason


def test_of_a_country_that_is_not_known_the_answer_of_its_authority_is_asked(coming):
    Journey.objects.filter(pk=coming.journey.pk).update(country="CA")
    coming.again()
    aunt = coming.relative(name="Tía Inventada", kin="other", born_on=GROWN)
    assert family_gates.prepared(coming.journey).rule.key == "general-1"
    assert Gate.ENTITLED not in shut(coming)
    assert coming.line(aunt, "answer").state == "missing"


def test_nobody_whom_she_fears_is_written_down_or_announced(coming, town):
    relative = coming.relative(name="Rufino Temible", kin="parent", born_on=GROWN)
    add_related(
        by=town.ana, person=coming.case.person, name="Rufino Temible", relation="father",
        never_contact=True,
    )  # fmt: skip
    assert Gate.NOT_FEARED in shut(coming)
    with pytest.raises(Refused):
        coming.relative(name="Rufino Temible", kin="sibling")
    assert relative.pk


def test_only_a_paper_of_the_rule_is_kept_and_its_version_is_watched(coming):
    child = coming.relative()
    with pytest.raises(Refused, match="does not ask this paper"):
        actions.keep_paper(**coming.by_ana, relative=child, code="marriage", state="held")
    coming.paper(child, "birth", valid_until=None)
    with pytest.raises(ChangedMeanwhile):
        actions.keep_paper(**coming.by_ana, relative=child, code="birth", state="missing")
    with pytest.raises(Refused, match="until when this paper is valid"):
        coming.paper(child, "passport", valid_until=None)
    assert RelativePaper.objects.count() == 1


def test_appointments_and_fees_are_kept_and_nobody_of_the_family_owes(coming):
    child = coming.relative()
    made = actions.keep_appointment(
        **coming.by_ana, relative=child, what="Huellas", on=clock.today(), place="Consulado"
    )
    kept = actions.keep_appointment(**coming.by_ana, relative=child, appointment=made, kept="kept")
    assert kept.kept == "kept"
    assert [each.what for each in family.appointments(child)] == ["Huellas"]
    with pytest.raises(Refused, match="Nobody of the family owes"):
        actions.keep_fee(
            **coming.by_ana, relative=child, what="Pasaporte", amount=10, currency="MXN"
        )
    fee = actions.keep_fee(
        **coming.by_ana, relative=child, what="Pasaporte", amount=10, currency="MXN",
        funder="Donante Inventado",
    )  # fmt: skip
    assert actions.see_receipt(**coming.by_ana, relative=child, fee=fee).receipt_seen_on
    assert [each.funder for each in family.fees(child)] == ["Donante Inventado"]


def test_what_was_kept_is_logged_by_the_names_of_fields_alone(coming):
    coming.asks()
    for verb in ("relative_kept", "relative_asked", "relative_paper_kept"):
        events = audit_events(verb)
        assert events
        assert "Lucía" not in json.dumps([each.detail for each in events], ensure_ascii=False)
    assert set(RelativeConsent.objects.values_list("says", flat=True)) == {"yes"}


# One way at a time


def test_she_takes_the_other_way_in_one_go(coming):
    asked = coming.asks()
    begun = other_way.switch(**coming.by_ana, pathway="return", country="GT")
    assert (coming.again().state, coming.journey.ending) == ("called_off", "other_way")
    assert (begun.pathway, begun.office_id, begun.state) == (
        "return", coming.journey.office_id, "preparing",
    )  # fmt: skip
    asked.went_with.refresh_from_db()
    assert asked.went_with.content is None
    (event,) = audit_events("journey_way_switched")
    assert json.loads(event.detail) == {"to": "return", "from": "family"}


def test_where_the_other_way_may_not_begin_the_first_goes_on(coming):
    coming.asks()
    with pytest.raises(Refused, match="Choose the country"):
        other_way.switch(**coming.by_ana, pathway="return", country="x")
    assert coming.again().state == "asked"
    with pytest.raises(Refused, match="on this way already"):
        other_way.switch(**coming.by_ana, pathway="family", country="US")


def test_nobody_changes_the_way_while_somebody_is_on_it(coming):
    coming.asks()
    coming.takes_in(coming.they_say(coming.yes()))
    coming.say("cleared", relatives=[1, 2])
    left = ("departure", clock.today(), {"expected": coming.goes.isoformat(), "relatives": [1, 2]})
    coming.takes_in(coming.they_say(coming.yes(), left))
    with pytest.raises(Refused, match="on the way now"):
        other_way.switch(**coming.by_ana, pathway="return", country="GT")


# The other end, where the family lives


def test_at_the_end_where_they_live_it_is_answered_and_they_set_out(coming):
    asked = {
        "pathway": "family", "country": "MX", "languages": [], "needs": [],
        "from": "2026-12-01", "until": "2026-12-03",
        "relatives": [{"number": 1, "kin": "spouse", "grown": "adult", "wants": ["medical"]}],
    }  # fmt: skip
    request = ("request", clock.today(), asked)
    number = "a" * 32
    packages.take_in(
        by=coming.town.ana, content=coming.they_say(request, journey=number, side="sending")
    )
    coming.journey = Journey.objects.get(number=number)
    assert (coming.journey.side, coming.journey.pathway) == ("receiving", "family")
    lines = dict(queries.in_words(queries.said(coming.journey)[0]))
    assert "Medical examination" in lines["Relative 1"]
    coming.say("answer", answers=1, says="yes")
    going = {"expected": coming.goes.isoformat(), "relatives": [1]}
    with pytest.raises(Refused, match="that all papers are there"):
        coming.say("departure", **going)
    cleared = ("cleared", clock.today(), {"relatives": [1]})
    packages.take_in(
        by=coming.town.ana,
        content=coming.they_say(request, cleared, journey=number, side="sending", holds=1),
    )
    with pytest.raises(Refused, match="was not cleared"):
        coming.say("departure", **going | {"relatives": [1, 2]})
    coming.say("departure", **going)
    assert coming.again().state == "under_way"


ASKED = {
    "pathway": "family", "country": "MX", "languages": [], "needs": [],
    "from": "2026-12-01", "until": "2026-12-03",
    "relatives": [
        {"number": 1, "kin": "spouse", "grown": "adult", "wants": []},
        {"number": 2, "kin": "child", "grown": "child", "wants": []},
    ],
}  # fmt: skip
NUMBER = "a" * 32


def named(*names):
    return [{"block": "identity", "facts": [["Familiar", each] for each in names]}]


class Accompanied:
    """The end where the family lives, and what it reads of whom."""

    def __init__(self, coming):
        self.coming = coming
        self.request = ("request", clock.today(), ASKED)
        self.cleared = ("cleared", clock.today(), {"relatives": [1, 2]})

    def sealed(self, *said, blocks):
        return self.coming.they_say(*said, journey=NUMBER, side="sending", blocks=blocks)

    def comes(self, content):
        received = packages.take_in(by=self.coming.town.ana, content=content)
        self.coming.journey = Journey.objects.get(number=NUMBER)
        return received

    @property
    def reads(self):
        told = queries.told_of_her(self.coming.journey)
        return [value for part in told for _label, value in part.facts]


@pytest.fixture
def accompanied(coming):
    return Accompanied(coming)


def test_whom_they_name_no_longer_is_not_read_here_any_more(accompanied):
    first = accompanied.comes(
        accompanied.sealed(accompanied.request, blocks=named("Tomás", "Lucía"))
    )
    assert accompanied.reads == ["Tomás", "Lucía"]
    accompanied.coming.say("answer", answers=1, says="yes")
    # One took the yes back, so they name the other alone; then nobody.
    accompanied.comes(
        accompanied.sealed(accompanied.request, accompanied.cleared, blocks=named("Tomás"))
    )
    assert accompanied.reads == ["Tomás"]
    first.refresh_from_db()
    assert first.sealed is None
    again = ("request", clock.today(), ASKED | {"until": "2026-12-09"})
    accompanied.comes(
        accompanied.sealed(accompanied.request, accompanied.cleared, again, blocks=[])
    )
    assert accompanied.reads == []


def test_a_file_that_was_overtaken_names_nobody(accompanied):
    late = accompanied.sealed(accompanied.request, blocks=named("Tomás", "Lucía"))
    accompanied.comes(
        accompanied.sealed(accompanied.request, accompanied.cleared, blocks=named("Tomás"))
    )
    received = accompanied.comes(late)
    received.refresh_from_db()
    assert received.sealed is None
    assert accompanied.reads == ["Tomás"]


def test_who_does_not_accompany_them_keeps_nobodys_name(accompanied):
    accompanied.comes(accompanied.sealed(accompanied.request, blocks=named("Tomás")))
    accompanied.coming.say("answer", answers=1, says="no")
    assert accompanied.reads == []
    (event,) = audit_events("journey_names_let_go")
    assert json.loads(event.detail) == {"number": 1}
    # The same once more, sealed anew, brings no name back.
    accompanied.comes(accompanied.sealed(accompanied.request, blocks=named("Tomás")))
    assert accompanied.reads == []


def test_who_calls_it_off_where_they_live_keeps_nobodys_name(accompanied):
    accompanied.comes(accompanied.sealed(accompanied.request, blocks=named("Tomás")))
    journeys.call_off(**accompanied.coming.by_ana, ending="not_received")
    assert accompanied.reads == []


def test_what_was_sealed_once_more_takes_nobodys_name_away(accompanied):
    accompanied.comes(accompanied.sealed(accompanied.request, blocks=named("Tomás")))
    accompanied.coming.say("answer", answers=1, says="yes")
    said = (accompanied.request, accompanied.cleared)
    slow = accompanied.sealed(*said, blocks=named("Tomás", "Lucía"))
    accompanied.comes(accompanied.sealed(*said, blocks=[]))
    assert accompanied.reads == ["Tomás"]
    accompanied.comes(slow)
    assert accompanied.reads == ["Tomás", "Lucía"]
    journeys.call_off(**accompanied.coming.by_ana, ending="other")
    assert not ReceivedPackage.objects.filter(sealed__isnull=False, kind="journey").exists()


def test_a_child_does_not_set_out_alone(accompanied):
    accompanied.comes(accompanied.sealed(accompanied.request, blocks=[]))
    coming = accompanied.coming
    coming.say("answer", answers=1, says="yes")
    accompanied.comes(accompanied.sealed(accompanied.request, accompanied.cleared, blocks=[]))
    with pytest.raises(Refused, match="without any of the grown"):
        coming.say("departure", expected=coming.goes.isoformat(), relatives=[2])
    coming.say("departure", expected=coming.goes.isoformat(), relatives=[1, 2])
    assert (coming.again().state, coming.journey.riddle) == ("under_way", "")


# Her record goes, or moves


def test_with_her_record_all_of_her_family_is_gone(coming):
    child = coming.asks() and coming.asked[1]
    actions.keep_appointment(**coming.by_ana, relative=child, what="Huellas", on=clock.today())
    actions.keep_fee(
        **coming.by_ana, relative=child, what="Pasaporte", amount=10, currency="MXN",
        funder="Donante",
    )  # fmt: skip
    journeys.call_off(**coming.by_ana, ending="other")
    erase(coming.town, coming.case.person)
    for model in (Relative, RelativeConsent, RelativePaper, FamilyPlan, Appointment, Fee):
        assert not model.objects.exists(), model


def test_who_is_asked_for_is_neither_closed_nor_moved(coming):
    assert not journeys.is_live(coming.case)
    coming.asks()
    for state in ("asked", "agreed", "cleared", "under_way"):
        Journey.objects.filter(pk=coming.journey.pk).update(state=state)
        assert journeys.is_live(coming.case), state
    Journey.objects.filter(pk=coming.journey.pk).update(state="arrived")
    assert not journeys.is_live(coming.case)
    for riddle in ("departed_unagreed", "departed_uncleared"):
        Journey.objects.filter(pk=coming.journey.pk).update(state="refused", riddle=riddle)
        assert journeys.is_live(coming.case), riddle
    Journey.objects.filter(pk=coming.journey.pk).update(riddle="")
    assert not journeys.is_live(coming.case)


@pytest.mark.parametrize("other", [{"name": "Otra Inventada"}, {"kin": "other"}])
def test_a_yes_is_never_carried_over_to_another_human_being(coming, other):
    child = coming.relative()
    child = coming.relative(child, **other)
    coming.word(child)
    with pytest.raises(Refused, match="holds for nobody else"):
        coming.relative(child, name="Tercera Inventada")
    with pytest.raises(Refused, match="holds for nobody else"):
        coming.relative(child, kin="sibling")
    assert coming.relative(child, lives="Puebla").lives == "Puebla"
