"""Its pages: begun, visited, granted, looked for, ended, and the papers that she takes along."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from amparo.agencies.enums import Role
from amparo.cases.telling_words import TELLING
from amparo.core import clock
from amparo.directory.actions import service as services
from amparo.journeys.models import Grant, LostContact, Proof, Reintegration, Tranche, Visit
from tests.helpers import sign_in
from tests.office import at
from tests.on_the_way.reintegration import CODES, OPEN, days_ago, said
from tests.on_the_way.test_reintegration import approved
from tests.town import FIRST, GIVEN, SECOND, _member


@pytest.fixture
def url(her):
    return f"/journeys/{her.case.pk}/reintegration/"


@pytest.fixture
def ana(her, client):
    return sign_in(client, her.town.ana)


def words(answer):
    return unescape(answer.content.decode())


def now_typed(**facts):
    local = clock.now().astimezone(clock.programme_zone())
    return {
        "months": "0", "on": f"{local:%Y-%m-%d}", "hour": f"{local:%H:%M}", "way": "visit",
        "outcome": "done", "opinion": "asked", "note": "",
    } | {f"life_{code}": "not_asked" for code in CODES} | facts  # fmt: skip


def test_it_is_begun_on_its_page(her, ana, url, places):
    assert "Accompany her" in words(ana.get(url))
    wrong = ana.post(f"{url}begin/", {"where": "returned", "begun_on": str(days_ago(-1))})
    assert "lies ahead" in words(wrong)
    typed = {"where": "returned", "begun_on": str(days_ago(40)), "place": "Guatemala, Guatemala"}
    assert ana.post(f"{url}begin/", typed).status_code == 302
    assert Reintegration.objects.get().place == "GT-01"
    page = words(ana.get(url))
    assert "Guatemala" in page
    assert "She may be contacted now" in page
    assert "late" in page
    assert "Reintegration" in words(ana.get(her.case.get_absolute_url()))


def test_a_visit_in_one_short_form(her, ana, url):
    her.begun()
    page = ana.get(f"{url}visit/new/")
    form = page.context["form"]
    assert [len(rows) for _side, rows in form.sides()] == [5, 5, 5]
    # What is usual stands there already, so that little is left to do.
    assert form["months"].value() == "0"
    assert form["way"].value() == "visit"
    assert ana.post(f"{url}visit/new/", now_typed(life_home="in_place")).status_code == 302
    assert Visit.objects.get().answers == {"home": "in_place"}
    page = words(ana.get(url))
    assert "1 of 1; 4 missing" in page
    visit = Visit.objects.get()
    assert "In place" in words(ana.get(f"{url}visit/{visit.pk}/"))
    assert ana.post(f"{url}visit/{visit.pk}/").status_code == 302
    assert ana.get(f"{url}visit/{visit.pk}/").context["visit"].struck_at


def test_what_was_typed_stays_when_her_rules_do_not_allow_it(her, ana, url):
    her.begun()
    said(her.town, {"channel": "call", "days": [0], "from": "09:00", "until": "09:30"})
    answer = ana.post(f"{url}visit/new/", now_typed(note="A long afternoon."))
    assert answer.status_code == 200
    assert "did not say that this way is safe" in words(answer)
    assert "A long afternoon." in words(answer)
    assert ana.post(f"{url}visit/new/", now_typed(way="came")).status_code == 302
    assert Visit.objects.get().began == "her"


def test_her_phrase_is_asked_for_only_where_there_is_one(her, ana, url):
    her.begun()
    assert "code phrase said" not in words(ana.get(f"{url}visit/new/"))
    said(her.town, OPEN | {"channel": "call"}, code_phrase="the yellow hen")
    assert "code phrase said" in words(ana.get(f"{url}visit/new/"))
    assert "yellow hen" not in words(ana.get(f"{url}visit/new/"))
    answer = ana.post(f"{url}visit/new/", now_typed(way="call", phrase="no"))
    assert "nobody knows that it was she" in words(answer)


def test_a_draft_of_a_visit_is_offered(her, ana, url):
    her.begun()
    assert f"visit:{her.case.pk}" in words(ana.get(f"{url}visit/new/"))


def test_a_grant_from_the_promise_to_the_last_tranche(her, client, ana, url):
    her.begun()
    typed = {
        "purpose": "A sewing machine", "amount": "300", "currency": "GTQ",
        "promised_on": str(clock.today()), "amount_1": "100", "amount_2": "200",
        "condition_2": "When she has sewn the first dress", "condition_1": "", "funder": "Fondo",
    }  # fmt: skip
    assert "more than the grant" in words(
        ana.post(f"{url}grants/new/", typed | {"amount_2": "201"})
    )
    assert "Say how much" in words(ana.post(f"{url}grants/new/", typed | {"amount_2": ""}))
    made = ana.post(f"{url}grants/new/", typed)
    page = made.url
    first, second = Tranche.objects.order_by("number")
    shown = words(ana.get(page))
    assert "Tranche 1 comes first" in shown
    pays = {"do": "pay", "paid_on": str(clock.today())}
    assert ana.post(page, pays | {"tranche": second.pk}).status_code == 403
    assert ana.post(page, pays | {"tranche": first.pk, "paid_on": "ayer"}).status_code == 302
    assert ana.post(page, pays | {"tranche": first.pk}).status_code == 302
    assert ana.post(page, pays | {"tranche": "no key"}).status_code == 404
    brings = {"do": "bring", "tranche": first.pk, "kind": "seen", "seen_on": str(clock.today())}
    assert "who saw it" in words(ana.post(page, brings | {"words": "A machine"}))
    assert ana.post(page, brings | {"words": "A machine", "seen_by": "Ana"}).status_code == 302
    answers = {"tranche": first.pk, "proof": Proof.objects.get().pk}
    assert ana.post(page, answers | {"do": "accept"}).status_code == 403
    alba = sign_in(client, her.town.alba)
    assert "waits for a second person" in words(alba.get(url))
    assert alba.post(page, answers | {"do": "return"}).status_code == 403
    assert alba.post(page, answers | {"do": "accept"}).status_code == 302
    assert alba.post(page, {"do": "add", "amount": "1"}).status_code == 200
    let_go = {"do": "let_go", "tranche": second.pk}
    assert alba.post(page, let_go).status_code == 403
    assert alba.post(page, let_go | {"reason": "She moved."}).status_code == 302
    assert alba.post(page, {"do": "add", "amount": "150"}).status_code == 302
    assert "100.00 of 300.00 GTQ paid" in words(alba.get(url))
    assert Grant.objects.get().purpose == "A sewing machine"


def test_she_is_looked_for_step_by_step(her, client, ana, url):
    her.begun(ago=40)
    assert "on different days first" in words(ana.get(f"{url}lost/")) or "so far it was 0" in words(
        ana.get(f"{url}lost/")
    )
    for ago in (3, 2, 1):
        her.tried(ago=ago)
    assert "Never tell anybody why" in words(ana.get(f"{url}lost/"))
    assert ana.post(f"{url}lost/", {"do": "begin"}).status_code == 302
    assert "Contact is lost" in words(ana.get(url))
    step = {"do": "step", "step": "named_person", "tried": "tried"}
    assert "log of contacts" in words(ana.post(f"{url}lost/", step))
    assert ana.post(f"{url}lost/", step | {"tried": "closed"}).status_code == 302
    assert "Not now" in words(ana.get(f"{url}lost/"))
    refused = ana.post(f"{url}lost/", {"do": "let_be", "words": "Tried."})
    assert "Try the other ways" in words(refused)
    assert ana.post(f"{url}lost/", {"do": "found"}).status_code == 302
    assert LostContact.objects.get().end == "found"


def test_the_end_shows_its_criteria(her, ana, url):
    her.begun()
    page = words(ana.get(f"{url}end/"))
    assert "twelve months" in page
    assert "twelve months" in words(ana.post(f"{url}end/", {"ending": "goes_on"}))
    assert ana.post(f"{url}end/", {"ending": "her_wish"}).status_code == 302
    page = words(ana.get(url))
    assert "Begin anew" in page
    assert "Record a visit" not in page
    assert "ended" in words(ana.get(f"{url}visit/new/"))


def test_the_way_back_leads_to_her_safety_first(her, ana, url):
    her.begun()
    assert "not her fault" in words(ana.get(f"{url}again/"))
    assert "lies ahead" in words(ana.post(f"{url}again/", {"on": str(days_ago(-1))}))
    assert ana.post(f"{url}again/", {"on": str(clock.today())}).status_code == 302
    page = words(ana.get(f"{url}again/"))
    for step in ("/risk/", "/safety-plan/", "/events/new/", "/screening/", "/begin/"):
        assert step in page
    assert "Safety first" in words(ana.get(url))


def test_her_plan_is_sorted_on_the_page(her, ana, url):
    her.begun()
    approved(her)
    page = ana.get(url)
    (name, other) = page.context["sides_form"].fields
    assert "No side chosen yet" in words(page)
    assert ana.post(f"{url}plan/", {name: "economic", other: ""}).status_code == 302
    assert ana.post(f"{url}plan/", {name: "nowhere"}).status_code == 302
    assert "Living: money and work" in words(ana.get(url))


def test_services_near_home_by_the_tiers_of_the_directory(her, ana, url, office, places):
    her.begun(place=at("GT-01"))
    assert "knows no service there" in words(ana.get(f"{url}near/"))
    offers = office.organisation("Ayuda Inventada")
    faro = office.organisation("Faro Inventado", agency=her.town.faro)
    services.record(by=office.sara, organisation=offers, name="Taller de allá", place=at("GT-01"))
    services.record(by=office.sara, organisation=offers, name="Taller lejano", place=at("14067"))
    rosa = _member("rosa", "Rosa Roble", her.town.faro, Role.COORDINATOR)
    services.record(
        by=rosa, organisation=faro, name="Casa Escondida", alias="La puerta azul",
        place=at("GT-01"), needs=["Shelter"], street="Calle Inventada 9",
    )  # fmt: skip
    page = words(ana.get(f"{url}near/"))
    assert "Taller de allá" in page
    assert "Taller lejano" not in page
    # A sealed house says no more here than anywhere else.
    assert "La puerta azul" in page
    assert "Casa Escondida" not in page
    assert "Calle Inventada 9" not in page
    assert f"/referrals/case/{her.case.pk}" in page or "Refer to Taller de allá" in page


def test_the_card_has_one_contact_and_no_word_of_hers_or_ours(her, ana, url):
    her.begun()
    card = {"name": "Lupita", "phone": "502 5555 0199", "safe": "yes", "form_of": "page"}
    paper = words(ana.post(f"{url}card/", card))
    body = paper[paper.index("<main>") :]
    assert "502 5555 0199" in body
    assert "Lupita" in body
    for telling in (GIVEN, FIRST, SECOND, "Casa Luz", "Amparo", her.case.shown_number):
        assert telling not in paper
    # Only the sheet is looked through: the button above it is not printed.
    assert not [each for each in TELLING if each in body.lower()]
    pdf = ana.post(f"{url}card/", card | {"form_of": "pdf"})
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == 'attachment; filename="documento.pdf"'
    assert "safe for her to carry" in words(ana.post(f"{url}card/", card | {"safe": "no"}))
    assert "may tell others" in words(ana.post(f"{url}card/", card | {"name": "Casa Luz"}))
    assert "one contact" in words(ana.post(f"{url}card/", card | {"name": "", "phone": ""}))


def test_what_was_promised_to_her_in_her_language_on_one_page(her, ana, url):
    her.begun(ago=0)
    approved(her)
    her.grant()
    typed = {"language": "es", "safe": "yes", "form_of": "page"}
    paper = words(ana.post(f"{url}promises/", typed))
    assert "Lo que acordamos" in paper
    assert "Learn to sew" in paper
    assert "A workshop" in paper
    assert paper.count("Platicamos de cómo está") == 4
    assert "200" in paper
    for telling in (GIVEN, FIRST, SECOND, "Casa Luz", "Amparo", her.case.shown_number):
        assert telling not in paper
    assert "What we agreed" in words(ana.post(f"{url}promises/", typed | {"language": "en"}))
    pdf = ana.post(f"{url}promises/", typed | {"form_of": "pdf"})
    assert pdf.content.count(b"/Type /Page\n") <= 1
    assert "safe for her to carry" in words(ana.post(f"{url}promises/", typed | {"safe": "no"}))
    assert "One thing is still" not in words(ana.get(f"{url}promises/"))


def test_a_visit_in_the_night_before_belongs_to_its_own_day(her, ana, url):
    her.begun()
    yesterday = timezone.now().astimezone(clock.programme_zone()) - timedelta(days=1)
    typed = now_typed(on=f"{yesterday:%Y-%m-%d}", hour="23:50")
    assert ana.post(f"{url}visit/new/", typed).status_code == 302
    assert Visit.objects.get().held_on == yesterday.date()
