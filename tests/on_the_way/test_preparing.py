"""Preparing a return through its actions: each gate opens by what is written down, and shuts."""

from datetime import timedelta

import pytest

from amparo.cases.actions import children as determinations
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.journeys.actions import preparing as actions
from amparo.journeys.enums import Gate
from amparo.journeys.models import Journey
from amparo.journeys.queries import gates
from amparo.people.actions import withdraw_consent
from amparo.people.actions.children import find_age
from amparo.people.actions.relations import add_related
from amparo.people.models import Consent
from tests.helpers import audit_events
from tests.on_the_way.going_home import a_leg

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    from django.utils import translation

    with translation.override("en"):
        yield


def shut(home, **more):
    home.journey = Journey.objects.select_related("case__person", "case__agency", "office").get(
        pk=home.journey.pk
    )
    return {each.gate for each in gates.prepared(home.journey, **more).standings if not each.is_met}


def is_a_child(home):
    find_age(
        by=home.town.ana, person=home.case.person, said="presumed",
        found_on=clock.today(), reasons="Parece menor.",
    )  # fmt: skip


def determine(home, outcome="serves"):
    return determinations.determine(
        by=home.town.ana, case=home.case, question="return", outcome=outcome,
        decided_on=clock.today(), body="Procuraduría Inventada", options="Todas",
        her_view="Quiere ir", reasons="Las que son",
    )  # fmt: skip


def test_nothing_stands_at_first_but_what_nobody_has_to_do(home):
    assert shut(home) == {
        Gate.DECISION, Gate.CONSENT, Gate.ASSESSMENT, Gate.AGREED, Gate.PAPERS, Gate.FIT,
        Gate.ITINERARY,
    }  # fmt: skip


def test_step_by_step_each_gate_opens(home):
    home.decides()
    assert Gate.DECISION not in shut(home)
    home.says_yes()
    assert Gate.CONSENT not in shut(home)
    assert not gates.may_ask(home.journey)
    home.assess()
    assert gates.may_ask(home.journey)
    home.papers()
    home.fit()
    assert shut(home) == {Gate.AGREED, Gate.ITINERARY}
    home.itinerary()
    assert shut(home) == {Gate.AGREED}
    assert not gates.may_book(home.journey)
    home.agreed()
    assert shut(home) == set()
    assert gates.may_book(home.journey)
    assert gates.may_depart(home.journey, on=home.goes)
    assert "another day" in gates.may_depart(home.journey, on=home.goes + DAY).reason


def test_an_assessment_of_14_days_holds_on_the_day_she_sets_out(home):
    home.all_but_the_answer()
    home.agreed()
    for days, met in ((4, True), (5, False)):
        # She goes in ten days; assessed four or five days ago it is 14 or 15 days old by then.
        home.journey.assessments.all().delete()
        home.assess(clock.today() - days * DAY)
        assert (shut(home) == set()) is met
        assert bool(gates.may_depart(home.journey, on=home.goes)) is met
        assert gates.may_ask(home.journey)


def test_the_newest_assessment_counts_and_unsafe_shuts(home):
    home.all_but_the_answer()
    home.agreed()
    home.assess(verdict="unsafe")
    assert shut(home) == {Gate.SAFE}
    home.assess(verdict="with_measures", measures="Otra ciudad.")
    assert shut(home) == set()


def test_a_yes_that_is_taken_back_or_ends_too_early_shuts(home):
    home.all_but_the_answer()
    yes = Consent.objects.get(purpose="return")
    withdraw_consent(by=home.town.ana, consent=yes)
    assert shut(home) == {Gate.AGREED, Gate.CONSENT}
    home.says_yes(expires_on=home.goes - DAY)
    assert shut(home) == {Gate.AGREED, Gate.CONSENT}
    home.says_yes(expires_on=home.goes)
    assert shut(home) == {Gate.AGREED}
    home.says_yes(answer="refused", block="all", purpose="any")
    assert shut(home) == {Gate.AGREED, Gate.CONSENT}
    home.says_yes(recipient="agency")
    assert shut(home) == {Gate.AGREED, Gate.CONSENT}


@pytest.mark.parametrize(
    "answer",
    [
        {"purpose": "referral"}, {"block": "contact"}, {"recipient_name": "Otra oficina"},
        {"recipient": "consulate"},
    ],
)  # fmt: skip
def test_a_yes_to_something_else_is_none(home, answer):
    home.says_yes(**answer)
    assert Gate.CONSENT in shut(home)


def test_a_measure_that_forbids_leaving_shuts_until_it_is_lifted(home):
    home.all_but_the_answer()
    home.agreed()
    ban = home.ban()
    assert shut(home) == {Gate.NO_BAN}
    lifted = {"lifted_on": clock.today(), "lifted_by_paper": "Oficio 2"}
    with pytest.raises(ChangedMeanwhile):
        actions.keep_ban(by=home.town.ana, case=home.case, ban=ban, seen_version=9, **lifted)
    with pytest.raises(Refused, match="by which paper"):
        actions.keep_ban(
            by=home.town.ana, case=home.case, ban=ban, seen_version=1, lifted_on=clock.today()
        )
    actions.keep_ban(by=home.town.ana, case=home.case, ban=ban, seen_version=1, **lifted)
    assert shut(home) == set()


def test_who_hosts_her_is_nobody_she_fears(home):
    home.all_but_the_answer()
    home.agreed()
    add_related(
        by=home.town.ana, person=home.case.person, name="Bernabé Temido", relation="partner",
        may_know="nothing", never_contact=True,
    )  # fmt: skip
    home.host(host="Casa de Bernabé Temido")
    assert shut(home) == {Gate.HOST_NOT_FEARED}
    # A package says no name: the one that was written down is still compared.
    home.host(taken_from="package", host="", assessed_by="")
    assert shut(home) == {Gate.HOST_NOT_FEARED}
    home.host(host="Tía Inventada")
    assert shut(home) == set()
    home.host(verdict="unsafe")
    assert shut(home) == {Gate.HOST}
    with pytest.raises(Refused, match="does not want somebody of this name"):
        home.escort(name="Bernabé Temido")


def test_a_missing_or_ending_paper_is_named(home):
    home.all_but_the_answer()
    home.agreed()
    actions.keep_paper(
        **home.by_ana, code="exit_permit", seen_version=1, state="held",
        valid_until=home.goes - DAY,
    )  # fmt: skip
    found = gates.may_depart(home.journey, on=home.goes)
    assert "Leave of the migration authority" in found.reason
    with pytest.raises(ChangedMeanwhile):
        actions.keep_paper(**home.by_ana, code="exit_permit", seen_version=1, state="missing")


def test_the_checklist_stays_that_of_the_version_it_was_begun_by(home):
    home.paper("travel_document")
    held = gates.prepared(home.journey)
    assert (held.procedure.key, held.plan.procedure) == ("mx-gt-1", "mx-gt-1")
    Journey.objects.filter(pk=home.journey.pk).update(country="HN")
    home.journey.country = "HN"
    assert gates.prepared(home.journey).procedure.key == "mx-gt-1"


def test_another_country_has_the_general_procedure(home):
    home.journey.country = "HN"
    assert gates.prepared(home.journey).procedure.key == "general-1"


# A child


def test_a_child_needs_her_best_interests_a_representative_a_host_and_an_escort(home):
    home.all_but_the_answer()
    home.agreed()
    is_a_child(home)
    assert shut(home) == {
        Gate.CONSENT, Gate.REPRESENTED, Gate.HOST, Gate.BEST_INTERESTS, Gate.PAPERS, Gate.ESCORT,
    }  # fmt: skip
    home.host()
    mother = home.mother()
    home.escort()
    determine(home)
    for code in ("child_leave", "child_plan"):
        home.paper(code)
    home.says_yes(
        assent={
            "says": "granted", "words": "Sí", "explained": "Con dibujos", "guardian": mother,
            "guardian_says": "granted",
        }
    )  # fmt: skip
    assert shut(home) == set()
    determine(home, "against")
    assert shut(home) == {Gate.BEST_INTERESTS}
    determine(home)
    # A parent's word alone is nothing, and of a suspect least of all.
    from amparo.people.actions.children import revise_guardian

    revise_guardian(by=home.town.ana, guardian=mother, seen_version=1, suspected="yes")
    # Her yes fell with him, and the journey with her yes.
    assert shut(home) == {
        Gate.CONSENT, Gate.REPRESENTED, Gate.NOT_CALLED_OFF, Gate.AGREED,
    }  # fmt: skip


def test_a_childs_own_view_is_written_down(home):
    is_a_child(home)
    with pytest.raises(Refused, match="her own view"):
        home.interview()
    home.interview(child_view="Quiere ir con su abuela.")


# Her mind


def test_whoever_changes_her_mind_loses_nothing(home):
    """One press, no reason: the gates shut, and nothing else of hers changes."""
    from amparo.assistance.models import Plan, Stay

    home.all_but_the_answer()
    home.agreed()
    home.town.new_assistance()

    def all_of_hers():
        case = type(home.case).objects.get(pk=home.case.pk)
        facts = {f.attname: getattr(case, f.attname) for f in case._meta.concrete_fields}
        rows = [
            list(manager.values()) for manager in (
                case.assistance, case.risk_assessments, case.safety_plans, case.documents,
                case.team, case.person.consents,
            )
        ]  # fmt: skip
        held = [list(kind.objects.values()) for kind in (Plan, Stay)]
        return facts, rows, held

    before = all_of_hers()
    actions.change_mind(**home.by_ana)
    assert Gate.DECISION in shut(home)
    assert "changed her mind" in gates.may_depart(home.journey, on=home.goes).reason
    assert all_of_hers() == before
    home.interview(told=[])
    assert Gate.DECISION in shut(home), "not on the same day"


def test_she_may_change_her_mind_while_she_is_under_way(home):
    home.decides()
    Journey.objects.filter(pk=home.journey.pk).update(state="under_way")
    actions.change_mind(**home.by_ana)
    Journey.objects.filter(pk=home.journey.pk).update(state="arrived")
    with pytest.raises(Refused, match="is over"):
        actions.change_mind(**home.by_ana)


# Bad input, and what the log keeps


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda home: home.interview(assistance_goes_on=False), "assistance goes on"),
        (lambda home: home.interview(clock.today() + DAY), "once it was held"),
        (lambda home: home.interview(words=" "), "her own words"),
        (lambda home: home.interview(reflection_until=clock.today() - DAY), "time to think"),
        (lambda home: home.interview(told=["beach"]), "what was explained"),
        (lambda home: home.assess(reasons={}), "say why"),
        (lambda home: home.assess(verdict="with_measures"), "Name the measures"),
        (lambda home: home.assess(clock.today() + DAY), "in the future"),
        (lambda home: home.host(host=""), "with whom"),
        (lambda home: home.escort(cleared_until=None), "was not cleared"),
        (lambda home: home.escort(cleared_on=None), "was not cleared"),
        (lambda home: home.fit(until=clock.today() - DAY), "at least until"),
        (lambda home: home.paper("travel_document", valid_until=None), "until when"),
        (lambda home: home.itinerary(a_leg(home.goes, arrives_on=home.goes - DAY)), "arrives bef"),
        (lambda home: home.ban(until=clock.today() - DAY), "before the first"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(home, do, said):
    with pytest.raises(Refused, match=said):
        do(home)
    kept = (home.journey.interviews, home.journey.assessments, home.journey.host_assessments,
            home.journey.escorts, home.journey.fitness, home.journey.papers)  # fmt: skip
    assert not any(each.exists() for each in kept)


def test_a_document_of_another_case_is_refused(home):
    other = home.town.new_case()
    document = home.town.new_document(case=other)
    with pytest.raises(Refused, match="another case"):
        home.host(document=document)
    home.host(document=home.town.new_document())


def test_the_log_names_no_word_of_hers(home):
    home.all_but_the_answer()
    home.host()
    home.escort()
    home.ban()
    held = " ".join(f"{e.verb} {e.fields} {e.detail}" for e in audit_events())
    for verb in (
        "return_interview_kept", "return_assessed", "return_host_assessed", "travel_ban_kept",
        "travel_paper_kept", "fitness_to_travel_kept", "itinerary_kept", "escort_cleared",
    ):  # fmt: skip
        assert verb in held
    for word in ("madre", "Tía", "Irma", "Juez", "Autobuses", "quetzales"):
        assert word not in held


def test_an_escort_is_taken_off(home):
    escort = home.escort()
    actions.take_off_escort(**home.by_ana, escort=escort)
    assert gates.prepared(home.journey).facts.escorts == []


@pytest.mark.parametrize("who", ["bruno", "celia", "fina"])
def test_nobody_else_prepares_it(home, who):
    member = getattr(home.town, who)
    with pytest.raises(Refused):
        actions.change_mind(by=member, journey=home.journey)
    with pytest.raises(Refused):
        actions.keep_ban(by=member, case=home.case, by_whom="X", since=clock.today())
