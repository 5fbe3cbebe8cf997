"""The pages of a family that comes: who opens them, what is missing first, and who is named."""

import re
from uuid import uuid4

from django.urls import reverse

from amparo.core import clock
from amparo.journeys.actions import journey as journeys
from amparo.journeys.models import Fee, Journey, Relative, RelativeConsent, RelativePaper, Step
from amparo.journeys.queries import family
from amparo.referrals.actions import packages
from tests.helpers import sign_in, statuses


def url(coming, name="journey", **more):
    about = {"case_id": coming.case.pk, "journey_id": coming.journey.pk} | more
    return reverse(f"journeys:{name}", kwargs=about)


def ana(coming, client, **more):
    return sign_in(client, coming.town.ana, **more)


def text(answer):
    return answer.content.decode()


def pages(coming, child):
    one = {"relative_id": child.pk}
    return [
        url(coming), url(coming, "family_rule"), url(coming, "relative_new"),
        url(coming, "relative", **one), url(coming, "relative_edit", **one),
        url(coming, "relative_paper", code="passport", **one), url(coming, "other_way"),
        url(coming, "itinerary"), url(coming, "record", kind="escort"), url(coming, "both_ends"),
        *(
            url(coming, "relative_write", kind=kind, **one)
            for kind in ("word", "appointment", "fee")
        ),
    ]  # fmt: skip


def test_who_opens_them(coming, client):
    expected = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    for page in pages(coming, coming.relative()):
        assert statuses(client, page, coming.town.everyone) == expected, page


def test_what_is_not_there_is_not_found(coming, client):
    child, other = coming.relative(), coming.town.new_case()
    ana(coming, client)
    about = {"case_id": other.pk, "journey_id": coming.journey.pk}
    assert client.get(reverse("journeys:family_rule", kwargs=about)).status_code == 404
    one = {"relative_id": child.pk}
    for page in (
        url(coming, "relative", relative_id=uuid4()),
        url(coming, "relative_paper", code="marriage", **one),
        url(coming, "relative_write", kind="score", **one),
    ):
        assert client.get(page).status_code == 404, page
    for page in (
        url(coming, "appointment_kept", appointment_id=uuid4(), **one),
        url(coming, "fee_receipt", fee_id=uuid4(), **one),
        url(coming, "relative", **one),
    ):
        assert client.post(page, {"kept": "kept"}).status_code == 404, page


def test_the_pages_of_a_return_are_not_those_of_a_family(coming, client):
    answer = ana(coming, client).get(url(coming, "papers"))
    assert answer.status_code != 200
    assert client.get(url(coming, "record", kind="interview")).status_code != 200


def test_names_are_shown_to_who_confirmed_who_she_is(coming, client):
    child = coming.relative()
    page = url(coming, "relative", relative_id=child.pk)
    quick = ana(coming, client, confirmed=False)
    assert "reauthenticate" in quick.get(page)["Location"]
    shown = text(quick.get(url(coming)))
    assert "Relative 1 (Daughter or son)" in shown
    assert "Lucía" not in shown
    edit = url(coming, "relative_edit", relative_id=child.pk)
    assert "Lucía" not in text(quick.post(edit, {"name": ""}))
    assert "Lucía" in text(ana(coming, client).get(page))
    assert "Lucía" in text(client.get(url(coming)))


def test_the_missing_item_stands_first_with_whose_it_is(coming, client):
    _husband, child = coming.all_but_their_yes()
    coming.paper(child, "leave", state="missing", valid_until=None)
    shown = text(ana(coming, client).get(url(coming)))
    missing = shown.split('id="h-missing"')[1].split("</ol>")[0]
    assert "paper of Relative 2 (Daughter or son) is missing: Leave for a child" in missing
    assert url(coming, "relative", relative_id=child.pk) in missing
    who = shown.split('id="h-who"')[1].split("</ul>")[0]
    assert "1 thing missing" in who
    assert "Nothing is missing" in who
    lacks = text(client.get(url(coming, "relative", relative_id=child.pk)))
    first = lacks.split('id="h-missing"')[1].split("</ol>")[0]
    assert "Leave for a child to go abroad" in first
    papers = lacks.split('id="h-papers"')[1].split("</ul>")[0]
    assert papers.index("Leave for a child") < papers.index("Birth certificate")


def test_what_nobody_wrote_down_is_not_said_to_stand(coming, client):
    shown = text(ana(coming, client).get(url(coming)))
    for words in ("Nobody whom she fears", "Custody of each child", "The rule lets each"):
        assert words not in shown.split('id="h-who"')[1]


def test_a_relative_is_written_down_and_changed(coming, client):
    typed = {
        "name": "Lucía Piedraluna", "kin": "child", "born_on": "2019-05-04", "unmarried": "yes",
        "lives": "Oaxaca", "ordered": "unknown",
    }  # fmt: skip
    page = url(coming, "relative_new")
    answer = ana(coming, client).post(page, typed | {"born_on": "2999-01-01"})
    assert answer.status_code == 200
    assert not Relative.objects.exists()
    assert client.post(page, typed).status_code == 302
    one = family.relatives(coming.journey)[0]
    assert (one.name, one.unmarried, one.lives) == ("Lucía Piedraluna", True, "Oaxaca")
    edit = url(coming, "relative_edit", relative_id=one.pk)
    seen = client.get(edit).context["form"]["seen"].value()
    changed = typed | {"seen": seen, "custody_with": "Su abuela", "ordered": "none"}
    assert client.post(edit, changed).status_code == 302
    again = client.post(edit, typed | {"seen": seen, "custody_with": "Su tío"})
    assert "Su abuela" in text(again)
    assert family.relatives(coming.journey)[0].custody_with == "Su abuela"


def test_all_of_a_relative_is_written_down_on_its_pages(coming, client):
    child = coming.relative()
    one = {"relative_id": child.pk}
    today = clock.today().isoformat()
    typed = {
        "word": {
            "asked_on": today, "asked_by": "Ana", "language": "spa", "says": "yes",
            "told": ["way", "free", "nothing_owed", "risks"], "representative": "Su abuela",
            "child_view": "Quiere ir.",
        },
        "appointment": {"what": "Huellas", "on": today, "place": "Consulado"},
        "fee": {"what": "Pasaporte", "amount": "10", "currency": "MXN", "funder": "Donante"},
    }  # fmt: skip
    ana(coming, client)
    language = client.get(url(coming, "relative_write", kind="word", **one)).context["form"]
    typed["word"]["language"] = list(language.fields["language"].choices)[1][0]
    short = {"word": {"representative": ""}, "appointment": {"what": ""}, "fee": {"funder": ""}}
    for kind, facts in typed.items():
        page = url(coming, "relative_write", kind=kind, **one)
        assert client.post(page, facts | short[kind]).status_code == 200, kind
        assert client.post(page, facts).status_code == 302, kind
    page = url(coming, "relative_paper", code="birth", **one)
    assert client.post(page, {"state": "held", "seen": ""}).status_code in (200, 302)
    seen = client.get(page).context["form"]["seen"].value()
    client.post(page, {"state": "held", "seen": seen})
    assert RelativePaper.objects.get().state == "held"
    assert RelativeConsent.objects.get().says == "yes"
    made = family.appointments(child)[0]
    assert client.post(
        url(coming, "appointment_kept", appointment_id=made.pk, **one), {"kept": "kept"}
    ).status_code == 302  # fmt: skip
    fee = Fee.objects.get()
    assert client.post(url(coming, "fee_receipt", fee_id=fee.pk, **one)).status_code == 302
    shown = text(client.get(url(coming, "relative", **one)))
    for words in ("Huellas", "Quiere ir.", "Pasaporte", "Receipt seen on", "Donante"):
        assert words in shown
    assert client.post(url(coming, "relative_stays", **one)).status_code == 302
    assert "who stays" in text(client.get(url(coming)))


def test_the_rule_is_shown_as_to_be_verified_and_chosen(coming, client):
    page = url(coming, "family_rule")
    shown = text(ana(coming, client).get(page))
    assert "to be verified" in shown
    assert "United States" in shown
    seen = client.get(page).context["form"]["seen"].value()
    typed = {"rule": "general-1", "applied_on": "2999-01-01", "seen": seen}
    assert client.post(page, typed).status_code == 200
    assert client.post(page, typed | {"applied_on": ""}).status_code == 302
    assert family.plan(coming.journey).rule == "general-1"


def test_it_is_asked_cleared_and_met_on_the_page_of_both_ends(coming, client):
    coming.all_but_their_yes()
    page = url(coming, "both_ends")
    ana(coming, client)
    goes = coming.goes.isoformat()
    assert client.post(page, {"step": "ask", "first": goes, "last": goes}).status_code == 302
    assert coming.again().state == "asked"
    assert 'value="clear"' not in text(client.get(page))
    coming.takes_in(coming.they_say(coming.yes()))
    shown = text(client.get(page))
    assert 'value="clear"' in shown
    assert "Yes, we can accompany them" in shown
    assert "<summary>Ask them anew</summary>" in shown
    assert "Say it to the other office" in text(client.get(url(coming)))
    assert client.post(page, {"step": "clear"}).status_code == 302
    assert coming.again().state == "cleared"
    assert "<summary>Ask them anew</summary>" in text(client.get(page))
    home = text(client.get(url(coming)))
    assert "you are told on which day they set out" in home
    assert "Call it now" not in home
    left = ("departure", clock.today(), {"expected": goes, "relatives": [1, 2]})
    coming.takes_in(coming.they_say(coming.yes(), left))
    typed = {"step": "arrival", "day": clock.today().isoformat(), "relatives": ["1"]}
    nobody = client.post(page, typed | {"relatives": []})
    assert nobody.status_code == 200
    assert client.post(page, typed).status_code == 302
    shown = text(client.get(page))
    assert "Fewer of the family arrived" in shown
    assert client.post(page, typed | {"relatives": ["2"]}).status_code == 302
    assert "Fewer of the family arrived" not in text(client.get(page))
    day = {"v-day": clock.today().isoformat(), "v-month": "1"}
    assert client.post(page, {"step": "visit"} | day).status_code == 302
    assert client.post(
        page, {"step": "closure", "c-day": clock.today().isoformat()}
    ).status_code == 302  # fmt: skip
    assert coming.again().state == "closed"


def test_at_the_other_end_it_is_answered_and_they_set_out(coming, client):
    asked = {
        "pathway": "family", "country": "MX", "languages": [], "needs": [],
        "from": "2026-12-01", "until": "2026-12-03",
        "relatives": [
            {"number": 1, "kin": "spouse", "grown": "adult", "wants": []},
            {"number": 2, "kin": "child", "grown": "child", "wants": ["leave"]},
        ],
    }  # fmt: skip
    request, number = ("request", clock.today(), asked), "b" * 32
    told = [{"block": "identity", "facts": [["Relative 1", "Tomás Inventado. Oaxaca"]]}]
    packages.take_in(
        by=coming.town.ana,
        content=coming.they_say(request, journey=number, side="sending", blocks=told),
    )
    journey = Journey.objects.get(number=number)
    page = reverse("journeys:received_one", args=[journey.pk])
    shown = text(ana(coming, client).get(page))
    assert "Leave for a child to go abroad" in shown
    assert "Tomás Inventado" in shown
    assert "Where she would live" not in shown
    assert "A family that we accompany" in shown
    assert "A journey to us" not in shown
    assert "Her family comes to her" in shown.split("What they ask")[0]
    assert "Her family comes to her" in text(client.get(reverse("journeys:received")))
    assert "that all papers are there" in shown
    assert "Change our answer" not in shown
    assert client.post(page, {"step": "answer", "a-says": "yes"}).status_code == 302
    cleared = ("cleared", clock.today(), {"relatives": [1, 2]})
    packages.take_in(
        by=coming.town.ana,
        content=coming.they_say(request, cleared, journey=number, side="sending"),
    )
    shown = text(client.get(page))
    assert "They set out: seal it" in shown
    assert "<summary>Change our answer</summary>" in shown
    day = clock.today().isoformat()
    typed = {"step": "departure", "d-day": day, "d-expected": day, "d-relatives": ["1"]}
    assert client.post(page, typed).status_code == 302
    step = Step.objects.get(journey=journey, kind="departure")
    assert step.facts == {"expected": day, "relatives": [1]}
    journey.refresh_from_db()
    assert journey.state == "under_way"


def test_she_takes_the_other_way_on_one_page(coming, client):
    page = url(coming, "other_way")
    answer = ana(coming, client).post(page, {"country": "", "office": ""})
    assert answer.status_code == 200
    assert coming.again().state == "preparing"
    typed = {"country": "GT", "office": coming.journey.office.name}
    assert client.post(page, typed).status_code == 302
    begun = Journey.objects.get(state="preparing")
    assert (begun.pathway, begun.country) == ("return", "GT")
    refused = client.post(page, typed)
    assert refused.status_code == 200


def test_who_joined_it_to_a_case_reads_both_accounts_there(coming, client):
    asked = {
        "pathway": "family", "country": "US", "languages": [], "needs": [],
        "from": "2026-12-01", "until": "2026-12-03",
        "relatives": [{"number": 1, "kin": "spouse", "grown": "adult", "wants": []}],
    }  # fmt: skip
    request, number = ("request", clock.today(), asked), "c" * 32
    packages.take_in(
        by=coming.town.ana, content=coming.they_say(request, journey=number, side="sending")
    )
    theirs, ours = Journey.objects.get(number=number), coming.town.new_case()
    journeys.link(by=coming.town.ana, journey=theirs, case=ours)
    listed = text(ana(coming, client).get(reverse("journeys:of_case", args=[ours.pk])))
    page = reverse("journeys:both_ends", args=[ours.pk, theirs.pk])
    assert page in listed
    shown = text(client.get(page))
    assert "We ask you to accompany her family" in shown
    assert "Confirm who arrived" not in shown
    assert "Seal the request" in shown
    assert 'value="ask"' not in shown


def test_who_was_cleared_and_lacks_something_now_is_called_about(coming, client):
    coming.asks()
    coming.takes_in(coming.they_say(coming.yes()))
    coming.say("cleared", relatives=[1, 2])
    coming.paper(coming.asked[0], "passport", state="missing", valid_until=None)
    home = text(ana(coming, client).get(url(coming)))
    assert "Missing before they may set out" in home
    assert "The other office was told that they may set out. Call it now" in home
    assert "you are told on which day they set out" not in home


def test_nothing_is_said_of_her_as_if_she_travelled(coming, client):
    ana(coming, client)
    for name, more in (("itinerary", {}), ("record", {"kind": "escort"})):
        shown = text(client.get(url(coming, name, **more))).replace("whom she fears", "")
        assert not re.search(r"\bshe\b|\bwith her\b|meets her", shown.split("<main")[1]), name
