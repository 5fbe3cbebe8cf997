"""W1 to W11: weak spots found in another casework system, each asked of this one.

Named after their numbers, each a question of its own; most have a whole file elsewhere as well.
"""

import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amparo.agencies.models import Member
from amparo.audit import verify
from amparo.audit.models import AuditEvent
from amparo.cases.actions import glass as glasses
from amparo.cases.models import Case
from amparo.core import clock, keystore
from amparo.people import actions as people
from amparo.people.models import Consent, Person
from tests.architecture.test_pages_are_private import PAGES as ROUTES
from tests.demonstration import demonstration  # noqa: F401
from tests.helpers import audit_events, sign_in, work_the_queue
from tests.journeys.pages import PAGES
from tests.town import FIRST, GIVEN, SECOND

CONVERTER = re.compile(r"<(uuid|int):(\w+)>")


def nested():
    """Every address with more than one id in it: (name, names of its ids)."""
    for name, route, _view in ROUTES:
        ids = {found: kind for kind, found in CONVERTER.findall(route)}
        if len(ids) > 1 and len(ids) == route.count("<"):
            yield name, ids


NESTED = list(nested())
# Two files side by side: whoever opens both may compare them; neither is part of the other.
BESIDE = {"cases:same"}
# A case beside a service of the directory, which every member reads: one's own with any of them.
WITH_EVERYBODYS = {"referrals:new"}
# Registers of offices, which every member reads; what hangs on one is still not on another.
FOR_EVERYBODY = ("agreements:", "committees:", "directory:")
NOBODYS = {"uuid": str(uuid4()), "int": "987654"}


def test_w1_what_she_refused_is_not_overridden_by_a_field_of_a_form(town, client):
    """No form carries a right with it: a flag that somebody adds is not read."""
    refused = town.new_consent(answer="refused")
    before = list(Consent.objects.values_list("pk", "answer"))
    sign_in(client, town.bruno)
    address = reverse("people:consents", args=[town.case.person_id])
    flags = {"consent_overridden": "true", "override": "on", "answer": "granted"}
    assert client.post(address, flags).status_code == 404
    assert list(Consent.objects.values_list("pk", "answer")) == before
    assert refused.pk in dict(before)
    denied = audit_events("denied")[-1]
    assert (denied.actor, '"status": 404' in denied.detail) == (str(town.bruno.pk), True)


@pytest.fixture
def things(demonstration):  # noqa: F811
    """Something in every corner of a case, as the walk of all pages needs it."""
    from tests.journeys import make_things

    return make_things.make()


def test_w2_a_thing_is_found_under_its_own_parent_alone(things, client):
    """Own parent with a foreign child, foreign parent with an own child: both are not there.

    Every address with two ids is asked, also one that is added tomorrow; what each id means is
    read from the list of pages.
    """
    assert len(NESTED) >= 5
    meaning = {key: thing for page in PAGES for key, thing in page.about.items()}
    ana = Member.objects.get(username="ana")
    from amparo.cases import actions as cases

    other = cases.take_in(by=ana, agency=ana.agency, about_person={}, about_case={})
    celia = Member.objects.get(username="celia")
    hers = cases.take_in(by=celia, agency=celia.agency, about_person={}, about_case={})
    wrong = []

    def known(key, kind):
        meant = meaning.get(key, "")
        return things.get(meant, meant) or NOBODYS[kind]

    for who, case in ((ana, other), (celia, hers)):
        sign_in(client, who)
        parents = {"case_id": str(case.pk), "person_id": str(case.person_id)}
        for name, ids in NESTED:
            if who == ana and name in BESIDE:
                continue
            first, *_between, last = ids
            held = {key: known(key, kind) for key, kind in ids.items()}
            own = held | {first: parents.get(first, NOBODYS[ids[first]])}
            pairs = [] if name in WITH_EVERYBODYS else [own]
            if who == celia:
                pairs += [held | {last: NOBODYS[ids[last]]}]
                pairs += [] if name.startswith(FOR_EVERYBODY) else [held]
            for pair in pairs:
                address = reverse(name, kwargs=pair)
                for ask in (client.get, client.post):
                    answer = ask(address)
                    if answer.status_code not in (403, 404, 405):
                        wrong.append((who.username, name, ask.__name__, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("status", [403, 404])
def test_w3_a_refusal_is_written_into_the_log(town, client, status):
    sign_in(client, town.noe if status == 403 else town.bruno)
    address = reverse("cases:caseload") if status == 403 else town.case.get_absolute_url()
    assert client.get(address).status_code == status
    (denied,) = audit_events("denied")
    assert json.loads(denied.detail)["status"] == status


@pytest.mark.django_db(transaction=True)
def test_w4_a_line_that_was_changed_or_taken_out_is_found():
    from tests.town import build

    build()
    assert verify.verify().as_json()["ok"] is True
    last = AuditEvent.objects.order_by("-sequence").first()
    AuditEvent.objects.filter(pk=last.pk).update(actor="somebody else")
    assert verify.verify().as_json()["ok"] is False


def test_w5_no_address_gives_out_a_list_of_people_in_the_clear(town, client):
    """Whatever the role and the query, nothing that is downloaded holds a name."""
    for who in (town.ana, town.alba, town.fina, town.noe, town.dora):
        sign_in(client, who)
        for name, route, _view in ROUTES:
            if "<" in route or name.startswith(("account_", "mfa_")):
                continue
            for wanted in ("csv", "xlsx", "json"):
                answer = client.get("/" + route, {"format": wanted, "as": wanted, "export": "all"})
                if "attachment" in answer.get("Content-Disposition", ""):
                    body = b"".join(answer) if answer.streaming else answer.content
                    assert not any(word.encode() in body for word in (GIVEN, FIRST, SECOND)), name


def test_w6_nothing_of_a_case_is_left_in_the_browser(town, client):
    """No store of the browser is used by any script, and no page may be kept by it."""
    sign_in(client, town.ana)
    answer = client.get(town.case.get_absolute_url())
    assert answer["Cache-Control"] == "no-store"
    client.post(reverse("account_logout"))
    assert client.get(town.case.get_absolute_url()).status_code == 302
    folder = Path(__file__).parents[2] / "amparo" / "site" / "static" / "site"
    stores = ("indexedDB", "localStorage", "sessionStorage", "serviceWorker", "caches.")
    for script in folder.glob("*.js"):
        assert not any(each in script.read_text() for each in stores), script.name


def test_w7_no_mail_says_which_case_whose_or_which_help(
    town, mailoutbox, django_capture_on_commit_callbacks
):
    from amparo.cases.jobs import remind

    for who in (town.ana, town.fina, town.alba):
        who.email = f"{who.username}@example.org"
        who.save()
    with django_capture_on_commit_callbacks(execute=True):
        child = town.new_case(person={"birth_year": 2020})
        town.new_case(next_step="Take her to the doctor.", next_step_on=clock.today())
        glasses.break_glass(by=town.alba, case=child, reason="health", words="The doctor calls.")
        remind()
    work_the_queue()
    assert len(mailoutbox) >= 2
    words = [
        town.case.number, town.case.shown_number, child.number, child.shown_number,
        str(town.case.pk), str(child.pk), GIVEN, FIRST, SECOND, "doctor", "Casa Luz", "Ana Arroyo",
        "Alba Abedul", "http",
    ]  # fmt: skip
    for mail in mailoutbox:
        said = f"{mail.subject}\n{mail.body}"
        assert [word for word in words if word in said] == []


def test_w8_a_role_that_opens_cases_needs_a_second_factor_and_a_long_password(town, client):
    client.force_login(town.ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("cases:caseload"))["Location"].endswith("/account/2fa/first/")
    options = [each.get("OPTIONS", {}) for each in settings.AUTH_PASSWORD_VALIDATORS]
    assert max(each.get("min_length", 0) for each in options) >= 14


def test_w9_a_file_is_known_by_its_content_and_what_identifies_lies_sealed(town, client):
    sign_in(client, town.ana)
    address = reverse("cases:document_new", args=[town.case.pk])
    program = SimpleUploadedFile("acta.pdf", b"MZ\x90\x00 invented program", "application/pdf")
    sent = {"file": program, "kind": "other", "title": "Acta", "received_on": "2026-03-02"}
    assert client.post(address, sent).status_code == 200
    assert not town.case.documents.exists()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select given_names, birth_date from people_person")
        assert not any(GIVEN in str(row) or "2001-05-04" in str(row) for row in cursor.fetchall())


@pytest.mark.parametrize("asked", ["99999999", "-1", "0", "1e9", "x", "٣", "9" * 400])
def test_w10_no_list_is_longer_because_somebody_asks(town, client, asked):
    from amparo.cases import queries

    query = dict.fromkeys(("per", "size", "limit", "page", "before", "after"), asked)
    sign_in(client, town.ana)
    answer = client.get(reverse("cases:caseload"), query)
    assert answer.status_code == 200
    assert len(answer.context["page"].lines) <= queries.MOST
    sign_in(client, town.fina)
    answer = client.get(reverse("site:audit"), query)
    assert answer.status_code == 200
    assert len(answer.context["page"].lines) <= 200


@pytest.mark.usefixtures("own_keys")
def test_w11_one_person_is_erased_and_the_others_stay(town, django_capture_on_commit_callbacks):
    other = town.new_case()
    person = town.case.person
    asked = people.ask_erasure(by=town.alba, person=person, ground="she_asked")
    with django_capture_on_commit_callbacks(execute=True):
        people.erase(by=town.fina, erasure=asked)
    assert not Person.objects.filter(pk=person.pk).exists()
    assert list(Case.objects.all()) == [other]
    with pytest.raises(keystore.KeyDestroyed):
        keystore.get(person.pk, 1)


def test_every_weak_spot_has_its_question():
    asked = {int(found) for found in re.findall(r"test_w(\d+)_", Path(__file__).read_text())}
    assert asked == set(range(1, 12))
