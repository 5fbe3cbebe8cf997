"""Tips: anybody may tell something while somebody is on duty; of who tells it nothing is kept."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from amparo.agencies import actions as members
from amparo.agencies.enums import EndReason, Role
from amparo.cases import access, jobs, tip_receipts
from amparo.cases.access import tips as access_tips
from amparo.cases.actions import duty, from_tip
from amparo.cases.actions import tips as actions
from amparo.cases.enums import Identification
from amparo.cases.models import Case, Event, PublicLine, Task, Tip
from amparo.cases.policies import palermo
from amparo.cases.policies import tips as policies
from amparo.cases.queries import was_minor
from amparo.core import clock, keystore
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses
from tests.town import GIVEN, _member

TELL, ANSWER, TIPS, ROSTER = "/m/", "/m/2/", "/cases/tips/", "/cases/roster/"
TOLD = f"Una niña pide limosna frente al mercado, la llaman {GIVEN}."
# Where it seems to come from, and with what: addresses of documentation, words that nobody uses.
FROM = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_FORWARDED_FOR": "198.51.100.66",
    "HTTP_USER_AGENT": "Teléfono-Inventado-Xocoyote/7",
    "HTTP_REFERER": "https://buscador.example.org/xocoyote",
    "HTTP_ACCEPT_LANGUAGE": "es-xocoyote",
}
TRACES = ["203.0.113.77", "198.51.100.66", "xocoyote"]


@pytest.fixture
def olga(town):
    return _member("olga", "Olga Olmo", town.casa_luz, Role.OPERATOR)


@pytest.fixture
def shift(town, olga):
    return on_duty(town, olga)


def on_duty(town, member, *, begins=-1, ends=1):
    now = clock.now()
    return duty.put_on_duty(
        by=town.alba,
        member=member,
        starts_at=now + timedelta(hours=begins),
        ends_at=now + timedelta(hours=ends),
    )


def told(client, **typed):
    """Somebody tells something, and the receipt that she gets."""
    answer = client.post(TELL, {"text": TOLD} | typed, **FROM)
    assert answer.status_code == 200
    return answer.context["receipt"]


def handed_over(town, olga, **facts):
    actions.tell(text=TOLD, place="Tapachula")
    facts = {
        "about_person": {"birth_date": f"{clock.today().year - 15}~"},
        "about_case": {"immediate_danger": "yes", "notes": TOLD},
        "purposes": ["ForcedBegging"],
        "places": ["07089"],
    } | facts
    tip = Tip.objects.get(closed_why="")
    return from_tip.record_possible_victim(by=olga, tip=tip, to=town.ana, **facts)


# Receipts


def test_a_receipt_has_sixteen_digits_and_catches_a_slip():
    receipt = tip_receipts.fresh()
    assert len(receipt) == 16
    assert tip_receipts.read(tip_receipts.shown(receipt)) == receipt
    for place in range(16):
        slip = str((int(receipt[place]) + random.Random(place).randint(1, 9)) % 10)
        assert tip_receipts.read(receipt[:place] + slip + receipt[place + 1 :]) is None
    for typed in ("", "x" * 16, receipt[:-1], receipt + "0", "١" * 16):
        assert tip_receipts.read(typed) is None


def test_a_receipt_is_kept_as_a_keyed_hash_alone(client, shift):
    receipt = told(client)
    tip = Tip.objects.get()
    assert tip.receipt == tip_receipts.hashed(receipt.replace(" ", ""))
    assert receipt not in rows()
    assert receipt.replace(" ", "") not in rows()


# Telling


def test_anybody_tells_while_somebody_is_on_duty(client, shift):
    assert "data-in-place" in client.get(TELL).content.decode()
    receipt = told(client, place="Mercado Inventado")
    tip = access_tips.tip_of_receipt(receipt)
    assert (tip.text, tip.place, tip.agency) == (TOLD, "Mercado Inventado", shift.agency)


@pytest.mark.parametrize("hours", [(-3, -1), (1, 3)])
def test_outside_the_roster_the_page_names_lines_and_takes_nothing(town, olga, client, hours):
    line = {"name": "Línea inventada", "number": "000 000", "hours": "siempre"}
    duty.add_line(by=town.alba, source="una cartulina", checked_on=clock.today(), **line)
    on_duty(town, olga, begins=hours[0], ends=hours[1])
    page = client.get(TELL).content.decode()
    assert "<textarea" not in page
    assert "000 000" in page
    answer = client.post(TELL, {"text": TOLD})
    assert TOLD in answer.content.decode(), "What she wrote is given back."
    assert not Tip.objects.exists()


def test_no_number_comes_with_the_system(client, db):
    assert not PublicLine.objects.exists()
    assert "No line has been entered" in client.get(f"{TELL}?l=en").content.decode()


def test_who_left_covers_nothing(town, olga, shift, client):
    ada = _member("ada", "Ada Abeto", town.programme, Role.ADMINISTRATOR)
    members.end_access(by=ada, member=olga, why=EndReason.LEFT)
    assert not client.get(TELL).context["may_tell"]


def test_a_flood_closes_the_page_for_a_minute_and_nobody_loses_her_words(
    shift, client, monkeypatch
):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    for _ in range(policies.AT_ONCE):
        actions.tell(text=TOLD)
    page = client.post(f"{TELL}?l=en", {"text": TOLD})
    assert "Wait one minute" in page.content.decode()
    assert page.context["form"]["text"].value() == TOLD
    assert client.get(TELL).context["may_tell"], "the page stays open"
    assert Tip.objects.count() == policies.AT_ONCE
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=1))
    receipt = told(client)
    for _ in range(policies.A_MINUTE - 1):
        actions.tell(text=TOLD)
    words = {"receipt": receipt, "text": "More."}
    page = client.post(f"{reverse('tips:answer')}?l=en", words).content.decode()
    assert "Wait one minute" in page
    assert "More." in page


def test_nothing_and_too_much_is_refused(shift, client):
    for text in ("", " ", "x" * 5001):
        assert client.post(TELL, {"text": text}).context["form"].errors
    assert client.post(TELL, {"text": "x" * 70_000}).status_code == 413
    assert not Tip.objects.exists()


# Whoever told it


def rows() -> str:
    """Every row of every table, as whoever holds the database reads it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found).lower()


def test_no_address_and_no_header_is_kept_anywhere(shift, client, caplog, capfd):
    caplog.set_level("DEBUG")
    receipt = told(client)
    client.post(ANSWER, {"receipt": receipt}, **FROM)
    client.post(ANSWER, {"receipt": receipt, "text": "Ya no está."}, **FROM)
    client.post(TELL, {"text": "x" * 70_000}, **FROM)
    Client().get(f"{TELL}nada/", **FROM)
    audit_events()
    said = capfd.readouterr()
    kept = [rows(), caplog.text.lower(), said.out.lower(), said.err.lower()]
    files = [path for path in Path(settings.VAR).rglob("*") if path.is_file()]
    kept += [path.read_bytes().decode(errors="replace").lower() for path in files]
    assert [trace for trace in TRACES for each in kept if trace in each] == []
    assert GIVEN.lower() not in rows()
    assert not client.cookies


def test_the_search_for_traces_finds_what_is_kept(shift, client):
    PublicLine.objects.create(
        name=TRACES[0], number="1", hours="1", source="1", checked_on=clock.today()
    )
    assert TRACES[0] in rows()


def test_the_log_keeps_only_the_hour_of_it_too(shift, client):
    client.post(TELL, {"text": TOLD})
    actions.add_words(tip=Tip.objects.get(), text="Hoy otra vez.")
    logged = audit_events("tip_received") + audit_events("tip_added_to")
    assert [(e.at.minute, e.at.second, e.at.microsecond) for e in logged] == [(0, 0, 0)] * 2


def test_only_the_hour_is_kept(shift, client):
    told(client)
    tip = Tip.objects.get()
    for moment in (tip.received_in, tip.last_words_in):
        assert (moment.minute, moment.second, moment.microsecond) == (0, 0, 0)


@pytest.mark.parametrize("address", [TELL, ANSWER])
def test_the_page_leaves_nothing_in_the_browser(shift, client, address):
    for answer in (client.get(address), client.post(address, {"text": TOLD, "receipt": "1"})):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
        page = answer.content.decode()
        assert settings.TIP_EXIT in page
        assert "trat" not in page.split("</head>")[0].lower()


def test_the_page_takes_a_form_from_a_browser_that_has_nothing_of_ours(shift):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(TELL, {"text": TOLD}).context["receipt"]


def test_the_page_speaks_both_languages_without_a_cookie(shift, client):
    assert 'lang="es"' in client.get(f"{TELL}?l=es").content.decode()
    assert 'lang="en"' in client.get(f"{TELL}?l=en").content.decode()
    assert client.get(f"{TELL}?l=xx").status_code == 200


def test_with_the_receipt_she_reads_the_answer_and_adds_words(olga, shift, client):
    receipt = told(client)
    tip = Tip.objects.get()
    assert (
        "waits to be read" in client.post(f"{ANSWER}?l=en", {"receipt": receipt}).content.decode()
    )
    actions.answer(by=olga, tip=tip, text="Gracias. Vamos a ir.")
    assert "Vamos a ir." in client.post(ANSWER, {"receipt": receipt}).content.decode()
    actions.close(by=olga, tip=tip, why="told_where")
    client.post(ANSWER, {"receipt": receipt, "text": "Ahora está en la estación."})
    tip = Tip.objects.get()
    assert [each["text"] for each in tip.added] == ["Ahora está en la estación."]
    assert (tip.state, tip.closed_why, tip.closed_at) == ("new", "", None)


def test_a_wrong_receipt_opens_nothing(shift, client):
    told(client)
    for typed in ("", "1234", tip_receipts.fresh()):
        page = client.post(f"{ANSWER}?l=en", {"receipt": typed, "text": "x"})
        assert "tip" not in page.context
    assert Tip.objects.get().added == []


# Who answers tips


def test_who_opens_the_pages_of_tips(town, olga, shift, client):
    actions.tell(text=TOLD)
    tip = Tip.objects.get()
    everyone = [*town.everyone, town.alba, olga]
    refused = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "alba": 403}
    assert statuses(client, TIPS, everyone) == refused | {"olga": 200}
    hidden = dict.fromkeys(refused, 404) | {"nobody": 302, "olga": 200}
    assert statuses(client, reverse("cases:tip", args=[tip.pk]), everyone) == hidden
    assert statuses(client, reverse("cases:tip_intake", args=[tip.pk]), everyone) == hidden
    keeping = {"nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "alba": 200, "olga": 403}
    assert statuses(client, ROSTER, everyone) == keeping


def test_an_operator_of_another_agency_finds_no_tip(town, shift, client):
    actions.tell(text=TOLD)
    omar = _member("omar", "Omar Olivo", town.faro, Role.OPERATOR)
    assert sign_in(client, omar).get(TIPS).context["tips"] == []
    url = reverse("cases:tip", args=[Tip.objects.get().pk])
    assert client.get(url).status_code == 404
    with pytest.raises(Refused, match="received this message"):
        actions.close(by=omar, tip=Tip.objects.get(), why="twice")


def test_reading_is_logged_and_closing_says_why(olga, shift, client):
    actions.tell(text=TOLD)
    tip = Tip.objects.get()
    url = reverse("cases:tip", args=[tip.pk])
    assert TOLD in sign_in(client, olga).get(url).content.decode()
    assert audit_events("tip_opened")[0].about_id == str(tip.pk)
    assert client.post(url, {"do": "close", "why": ""}).context["closing"].errors
    client.post(url, {"do": "close", "why": "other_matter"})
    assert Tip.objects.get().closed_why == "other_matter"
    assert audit_events("tip_closed")[0].detail == '{"reason": "other_matter"}'
    assert GIVEN not in rows()


def test_she_records_a_possible_victim_and_hands_her_over(town, olga, shift, client, places):
    actions.tell(text=TOLD, place="Tapachula, mercado")
    tip = Tip.objects.get()
    url = reverse("cases:tip_intake", args=[tip.pk])
    sign_in(client, olga)
    before = set(Case.objects.values_list("pk", flat=True))
    typed = {
        "immediate_danger": "unknown",
        "age": "15",
        "purposes": ["ForcedBegging"],
        "place": "Tapachula",
        "notes": TOLD,
        "to": str(town.ana.pk),
    }
    answer = client.post(url, typed, follow=True)
    assert answer.redirect_chain == [(TIPS, 302)]
    case = Case.objects.exclude(pk__in=before).get()
    assert (case.identification, case.notes) == (Identification.PRESUMED, TOLD)
    assert case.immediate_danger == "unknown"
    # Under 18 no means is needed.
    event = Event.objects.get(cases=case)
    minor = was_minor(case.person, event)
    assert (event.purposes, minor) == (["ForcedBegging"], True)
    elements = palermo(acts=[], means=[], purposes=event.purposes, minor=minor)
    assert elements.means_needed is False
    assert "means" not in elements.missing
    # It is Ana's now, with the risk to be assessed again today.
    task = Task.objects.get(case=case)
    assert (task.text, task.assignee, task.due_on) == (
        "Reassess the risk.",
        town.ana,
        clock.today(),
    )
    assert list(access.visible_cases(town.ana).filter(pk=case.pk)) == [case]
    # Olga opens neither this nor any other case, nor what the message said.
    for each in (case, town.case):
        for page in ("case", "tasks", "edit", "identity", "event_new"):
            assert client.get(reverse(f"cases:{page}", args=[each.pk])).status_code in (403, 404)
    assert client.get("/cases/").status_code == 403
    tip.refresh_from_db()
    assert (tip.text, tip.place, tip.added, tip.state) == ("", "", [], "closed")
    page = client.get(reverse("cases:tip", args=[tip.pk])).content.decode()
    assert GIVEN not in page
    assert "Ana Arroyo" in page


def test_the_safety_block_alone_is_enough(town, olga, shift, client):
    actions.tell(text=TOLD)
    url = reverse("cases:tip_intake", args=[Tip.objects.get().pk])
    answer = sign_in(client, olga).post(url, {"to": str(town.ana.pk)})
    assert answer.status_code == 302
    case = Case.objects.latest("recorded_at")
    assert case.person.given_names == case.person.known_as == ""
    assert not Event.objects.filter(cases=case).exists()


def test_a_case_goes_to_a_colleague_who_can_open_it(town, olga, shift):
    actions.tell(text=TOLD)
    tip = Tip.objects.get()
    for to in (olga, town.fina, town.bruno, None):
        with pytest.raises(Refused, match="role opens cases"):
            from_tip.record_possible_victim(
                by=olga, tip=tip, to=to, about_person={}, about_case={}, purposes=[], places=[]
            )
    assert Tip.objects.get().text == TOLD


def test_nobody_else_records_from_a_tip(town, shift):
    actions.tell(text=TOLD)
    for by in (town.ana, town.alba, town.bruno):
        with pytest.raises(Refused):
            from_tip.record_possible_victim(
                by=by,
                tip=Tip.objects.get(),
                to=town.ana,
                about_person={},
                about_case={},
                purposes=[],
                places=[],
            )


# Keeping


@pytest.mark.parametrize(
    ("closed", "days", "left"), [(True, 29, 1), (True, 31, 0), (False, 89, 1), (False, 91, 0)]
)
def test_tips_are_kept_only_so_long_and_then_their_keys_go(
    olga, shift, closed, days, left, monkeypatch, django_capture_on_commit_callbacks
):
    actions.tell(text=TOLD)
    tip = Tip.objects.get()
    if closed:
        actions.close(by=olga, tip=tip, why="twice")
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.forget_tips()
    assert Tip.objects.count() == left
    if not left:
        with pytest.raises(keystore.KeyMissing):
            keystore.get(tip.pk)


def test_no_page_lets_tips_out_as_a_file():
    from django.urls import get_resolver

    names = [str(entry.pattern) for entry in get_resolver("amparo.cases.urls").url_patterns]
    assert {name for name in names if "tips/" in name} == {
        "tips/",
        "tips/<uuid:tip_id>/",
        "tips/<uuid:tip_id>/record/",
    }


# The roster


def test_alba_keeps_the_roster(town, olga, client):
    sign_in(client, town.alba)
    typed = {"do": "shift", "member": str(olga.pk)}
    now = clock.now()
    hours = [(now + timedelta(hours=h)).strftime("%Y-%m-%dT%H:%M") for h in (-12, 24)]
    assert (
        client.post(ROSTER, typed | {"starts_at": hours[1], "ends_at": hours[0]})
        .context["shift"]
        .errors
    )
    client.post(ROSTER, typed | {"starts_at": hours[0], "ends_at": hours[1]})
    page = client.get(ROSTER)
    assert page.context["is_covered"]
    (shift,) = page.context["shifts"]
    client.post(ROSTER, {"do": "off", "which": shift.pk})
    assert not client.get(ROSTER).context["is_covered"]
    line = {"name": "Inventada", "number": "000", "hours": "siempre", "source": "yo"}
    client.post(ROSTER, {"do": "line", "checked_on": clock.today()} | line)
    assert PublicLine.objects.get().number == "000"
    client.post(ROSTER, {"do": "unlist", "which": PublicLine.objects.get().pk})
    assert not PublicLine.objects.exists()


def test_only_operators_of_the_own_agency_are_put_on_duty(town, olga):
    with pytest.raises(Refused, match="hotline operator of your own"):
        on_duty(town, town.ana)
    with pytest.raises(Refused, match="two days at most"):
        on_duty(town, olga, begins=0, ends=49)
    celia = _member("cira", "Cira Caoba", town.norte, Role.COORDINATOR)
    with pytest.raises(Refused, match="hotline operator of your own"):
        duty.put_on_duty(
            by=celia, member=olga, starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1)
        )


def test_a_shift_of_another_agency_is_not_there(town, shift, client):
    cira = _member("cira", "Cira Caoba", town.norte, Role.COORDINATOR)
    answer = sign_in(client, cira).post(ROSTER, {"do": "off", "which": shift.pk})
    assert answer.status_code == 404
