"""The pages of a return: who opens them, what is missing first, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amparo.core import clock
from amparo.journeys.actions import preparing
from amparo.journeys.models import DecisionInterview, TravelPaper, TravelPlan
from amparo.people.actions import same
from amparo.people.actions.relations import add_related
from tests.helpers import audit_events, sign_in, statuses
from tests.on_the_way.test_outside_papers import named, sheet

DAY = timedelta(days=1)
KINDS = ("interview", "assessment", "host", "fitness", "escort")


def url(home, name="journey", **more):
    about = {"case_id": home.case.pk, "journey_id": home.journey.pk} | more
    return reverse(f"journeys:{name}", kwargs=about)


def ana(home, client, **more):
    return sign_in(client, home.town.ana, **more)


def pages(home):
    return [
        url(home), url(home, "papers"), url(home, "paper", code="travel_document"),
        url(home, "itinerary"), url(home, "outside_new"),
        *(url(home, "record", kind=kind) for kind in KINDS),
        reverse("journeys:bans", args=[home.case.pk]),
    ]  # fmt: skip


def test_who_opens_them(home, client):
    expected = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    for page in pages(home):
        assert statuses(client, page, home.town.everyone) == expected, page


def test_a_measure_in_another_file_of_hers_is_told_of(home, client):
    page = reverse("journeys:bans", args=[home.case.pk])
    words = "Another file that is about her"
    ana(home, client)
    assert words not in client.get(page).content.decode()
    other = home.town.new_case(person={"birth_year": 1990})
    same.compare(by=home.town.ana, one=home.case.person, other=other.person, verdict="one")
    about = {"by": home.town.ana, "case": other, "by_whom": "Juez Inventado"}
    ended = clock.today() - DAY
    preparing.keep_ban(**about, since=ended, until=ended)
    assert words not in client.get(page).content.decode()
    preparing.keep_ban(**about, since=clock.today())
    assert words in client.get(page).content.decode()


def test_a_journey_under_another_case_is_not_there(home, client):
    other = home.town.new_case()
    ana(home, client)
    for name, more in (("journey", {}), ("papers", {}), ("record", {"kind": "host"})):
        about = {"case_id": other.pk, "journey_id": home.journey.pk} | more
        assert client.get(reverse(f"journeys:{name}", kwargs=about)).status_code == 404
    for page in (url(home, "record", kind="score"), url(home, "paper", code="ticket")):
        assert client.get(page).status_code == 404


def test_what_was_sealed_is_shown_to_who_confirmed_who_she_is(home, client):
    home.escort()
    page = url(home, "record", kind="escort")
    assert "reauthenticate" in ana(home, client, confirmed=False).get(page)["Location"]
    answer = client.post(page, {"name": ""})
    assert "Irma" not in answer.content.decode()
    assert "Irma" in ana(home, client).get(page).content.decode()


def test_the_missing_paper_is_named_with_the_page_that_opens_it(home, client):
    home.all_but_the_answer()
    TravelPaper.objects.filter(code="exit_permit").delete()
    answer = ana(home, client).get(url(home)).content.decode()
    missing = answer.split('id="h-missing"')[1].split("</ol>")[0]
    assert "Leave of the migration authority to go" in missing
    assert url(home, "papers") in missing
    listed = client.get(url(home, "papers")).content.decode()
    lines = listed.split('<li class="card">')[1:]
    assert "Leave of the migration authority" in lines[0]
    assert "to verify" in lines[0]
    home.agreed()
    home.paper("exit_permit")
    assert "Everything stands" in client.get(url(home)).content.decode()


def test_what_nobody_wrote_down_is_not_said_to_stand(home, client):
    """An adult of whom nothing is known yet: no gate about a child, and nothing called safe."""
    text = ana(home, client).get(url(home)).content.decode()
    assert 'id="h-met"' not in text
    for words in ("The return is not unsafe", "Best interests", "Where she will live"):
        assert words not in text
    assert url(home, "record", kind="escort") in text
    home.assess()
    home.escort()
    text = client.get(url(home)).content.decode().split('id="h-met"')[1]
    assert "The return is not unsafe" in text
    assert "Who travels with her" in text


def test_an_interview_is_written_down(home, client):
    page = url(home, "record", kind="interview")
    typed = {
        "held_on": clock.today().isoformat(), "language": "quc", "told": ["stay", "return"],
        "assistance_goes_on": "on", "says": "undecided", "words": "Lo voy a pensar.",
    }  # fmt: skip
    silent = {name: value for name, value in typed.items() if name != "assistance_goes_on"}
    answer = ana(home, client).post(page, silent)
    text = answer.content.decode()
    assert "Tell her that assistance goes on" in text
    assert "Lo voy a pensar." in text
    assert not DecisionInterview.objects.exists()
    assert client.post(page, typed).status_code == 302
    assert "Lo voy a pensar." in client.get(page).content.decode()


def test_every_kind_is_written_down_on_its_page(home, client):
    today = clock.today().isoformat()
    parts = ("person", "family", "traffickers", "stigma", "documents")
    typed = {
        "assessment": {"assessed_on": today, "verdict": "safe"}
        | dict.fromkeys(parts, "low")
        | {f"why_{part}": "Porque sí." for part in parts},
        "host": {
            "assessed_on": today, "assessed_by": "Ellas", "host": "Su tía", "verdict": "safe",
        },
        "fitness": {"seen_on": today, "by_whom": "Dra. X", "is_fit": "yes", "until": today},
        "escort": {
            "name": "Irma", "cleared_by": "DIF", "cleared_on": today, "cleared_until": today,
        },
    }  # fmt: skip
    ana(home, client)
    for kind, words in typed.items():
        answer = client.post(url(home, "record", kind=kind), words)
        assert answer.status_code == 302, (kind, answer.content.decode())
        assert client.get(url(home, "record", kind=kind)).status_code == 200
    for each in ("assessments", "host_assessments", "fitness", "escorts"):
        assert getattr(home.journey, each).count() == 1
    escort = home.journey.escorts.get()
    client.post(url(home, "take_off_escort", escort_id=escort.pk))
    assert "Irma" not in client.get(url(home, "record", kind="escort")).content.decode()
    assert client.post(url(home, "take_off_escort", escort_id=escort.pk)).status_code == 404


def test_an_escort_without_clearance_is_refused_and_her_name_stays_typed(home, client):
    page = url(home, "record", kind="escort")
    answer = ana(home, client).post(page, {"name": "Irma Inventada", "cleared_by": "DIF"})
    text = answer.content.decode()
    assert "Nobody travels along who was not cleared" in text
    assert "Irma Inventada" in text
    assert not home.journey.escorts.exists()


def a_way(home, **more):
    day = home.goes.isoformat()
    return {
        "seen": "", "start_1": "Tapachula", "end_1": "Guatemala", "leaves_on_1": day,
        "leaves_at_1": "08:00", "arrives_on_1": day, "arrives_at_1": "15:00",
        "contacts": "555-0101", "met_by": "Una colega",
    } | more  # fmt: skip


def test_an_arrival_before_the_departure_names_the_leg_and_loses_nothing(home, client):
    page = url(home, "itinerary")
    answer = ana(home, client).post(page, a_way(home, arrives_at_1="07:00"))
    text = answer.content.decode()
    assert "Leg 1 arrives before it leaves" in text
    for word in ("Tapachula", "Guatemala", "07:00", "555-0101", "Una colega"):
        assert word in text
    assert not TravelPlan.objects.exists()
    half = client.post(page, a_way(home, start_2="Guatemala")).content.decode()
    # Beside each of the five fields, and above the form.
    assert half.count("Leg 2 needs this") == 10


def test_an_itinerary_is_written_and_a_colleague_loses_nothing(home, client):
    page = url(home, "itinerary")
    seen = ana(home, client).get(page).context["form"]["seen"].value()
    assert client.post(page, a_way(home, seen=seen)).status_code == 302
    held = TravelPlan.objects.get()
    assert (held.leaves_on, held.arrives_on) == (home.goes, home.goes)
    late = client.post(page, a_way(home, seen=seen, met_by="Otra colega")).content.decode()
    assert "Somebody else saved this" in late
    assert "Otra colega" in late
    assert "Tapachula" in client.get(page).content.decode()


def test_a_paper_is_asked_for_and_held(home, client):
    page = url(home, "paper", code="travel_document")
    answer = ana(home, client).get(page)
    seen = answer.context["form"]["seen"].value()
    typed = {"seen": seen, "state": "asked", "number": "A123"}
    assert "on which day" in client.post(page, typed).content.decode()
    typed["asked_on"] = clock.today().isoformat()
    assert client.post(page, typed).status_code == 302
    assert TravelPaper.objects.get().state == "asked"
    again = client.post(page, typed | {"number": "B9"}).content.decode()
    assert "Somebody else saved this" in again


def test_a_measure_is_written_down_and_lifted(home, client):
    page = reverse("journeys:bans", args=[home.case.pk])
    seen = ana(home, client).get(page).context["form"]["seen"].value()
    typed = {"seen": seen, "by_whom": "Juzgado Inventado", "since": clock.today().isoformat()}
    assert client.post(page, typed).status_code == 302
    ban = home.case.travel_bans.get()
    assert "In force" in client.get(page).content.decode()
    one = reverse("journeys:ban", args=[home.case.pk, ban.pk])
    seen = client.get(one).context["form"]["seen"].value()
    lifts = typed | {"seen": seen, "lifted_on": clock.today().isoformat()}
    assert "by which paper" in client.post(one, lifts).content.decode()
    assert client.post(one, lifts | {"lifted_by_paper": "Oficio 2"}).status_code == 302
    assert "Not in force today" in client.get(page).content.decode()
    foreign = reverse("journeys:ban", args=[home.town.new_case().pk, ban.pk])
    assert client.get(foreign).status_code == 404


def test_a_measure_that_ends_is_among_what_is_due(home, client):
    home.ban(until=clock.today() + 3 * DAY)
    ana(home, client)
    due = client.get(reverse("cases:due")).content.decode()
    assert "A measure that forbids leaving ends" in due


def test_a_protection_measure_is_asked_about(home, client):
    from amparo.assistance.actions import justice

    justice.keep_date(
        by=home.town.ana, case=home.case, kind="measure", day=home.goes + DAY, what="Orden"
    )
    text = ana(home, client).get(url(home)).content.decode()
    assert "1 protection measure is in force" in text


def test_one_press_and_nobody_asks_why(home, client):
    home.all_but_the_answer()
    home.agreed()
    page = ana(home, client).get(url(home)).content.decode()
    form = page.split(f'action="{url(home, "change_mind")}"')[1].split("</form>")[0]
    assert form.count("<input") == 1, "the token and nothing else"
    assert client.get(url(home, "change_mind")).status_code == 405
    answer = client.post(url(home, "change_mind"), follow=True).content.decode()
    assert "stay as they are" in answer
    assert "She changed her mind" in answer
    assert audit_events("return_mind_changed")
    home.journey.refresh_from_db()
    assert (home.journey.state, home.journey.ending) == ("called_off", "her_mind")


def test_who_was_not_announced_yet_only_waits(home, client):
    """Nobody there knows of her: the journey stays, and she may want it again on another day."""
    home.decides()
    ana(home, client).post(url(home, "change_mind"))
    home.journey.refresh_from_db()
    assert home.journey.state == "preparing"


def test_a_journey_is_begun_from_the_case_and_one_at_a_time(home, client):
    case = home.town.new_case()
    page = reverse("journeys:of_case", args=[case.pk])
    typed = {"pathway": "return", "country": "GT", "office": "Nadie"}
    answer = ana(home, client).post(page, typed)
    assert "No organisation of this name" in answer.content.decode()
    begun = client.post(page, typed | {"office": home.journey.office.name})
    made = case.journeys.get()
    about = {"case_id": case.pk, "journey_id": made.pk}
    assert begun["Location"] == reverse("journeys:journey", kwargs=about)
    again = client.post(page, typed | {"office": home.journey.office.name}).content.decode()
    assert "nobody takes two at a time" in again
    assert home.journey.office.name in again
    assert case.journeys.count() == 1
    other = home.town.new_case()
    family = {"pathway": "family", "office": home.journey.office.name}
    page = reverse("journeys:of_case", args=[other.pk])
    came = client.get(client.post(page, typed | family)["Location"]).content.decode()
    assert "Her family comes" in came


def test_who_sees_the_journeys_of_a_case_and_of_her_agency(home, client):
    page = reverse("journeys:of_case", args=[home.case.pk])
    expected = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    assert statuses(client, page, home.town.everyone) == expected
    listed = reverse("journeys:journeys")
    assert home.case.shown_number in ana(home, client).get(listed).content.decode()
    sign_in(client, home.town.bruno)
    assert home.case.shown_number not in client.get(listed).content.decode()
    sign_in(client, home.town.dora)
    assert client.get(listed).status_code == 403
    case_page = ana(home, client).get(home.case.get_absolute_url()).content.decode()
    assert page in case_page


def test_somebody_of_a_feared_name_is_not_shown_the_line(home, client):
    add_related(
        by=home.town.ana, person=home.case.person, name=home.town.alba.display_name,
        relation="other", may_know="nothing", never_contact=True,
    )  # fmt: skip
    sign_in(client, home.town.alba)
    text = client.get(reverse("journeys:journeys")).content.decode()
    assert home.case.shown_number not in text


def test_papers_that_went_out_are_listed_and_cancelled(home, client):
    named(home)
    home.all_but_the_answer()
    home.agreed()
    made = sheet(home)
    assert "Make its cancellation" in ana(home, client).get(url(home)).content.decode()
    type(home.journey).objects.filter(pk=home.journey.pk).update(
        state="called_off", ending="her_mind"
    )
    text = client.get(url(home)).content.decode()
    assert "outside our control" in text
    client.post(url(home, "outside_cancel", paper_id=made.pk))
    text = client.get(url(home)).content.decode()
    assert "Make its cancellation" not in text
    assert "cancelled" in text


def test_nobody_types_a_paper_that_may_not_go_out_yet(home, client):
    text = ana(home, client).get(url(home, "outside_new")).content.decode()
    assert "under which name it writes" in text
    assert 'name="traveller"' not in text
    typed = {"kind": "airline", "to": "Aérea", "traveller": "X", "language": "es"}
    text = client.post(url(home, "outside_new"), typed).content.decode()
    assert 'value="Aérea"' in text


def test_a_refused_paper_stays_typed(home, client):
    named(home)
    home.all_but_the_answer()
    home.agreed()
    typed = {"kind": "airline", "to": "Refugio Aéreo", "traveller": "X", "language": "es"}
    text = ana(home, client).post(url(home, "outside_new"), typed).content.decode()
    assert "may tell others" in text
    assert "Refugio Aéreo" in text
    assert client.post(url(home, "outside_new"), typed | {"to": "Aérea"}).status_code == 302


def test_a_coordinator_sets_the_neutral_name(home, client):
    page = reverse("journeys:neutral_name")
    assert ana(home, client).get(page).status_code == 404
    sign_in(client, home.town.alba)
    seen = client.get(page).context["form"]["seen"].value()
    typed = {"seen": seen, "name": "Refugio", "contact": "555-0101"}
    assert "may tell others" in client.post(page, typed).content.decode()
    assert client.post(page, typed | {"name": "Grupo Ceibo"}).status_code == 302
    late = client.post(page, typed | {"name": "Grupo Caoba"}).content.decode()
    assert "Somebody else saved this" in late


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_kept_and_given_back(home, client, kind):
    page = url(home, "record", kind=kind)
    field = {"interview": "words", "assessment": "measures", "host": "note",
             "fitness": "conditions", "escort": "name"}[kind]  # fmt: skip
    ana(home, client)
    draft = {"draft_form": f"journey-{kind}:{home.journey.pk}", "draft_next": page}
    client.post(reverse("site:draft"), draft | {field: "Palabras que no se pierden"})
    assert "Palabras que no se pierden" in client.get(page + "?draft=1").content.decode()
