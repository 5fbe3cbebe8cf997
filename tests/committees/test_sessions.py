"""A session is called with its agenda, opened, closed and signed, or called off."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from amparo.agreements.actions import agreements
from amparo.committees.actions import agenda
from amparo.committees.actions import sessions as actions
from amparo.committees.enums import SessionState
from amparo.committees.models import Commitment, Resolution, Session
from amparo.core import clock
from tests.committees.sitting import DAY, called, closed, opened, resolve, url
from tests.helpers import audit_events, sign_in


def test_by_its_pages_from_the_call_to_signed_minutes(bay, client):
    sign_in(client, bay.office.sara)
    today = clock.today().isoformat()
    typed = {"kind": "ordinary", "on": today, "starts_at": "10:00", "place": "Sala inventada",
             "points": "Asistencia\n\n  Capacitación  \n"}  # fmt: skip
    page = client.post(f"{bay.committee.get_absolute_url()}sessions/new/", typed, follow=True)
    assert "It was called 0 days ahead" in page.content.decode()
    held = Session.objects.get()
    assert [str(point) for point in held.points.all()] == ["1. Asistencia", "2. Capacitación"]
    client.post(url(held), {"do": "begin", "at": "10:05"})
    page = client.get(url(held, "attendance/")).content.decode()
    names = dict.fromkeys(re.findall(r'name="(seat-[^"]+)"', page), "holder")
    assert len(names) == 3
    assert "Written down. There is quorum." in client.post(
        url(held, "attendance/"), names, follow=True
    ).content.decode()  # fmt: skip
    point = held.points.last()
    typed = {"do": "unanimous", "text": "Capacitar a 120 personas.", "point": str(point.pk),
             "owner": "Hoteles Inventados", "due_on": f"{clock.today() + DAY}"}  # fmt: skip
    client.post(url(held, "resolutions/new/"), typed)
    row = Resolution.objects.get()
    assert (row.point, row.in_favour, row.seats, row.shown) == (point, 3, 3, f"1/{today[:4]}")
    owed = Commitment.objects.get()
    assert (owed.text, owed.owner, owed.resolution) == (row.text, bay.hotels, row)
    answer = client.post(url(held), {"do": "close", "at": "11:30"})
    assert answer.url == url(held, "minutes/")
    paper = SimpleUploadedFile("acta.txt", b"Firmas inventadas")
    client.post(answer.url, {"do": "sign", "paper": paper})
    held.refresh_from_db()
    assert (held.state, held.signed_on) == (SessionState.SIGNED, clock.today())
    verbs = (
        "session_called", "points_added", "session_begun", "attendance_taken",
        "resolution_adopted", "commitment_written", "session_closed", "minutes_signed",
    )  # fmt: skip
    assert [len(audit_events(verb)) for verb in verbs] == [1] * len(verbs)


def test_where_it_meets_is_asked_and_nothing_is_lost(bay, client):
    sign_in(client, bay.office.sara)
    at = f"{bay.committee.get_absolute_url()}sessions/new/"
    typed = {"kind": "ordinary", "on": "2026-01-01", "starts_at": "10:00", "points": "Tratar esto"}
    page = client.post(at, typed).content.decode()
    assert "Say where it meets" in page
    assert "Tratar esto" in page
    client.post(at, typed | {"link": "https://example.org/sala"})
    held = Session.objects.get()
    page = client.post(url(held, "edit/"), typed | {"place": ""}).content.decode()
    assert "Say where it meets" in page
    page = client.post(at, typed | {"points": "x" * 301, "place": "Sala"}).content.decode()
    assert "Line 1 is too long" in page


def test_another_day_is_called_anew(bay, monkeypatch):
    held = called(bay, on=clock.today() + 9 * DAY)
    later = clock.today() + 7 * DAY
    monkeypatch.setattr(clock, "today", lambda: later)
    held = actions.change(by=bay.office.sara, session=held, place="Otra sala")
    assert held.called_on == later - 7 * DAY
    held = actions.change(by=bay.office.sara, session=held, on=later + DAY)
    assert held.called_on == later


def test_points_move_and_go(bay):
    held = called(bay)
    first, second, third = held.points.all()
    order = lambda: [(row.number, row.text) for row in held.points.all()]  # noqa: E731
    before = order()
    agenda.move(by=bay.office.sara, point=first, up=True)
    agenda.move(by=bay.office.sara, point=third, up=False)
    assert order() == before
    agenda.move(by=bay.office.sara, point=third, up=True)
    assert order() == [(1, first.text), (2, third.text), (3, second.text)]
    agenda.move(by=bay.office.sara, point=first, up=False)
    agenda.remove(by=bay.office.sara, point=third)
    assert order() == [(1, first.text), (2, second.text)]
    assert len(audit_events("point_moved")) == 2


def test_what_was_resolved_about_stays_on_the_agenda(bay, client):
    held = opened(bay)
    point = held.points.first()
    resolve(bay, held, point=point)
    sign_in(client, bay.office.sara)
    at = url(held, f"agenda/{point.pk}/move/")
    page = client.post(at, {"do": "remove"}, follow=True).content.decode()
    assert "Something was resolved about this point" in page
    client.post(at, {"do": "down"})
    point.refresh_from_db()
    assert point.number == 2
    client.post(at, {"do": "up"})
    client.post(url(held, f"agenda/{held.points.last().pk}/move/"), {"do": "remove"})
    assert [row.text for row in held.points.all()] == ["Asistencia", "Capacitación"]


def test_a_point_keeps_what_was_said_and_what_it_is_about(bay, client):
    held = opened(bay)
    signed = agreements.record(by=bay.office.sara, title="Convenio inventado", kind="other")
    sign_in(client, bay.office.sara)
    at = url(held, f"agenda/{held.points.first().pk}/")
    typed = {"text": "Otro", "account": "Se leyó.", "agreement": str(signed.pk)}
    client.post(at, typed)
    point = held.points.first()
    assert (point.text, point.account, point.agreement) == ("Otro", "Se leyó.", signed)
    closed(bay, held)
    page = client.post(at, typed | {"account": "Otra cosa."}).content.decode()
    assert "words of its minutes are fixed" in page
    assert "Otra cosa." in page
    page = client.post(url(held, "agenda/"), {"points": "Uno más"}).content.decode()
    assert "words of its minutes are fixed" in page
    assert "Uno más" in page


def test_called_off_with_its_reason(bay, client):
    held = called(bay)
    sign_in(client, bay.office.sara)
    assert "required" in client.post(url(held), {"do": "off", "why": ""}).content.decode()
    client.post(url(held), {"do": "off", "why": "Huracán"})
    held.refresh_from_db()
    assert (held.state, held.called_off_why) == (SessionState.CALLED_OFF, "Huracán")
    page = client.post(url(held), {"do": "begin", "at": "10:00"}).content.decode()
    assert "This session was called off" in page
