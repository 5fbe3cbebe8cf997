"""Sharing: looked at first, decided on a basis, without consent by two, and closed at once."""

from datetime import timedelta
from html import unescape

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import translation

from amparo.agencies import OPERATOR
from amparo.agencies import actions as agency_actions
from amparo.cases.actions import disclosures as actions
from amparo.cases.models import Disclosure
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN

HEALTH = {"purpose": "referral", "block": "health", "recipient": "hospital"}
TO_HOSPITAL = {"recipient": "hospital", "purpose": "referral", "basis": "consent"}
SECOND = "/cases/second-yes/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def url(town):
    return f"/cases/{town.case.pk}/disclosures/"


def month():
    return clock.today() + timedelta(days=30)


def prepared(town, *, by=None, **facts):
    held = TO_HOSPITAL | facts
    return actions.prepare_disclosure(by=by or town.ana, case=town.case, **held)


def decided(town, disclosure, blocks, *, by=None):
    return actions.decide_disclosure(
        by=by or town.ana, disclosure=disclosure, was_seen=blocks, seen_at=clock.now()
    )


def override(town, **facts):
    """Alba wants to share what keeps somebody alive, without a yes."""
    held = {
        "basis": "vital_interest", "blocks": ["health"], "reason": "Se desangra.",
        "expires_on": month(), "by": town.alba,
    } | facts  # fmt: skip
    return prepared(town, **held)


def opened_to_faro(town, *blocks):
    for block in blocks or ("identity",):
        town.new_consent(
            purpose="assistance", block=block, recipient="agency", recipient_name=town.faro.name
        )
    made = prepared(
        town, recipient="agency", agency=town.faro, purpose="assistance", expires_on=month()
    )
    return decided(town, made, list(blocks or ("identity",)))


def said(answer):
    return unescape(answer.content.decode())


def test_who_opens_the_disclosures_of_a_case_and_who_the_sheet(town, client, url):
    town.new_consent(**HEALTH)
    made = decided(town, prepared(town), ["health"])
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    for page in (url, f"{url}{made.pk}/", f"{url}{made.pk}/sheet/"):
        assert statuses(client, page, everyone) == table


def test_a_disclosure_of_another_case_is_not_there(town, client, url):
    other = town.new_case(by=town.ana)
    made = actions.prepare_disclosure(by=town.ana, case=other, **TO_HOSPITAL)
    assert sign_in(client, town.ana).get(f"{url}{made.pk}/").status_code == 404
    assert client.post(f"{url}{made.pk}/", {"step": "off"}).status_code == 404
    assert client.get(f"{url}{made.pk}/sheet/").status_code == 404


def test_a_preview_is_looked_at_after_confirming_who_one_is(town, client, url):
    made = prepared(town)
    page = sign_in(client, town.ana, confirmed=False).get(f"{url}{made.pk}/")
    assert page.status_code == 302
    assert "reauthenticate" in page["Location"]


def test_what_she_agreed_to_is_seen_decided_and_printed_and_nothing_else(town, client, url):
    town.new_consent(**HEALTH, expires_on=month())
    town.new_document(kind="medical", title="Receta inventada")
    sign_in(client, town.ana)
    sent = client.post(url, TO_HOSPITAL | {"lasts": ""}, follow=True)
    preview = said(sent)
    assert "Receta inventada" in preview
    assert FIRST not in preview
    assert preview.count("There is no yes of hers to this.") == 5
    page = sent.redirect_chain[-1][0]
    assert client.post(page, {"step": "decide"}).status_code == 403  # nobody looked
    seen = sent.context["seen"]
    assert client.post(page, {"step": "decide", "seen": seen}).status_code == 302
    made = Disclosure.objects.get()
    assert (made.state, made.blocks, made.decided_by) == ("ready", ["health"], town.ana)
    assert made.previewed_at <= made.decided_at
    assert made.expires_on == month()
    sheet = said(client.get(f"{page}sheet/"))
    assert "Receta inventada" in sheet
    assert made.shown_number in sheet
    assert GIVEN not in sheet
    assert town.case.shown_number not in sheet


def test_an_empty_package_refuses_and_says_why(town, client, url):
    town.new_consent(purpose="any", block="all", recipient="prosecutor", answer="refused")
    sign_in(client, town.ana)
    to = {"recipient": "prosecutor", "purpose": "justice", "basis": "consent"}
    answer = client.post(url, to, follow=True)
    assert said(answer).count("She said no to this.") == 6
    assert "The package is empty" in said(answer)
    page = answer.redirect_chain[-1][0]
    refused = client.post(page, {"step": "decide", "seen": answer.context["seen"]})
    assert refused.status_code == 403
    assert "The package is empty" in said(refused)
    assert client.get(f"{page}sheet/").status_code == 403
    assert Disclosure.objects.get().state == "prepared"


def test_what_changed_since_it_was_looked_at_is_looked_at_again(town):
    yes = town.new_consent(**HEALTH)
    town.new_consent(**HEALTH | {"block": "contact"})
    made = prepared(town)
    people.withdraw_consent(by=town.ana, consent=yes)
    with pytest.raises(Refused, match="no longer what you looked at"):
        decided(town, made, ["contact", "health"])
    assert decided(town, made, ["contact"]).state == "ready"


def test_what_one_looked_at_is_decided_by_her_and_by_nobody_on_her_word(town, client, url):
    town.new_consent(**HEALTH)
    one = f"{url}{prepared(town).pk}/"
    seen = sign_in(client, town.alba).get(one).context["seen"]
    refused = sign_in(client, town.ana).post(one, {"step": "decide", "seen": seen})
    assert refused.status_code == 403
    assert "nobody looked at it yet" in said(refused)
    assert Disclosure.objects.get().state == "prepared"
    seen = client.get(one).context["seen"]
    assert client.post(one, {"step": "decide", "seen": seen}).status_code == 302
    assert Disclosure.objects.get().state == "ready"
    # A page that was signed before it said who looked says too little.
    other = prepared(town)
    facts = {"id": str(other.pk), "blocks": ["health"], "at": clock.now().isoformat()}
    before = signing.dumps(facts, salt="disclosure-preview")
    assert client.post(f"{url}{other.pk}/", {"step": "decide", "seen": before}).status_code == 403


@pytest.mark.parametrize("basis", ["vital_interest", "court_order", "duty"])
def test_a_caseworker_who_sends_an_override_by_hand_is_refused_and_logged(town, client, url, basis):
    """W1 of the comparison: the right is asked by the server, whatever the page offered."""
    sign_in(client, town.ana)
    sent = TO_HOSPITAL | {
        "basis": basis, "blocks": ["health"], "reason": "x", "reference": "x", "lasts": "30",
        "override": "1", "consent_overridden": "true", "duty_code": "mx-child-protection",
    }  # fmt: skip
    assert client.post(url, sent).status_code == 403
    assert not Disclosure.objects.exists()
    denied = audit_events("denied")[-1]
    assert (denied.actor, "cases:disclosures" in denied.detail) == (str(town.ana.pk), True)
    with pytest.raises(Refused):
        override(town, by=town.ana, basis=basis, duty_code="mx-child-protection")


def test_without_a_second_person_of_another_role_nothing_goes(town, client, url):
    town.new_consent(**HEALTH, answer="refused")
    made = decided(town, override(town), ["health"], by=town.alba)
    assert (made.state, made.refused) == ("waiting", ["health"])
    sign_in(client, town.alba)
    assert client.get(f"{url}{made.pk}/sheet/").status_code == 403
    assert client.post(f"{SECOND}{made.pk}/").status_code == 403  # her own request
    other = agency_actions.enrol(
        by=OPERATOR, username="aura", display_name="Aura", agency=town.casa_luz,
        role="coordinator", language="en",
    )  # fmt: skip
    assert sign_in(client, other).post(f"{SECOND}{made.pk}/").status_code == 403
    page = said(sign_in(client, town.fina).get(SECOND))
    assert "Se desangra." in page
    assert GIVEN not in page
    assert client.post(f"{SECOND}{made.pk}/").status_code == 302
    made.refresh_from_db()
    assert (made.state, made.confirmed_by) == ("ready", town.fina)
    preview = said(sign_in(client, town.alba).get(f"{url}{made.pk}/"))
    assert "Her no stays on record beside it" in preview
    assert client.get(f"{url}{made.pk}/sheet/").status_code == 200


def test_who_opens_the_second_yes(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "alba": 200, "fina": 200}
    assert statuses(client, SECOND, everyone) == table
    made = decided(town, override(town), ["health"], by=town.alba)
    nora = agency_actions.enrol(
        by=OPERATOR, username="nora", display_name="Nora", agency=town.norte,
        role="data_protection", language="en",
    )  # fmt: skip
    for step in ("", "no/"):
        answers = statuses(
            client, f"{SECOND}{made.pk}/{step}", [None, town.ana, town.bruno, nora], method="post"
        )
        assert answers == {"nobody": 302, "ana": 403, "bruno": 403, "nora": 404}
    assert said(sign_in(client, nora).get(SECOND)).count("Se desangra.") == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": " "}, "takes a reason"),
        ({"basis": "court_order"}, "Name the order"),
        ({"basis": "because"}, "one of the bases"),
    ],
)
def test_an_override_says_why_and_on_what(town, changed, words):
    with pytest.raises(Refused, match=words):
        override(town, **changed)


def test_an_override_has_an_end_and_the_database_asks_for_two(town):
    with pytest.raises(Refused, match="until which day"):
        decided(town, override(town, expires_on=None), ["health"], by=town.alba)
    made = decided(town, override(town), ["health"], by=town.alba)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=made.pk).update(state="ready")


def test_under_a_duty_only_what_the_norm_demands_goes_and_her_no_stays_beside(town, client):
    people.switch_duty_on(
        by=town.fina, agency=town.casa_luz, code="mx-child-protection",
        lawyer="Lic. Inventada", rests_on="Dictamen inventado",
    )  # fmt: skip
    # Nobody knows her age, so she is presumed younger than 18.
    town.case = town.new_case()
    url = f"/cases/{town.case.pk}/disclosures/"
    town.new_consent(purpose="any", block="all", recipient="child_protection", answer="refused")
    made = prepared(
        town, by=town.alba, basis="duty", recipient="child_protection", purpose="justice",
        duty_code="mx-child-protection",
    )  # fmt: skip
    page = sign_in(client, town.alba).get(f"{url}{made.pk}/")
    assert "Lic. Inventada" in said(page)
    client.post(f"{url}{made.pk}/", {"step": "decide", "seen": page.context["seen"]})
    made.refresh_from_db()
    assert (made.state, made.blocks) == ("ready", ["identity", "contact", "event"])
    assert "identity" in made.refused
    sheet = said(client.get(f"{url}{made.pk}/sheet/"))
    assert "article 12" in sheet
    assert "Course of the case" not in sheet
    switch = town.casa_luz.duty_switches.get()
    people.switch_duty_off(by=town.fina, switch=switch)
    assert client.get(f"{url}{made.pk}/sheet/").status_code == 403


def test_another_agency_reads_the_opened_blocks_and_never_the_case(town, client):
    made = opened_to_faro(town)
    one = f"/shared/{made.pk}/"
    everyone = [*town.everyone, town.alba, town.noe]
    table = {"nobody": 302, "ana": 404, "bruno": 200, "celia": 404, "alba": 404, "noe": 404}
    assert statuses(client, one, everyone) == table
    lists = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "alba": 200, "noe": 403}
    assert statuses(client, "/shared/", everyone) == lists
    sign_in(client, town.bruno)
    page = said(client.get(one))
    assert FIRST in page
    assert town.case.shown_number not in page
    assert town.case.number not in page
    assert str(town.case.pk) not in page
    for hidden in ("555-0100", "Nobody at the market", "Take her to the doctor"):
        assert hidden not in page
    assert client.get(town.case.get_absolute_url()).status_code == 404
    assert made.shown_number in said(client.get("/shared/"))
    assert FIRST not in said(client.get("/shared/"))
    assert said(sign_in(client, town.celia).get("/shared/")).count(made.shown_number) == 0


def test_a_reading_stands_in_the_log_of_both_agencies(town, client):
    made = opened_to_faro(town)
    sign_in(client, town.bruno).get(f"/shared/{made.pk}/")
    event = audit_events("shared_identity_opened")[-1]
    assert event.actor_agency == str(town.faro.pk)
    assert event.person == str(town.case.person_id)
    seen = said(sign_in(client, town.ana).get(f"/cases/{town.case.pk}/who-saw/"))
    assert "Bruno Barro · Faro (invented)" in seen
    read = said(sign_in(client, town.bruno).get(f"/shared/{made.pk}/"))
    assert "Bruno Barro" in read


def test_taking_the_consent_back_closes_it_on_the_next_click(town, client):
    made = opened_to_faro(town, "identity", "contact")
    sign_in(client, town.bruno)
    assert "555-0100" in said(client.get(f"/shared/{made.pk}/"))
    contact, identity = town.case.person.consents.order_by("-block").reverse()
    people.withdraw_consent(by=town.ana, consent=contact)
    page = said(client.get(f"/shared/{made.pk}/"))
    assert ("555-0100" in page, FIRST in page) == (False, True)
    people.withdraw_consent(by=town.ana, consent=identity)
    assert client.get(f"/shared/{made.pk}/").status_code == 404
    assert made.shown_number not in said(client.get("/shared/"))


def test_a_grant_holds_through_its_last_day_and_an_end_is_at_once(town, client, monkeypatch):
    made = opened_to_faro(town)
    sign_in(client, town.bruno)
    last = month()
    monkeypatch.setattr(clock, "today", lambda: last)
    assert client.get(f"/shared/{made.pk}/").status_code == 200
    monkeypatch.setattr(clock, "today", lambda: last + timedelta(days=1))
    assert client.get(f"/shared/{made.pk}/").status_code == 404
    monkeypatch.setattr(clock, "today", lambda: last)
    actions.end_disclosure(by=town.ana, disclosure=made)
    assert client.get(f"/shared/{made.pk}/").status_code == 404


def test_a_yes_that_comes_later_does_not_widen_what_was_decided(town, client):
    made = opened_to_faro(town)
    town.new_consent(
        purpose="assistance", block="contact", recipient="agency", recipient_name=town.faro.name
    )
    assert "555-0100" not in said(sign_in(client, town.bruno).get(f"/shared/{made.pk}/"))


def test_each_recipient_knows_her_by_a_number_of_its_own(town):
    one, again = opened_to_faro(town), opened_to_faro(town)
    town.new_consent(
        purpose="assistance", block="identity", recipient="agency", recipient_name=town.norte.name
    )
    other = prepared(
        town, recipient="agency", agency=town.norte, purpose="assistance", expires_on=month()
    )
    assert one.number == again.number
    assert len({one.number, other.number, town.case.number}) == 3


def test_what_was_shared_goes_with_her_erasure(town):
    opened_to_faro(town)
    asked = people.ask_erasure(by=town.fina, person=town.case.person, ground="she_asked")
    people.erase(by=town.alba, erasure=asked)
    assert not Disclosure.objects.exists()


def test_her_paper_says_to_whom_something_went_and_stays_true_when_it_ended(town, client):
    paper = f"/cases/{town.case.pk}/rights/copy/?identity=known&safe=yes"
    sign_in(client, town.ana)
    assert "Hospital or clinic" not in unescape(client.get(paper).content.decode())
    town.new_consent(**HEALTH)
    disclosure = prepared(town)
    assert "Hospital or clinic" not in unescape(client.get(paper).content.decode())
    decided(town, disclosure, ["health"])
    assert "Hospital or clinic. Health" in unescape(client.get(paper).content.decode())
