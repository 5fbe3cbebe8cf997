"""A session from its call to its signed minutes: no quorum, no vote, and closed words stay."""

import io
import re
from datetime import date, time, timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags
from docx import Document
from icalendar import Calendar

from amparo.agreements.actions import agreements
from amparo.committees.actions import agenda, commitments, committees, plan, resolutions
from amparo.committees.actions import sessions as actions
from amparo.committees.enums import RanOut, SessionState
from amparo.committees.models import Commitment, Resolution, Session
from amparo.committees.queries import sessions as queries
from amparo.committees.writing import minutes, pdf
from amparo.committees.writing.call import call
from amparo.committees.writing.paper import Paper
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.organisations.actions import organisation as organisations
from tests.helpers import audit_events, sign_in

DAY = timedelta(days=1)
TEN, NOON = time(10), time(12)


def called(bay, **facts):
    facts = {"kind": "ordinary", "on": clock.today(), "starts_at": TEN, "place": "DIF"} | facts
    facts = {"points": ["Asistencia", "Capacitación", "Asuntos generales"]} | facts
    return actions.call(by=bay.office.sara, committee=bay.committee, **facts)


def come(bay, held, **who):
    """`come(bay, held, dif="holder", hotels="left")`; who is not named is absent."""
    roll = {}
    for seat, _row in queries.roll(held):
        names = {bay.dif.pk: "dif", bay.hotels.pk: "hotels", bay.house.pk: "house"}
        came = who.get(names.get(seat.organisation_id), "")
        roll[seat] = ("holder", True) if came == "left" else (came, False)
    actions.attend(by=bay.office.sara, session=held, roll=roll)


def opened(bay, **facts):
    held = actions.begin(by=bay.office.sara, session=called(bay, **facts), at=TEN)
    come(bay, held, dif="holder", hotels="substitute", house="holder")
    return held


def resolve(bay, held, text="Se capacita al personal.", **facts):
    facts = {"unanimous": True} | facts
    return resolutions.resolve(by=bay.office.sara, session=held, text=text, **facts)


def closed(bay, held):
    return actions.close(by=bay.office.sara, session=held, at=NOON)


def url(held, tail=""):
    return f"{held.get_absolute_url()}{tail}"


def printed(held, blocks, language, **facts):
    """The words that are printed, on one line."""
    paper = Paper(blocks=blocks, head=held.committee.name, language=language, **facts)
    return " ".join(strip_tags(pdf.page(paper).replace("<br>", " ")).split())


def titled(content):
    """What a PDF says of itself: its language and its title."""
    with pikepdf.open(io.BytesIO(content)) as read:
        return str(read.Root.Lang), str(read.docinfo.Title)


# ---- The call and the agenda


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


# ---- Quorum and votes


def test_without_quorum_nothing_is_resolved_and_nothing_is_lost(bay, client):
    held = opened(bay)
    come(bay, held, dif="holder")
    sign_in(client, bay.office.sara)
    at = url(held, "resolutions/new/")
    page = client.get(at).content.decode()
    assert "Too few of those who vote are here" in page
    assert "With vote are here 1 of 3; 2 are needed." in page
    assert re.search(r'value="unanimous" disabled', page)
    page = client.post(at, {"do": "unanimous", "text": "Se compra pintura."}).content.decode()
    assert "Too few of those who vote" in page
    assert "Se compra pintura." in page
    assert not Resolution.objects.exists()
    come(bay, held, dif="holder", house="substitute")
    client.post(at, {"do": "unanimous", "text": "Se compra pintura."})
    assert Resolution.objects.get().in_favour == 2


def test_late_and_early(bay):
    """Who leaves is counted no more, and what was resolved before stays."""
    held = opened(bay)
    assert resolve(bay, held).in_favour == 3
    come(bay, held, dif="holder", hotels="left", house="holder")
    assert resolve(bay, held).in_favour == 2
    come(bay, held, dif="holder", hotels="left", house="left")
    with pytest.raises(Refused, match="Too few"):
        resolve(bay, held)
    assert queries.quorum(held).here == 1
    assert queries.quorum_of_all(held).here == 3
    assert queries.quorum(held).chair_is_here
    come(bay, held, house="holder")
    assert not queries.quorum(held).chair_is_here


def test_who_leaves_came_as_whoever_was_there(bay, client):
    held = opened(bay)
    sign_in(client, bay.office.sara)
    seats = {seat.organisation_id: f"seat-{seat.pk}" for seat, _row in queries.roll(held)}
    typed = {seats[bay.dif.pk]: "holder", seats[bay.hotels.pk]: "left",
             seats[bay.house.pk]: "absent"}  # fmt: skip
    client.post(url(held, "attendance/"), typed)
    rows = {row.seat.organisation_id: (row.came_as, row.left) for row in held.attendance.all()}
    assert rows == {
        bay.dif.pk: ("holder", False),
        bay.hotels.pk: ("substitute", True),
        bay.house.pk: ("", False),
    }
    page = client.get(url(held, "attendance/")).content.decode()
    assert page.count("checked") == 3
    assert re.search(r'value="left"[^>]*checked', page)


def test_a_guest_has_no_vote_and_who_sat_on_the_day_counts(bay):
    bay.seat(bay.office.organisation("Invitada Inventada"), "guest")
    seat = bay.committee.seats.get(organisation=bay.house)
    committees.end_term(by=bay.office.sara, seat=seat, on=clock.today())
    held = opened(bay)
    quorum = queries.quorum(held)
    assert (quorum.here, quorum.seats, len(queries.roll(held))) == (3, 3, 4)


@pytest.mark.parametrize(("casting", "carried"), [(False, False), (True, True)])
def test_a_tie_is_decided_by_the_chair_or_not_at_all(bay, client, casting, carried):
    committees.change(by=bay.office.sara, committee=bay.committee, casting_vote=casting)
    held = opened(bay)
    sign_in(client, bay.office.sara)
    typed = {"do": "counted", "text": "Empatado.", "in_favour": "1", "against": "1",
             "abstained": "1"}  # fmt: skip
    page = client.post(url(held, "resolutions/new/"), typed, follow=True).content.decode()
    assert Resolution.objects.exists() == carried
    assert ("It was not carried" in page) != carried
    # Without the chair there is nobody to decide it.
    come(bay, held, hotels="holder", house="holder")
    with pytest.raises(Refused, match="not carried"):
        resolve(bay, held, unanimous=False, in_favour=1, against=1)


def test_votes_that_do_not_add_up(bay, client):
    held = opened(bay)
    sign_in(client, bay.office.sara)
    typed = {"do": "counted", "text": "Mal contado.", "in_favour": "2"}
    page = client.post(url(held, "resolutions/new/"), typed).content.decode()
    assert "Those with vote who are here: 3. Votes counted: 2." in page
    assert "Mal contado." in page


def test_numbers_follow_by_committee_and_year_and_are_never_given_again(bay):
    committees.change(by=bay.office.sara, committee=bay.committee, code="CI")
    sara, today = bay.office.sara, clock.today()
    before = opened(bay, on=date(today.year - 1, 12, 31))
    assert resolve(bay, before).shown == f"CI/1/{today.year - 1}"
    held = opened(bay)
    shown = [resolve(bay, held).shown for _ in range(2)]
    assert shown == [f"CI/1/{today.year}", f"CI/2/{today.year}"]
    resolutions.strike(by=sara, resolution=Resolution.objects.get(shown=shown[1]), why="Repetido")
    committees.change(by=sara, committee=bay.committee, code="COM")
    assert resolve(bay, held).shown == f"COM/3/{today.year}"
    other = committees.record(by=sara, name="Otro", began="2020")
    committees.seat(by=sara, committee=other, organisation=bay.dif, role="chair", starts="2020")
    theirs = actions.call(by=sara, committee=other, kind="ordinary", on=today, starts_at=TEN,
                          place="x")  # fmt: skip
    actions.begin(by=sara, session=theirs, at=TEN)
    come(bay, theirs, dif="holder")
    assert resolve(bay, theirs).shown == f"1/{today.year}"


def test_a_resolution_is_put_right_or_struck_while_the_session_lasts(bay, client):
    held = opened(bay)
    row = resolve(bay, held)
    owed = resolutions.promise(by=bay.office.sara, resolution=row, text="x", owner=bay.dif)
    come(bay, held, dif="holder", house="holder")
    sign_in(client, bay.office.sara)
    at = url(held, f"resolutions/{row.pk}/")
    client.post(at, {"text": "Con otras palabras.", "in_favour": "2", "against": "1"})
    row.refresh_from_db()
    assert (row.text, row.in_favour, row.against) == ("Con otras palabras.", 2, 1)
    page = client.post(at, {"text": "Así no.", "in_favour": "2"}).content.decode()
    assert "Votes counted: 2" in page
    assert "Así no." in page
    assert "A commitment rests on it" in client.post(
        at, {"do": "strike", "why": "Sobra"}
    ).content.decode()  # fmt: skip
    commitments.drop(by=bay.office.sara, commitment=owed, why="Sobra")
    client.post(at, {"do": "strike", "why": "Sobra"})
    row.refresh_from_db()
    assert row.struck_why == "Sobra"
    assert "This resolution was struck" in client.post(
        at, {"text": "x", "in_favour": "3"}
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(("days", "said"), [(0, RanOut.THAT_DAY), (-1, RanOut.BEFORE), (1, "")])
def test_an_agreement_that_runs_out_bars_nothing_and_is_said(bay, client, days, said):
    ends = clock.today() + days * DAY
    signed = agreements.record(
        by=bay.office.sara, title="Convenio que vence", kind="other", signed="2020",
        ends=ends.isoformat(),
    )  # fmt: skip
    held = opened(bay)
    point = held.points.first()
    agenda.change(by=bay.office.sara, point=point, agreement=signed)
    point.refresh_from_db()
    sign_in(client, bay.office.sara)
    words = RanOut(said).label if said else "This agreement"
    for at in (url(held), url(held, "resolutions/new/")):
        assert (str(words) in client.get(at).content.decode()) == bool(said)
    client.post(
        url(held, "resolutions/new/"),
        {"do": "unanimous", "text": "Renovarlo.", "point": str(point.pk)},
    )
    assert Resolution.objects.get().ran_out == said
    text = str(closed(bay, held).minutes["en"])
    assert (str(words) in text) == bool(said)


def test_who_promised_is_asked_and_nothing_is_lost(bay, client):
    held = opened(bay)
    sign_in(client, bay.office.sara)
    at, typed = url(held, "resolutions/new/"), {"do": "unanimous", "text": "Se hará."}
    page = client.post(at, typed | {"promise": "Traer sillas"}).content.decode()
    assert "Say which organisation promised it" in page
    assert "Traer sillas" in page
    long = client.post(at, typed | {"text": "x" * 501, "owner": "DIF Inventado"}).content.decode()
    assert "Say in fewer words what was promised" in long
    past = {"owner": "DIF Inventado", "due_on": (clock.today() - DAY).isoformat()}
    assert "due before it was made" in client.post(at, typed | past).content.decode()
    assert not Resolution.objects.exists()
    client.post(at, typed | {"owner": "DIF Inventado", "promise": "Traer sillas"})
    owed = Commitment.objects.get()
    assert (owed.text, owed.made, owed.committee) == (
        "Traer sillas", clock.today().isoformat(), bay.committee,
    )  # fmt: skip


# ---- The minutes


def test_closed_words_stay_whatever_is_renamed(bay, client):
    held = opened(bay)
    row = resolve(bay, held, in_favour=2, against=1, unanimous=False)
    resolutions.promise(by=bay.office.sara, resolution=row, text="Capacitar", owner=bay.hotels)
    held = closed(bay, held)
    before = held.minutes
    assert set(before) == {"es", "en"}
    organisations.change(by=bay.office.sara, organisation=bay.hotels, name="Otro nombre")
    commitments.settle(by=bay.office.sara, commitment=row.commitments.get(), evidence="Lista")
    for late in (
        lambda: come(bay, held, dif="holder"),
        lambda: resolve(bay, held),
        lambda: agenda.change(by=bay.office.sara, point=held.points.first(), text="x"),
        lambda: closed(bay, held),
    ):
        with pytest.raises(Refused, match="fixed"):
            late()
    held.refresh_from_db()
    assert held.minutes == before
    page = sign_in(client, bay.office.sara).get(url(held, "minutes/")).content.decode()
    assert "Hoteles Inventados" in page
    assert "In favour 2, against 1, abstained 0; present with vote 3 of 3." in page
    assert "Otro nombre" not in page


def test_a_correction_stands_after_and_changes_no_word(bay, client):
    held = closed(bay, opened(bay))
    before = held.minutes
    sign_in(client, bay.office.sara)
    client.post(url(held, "minutes/"), {"do": "correct", "text": "Dice 120; debe decir 12."})
    held.refresh_from_db()
    assert held.minutes == before
    page = client.get(url(held, "minutes/")).content.decode()
    assert page.index("Those who came sign") < page.index("Dice 120; debe decir 12.")
    with pytest.raises(Refused, match="not closed yet"):
        actions.correct(by=bay.office.sara, session=opened(bay), text="x")
    assert actions.correct(by=bay.office.sara, session=held, text="y").number == 2


def test_a_session_without_quorum_has_minutes_that_say_so(bay):
    held = actions.begin(by=bay.office.sara, session=called(bay), at=TEN)
    with pytest.raises(Refused, match="Say first who came"):
        closed(bay, held)
    come(bay, held, house="holder")
    words = str(closed(bay, held).minutes["en"])
    assert "There was no quorum, which asks for 2, so nothing was resolved." in words
    assert "Nothing was resolved." in words


def test_what_was_struck_and_a_tie_are_said(bay):
    committees.change(by=bay.office.sara, committee=bay.committee, casting_vote=True)
    held = opened(bay)
    row = resolve(bay, held)
    owed = resolutions.promise(by=bay.office.sara, resolution=row, text="Nunca", owner=bay.dif)
    commitments.drop(by=bay.office.sara, commitment=owed, why="x")
    resolutions.strike(by=bay.office.sara, resolution=row, why="Repetido")
    resolve(bay, held, in_favour=1, against=1, abstained=1, unanimous=False)
    come(bay, held, dif="holder", hotels="left", house="holder")
    words = str(closed(bay, held).minutes["en"])
    assert "Struck out: Repetido" in words
    assert "Nunca" not in words
    assert "The chair decided the tie." in words
    assert "Holder, left before the end" in words


def word_of(content):
    made = Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(each.text for each in made.paragraphs), *cells]).split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["Acta de la sesión ordinaria", "Hubo quórum", "Por unanimidad: 3 votos",
                "Línea de acción: 1. Prevenir", "Nombre y firma", "Suplente"]),
        ("en", ["Minutes of the ordinary session", "There was quorum", "Unanimous: 3 votes",
                "Line of action: 1. Prevenir", "Name and signature", "Substitute"]),
    ],
)  # fmt: skip
def test_pdf_and_word_say_the_same(bay, client, language, words):
    line = plan.draw(by=bay.office.sara, committee=bay.committee, title="Prevenir")
    held = opened(bay)
    row = resolve(bay, held, line=line)
    resolutions.promise(
        by=bay.office.sara, resolution=row, text="Capacitar a 120", owner=bay.hotels,
        due_on=clock.today() + DAY,
    )  # fmt: skip
    sign_in(client, bay.office.sara)
    draft = word_of(client.get(url(held, f"minutes/file/?l={language}&as=docx")).content)
    assert {"es": "Borrador", "en": "Draft"}[language] in draft
    held = closed(bay, held)
    answer = client.get(url(held, f"minutes/file/?l={language}"))
    assert answer["Content-Disposition"] == 'attachment; filename="acta.pdf"'
    assert titled(answer.content) == (language, words[0])
    paper = printed(held, minutes.read(held, language=language), language)
    answer = client.get(url(held, f"minutes/file/?l={language}&as=docx"))
    assert answer["Content-Disposition"] == 'attachment; filename="acta.docx"'
    word = word_of(answer.content)
    said = [*words, "Capacitar a 120", "Hoteles Inventados", "Asuntos generales"]
    assert [each for each in said if each not in paper] == []
    assert [each for each in said if each not in word] == []
    assert "Borrador" not in word
    assert "Draft" not in word


@pytest.mark.parametrize(
    ("kind", "language", "words"),
    [
        ("ordinary", "es", "Convocatoria a sesión ordinaria"),
        ("extraordinary", "en", "Call to an extraordinary session"),
    ],
)
def test_the_letter_that_calls(bay, client, kind, language, words):
    held = called(bay, kind=kind, link="https://example.org/sala")
    sign_in(client, bay.office.sara)
    answer = client.get(url(held, f"call/file/?l={language}"))
    assert answer["Content-Disposition"] == 'attachment; filename="convocatoria.pdf"'
    assert titled(answer.content) == (language, words)
    letter = printed(held, call(held, language=language), language)
    said = [words, "10:00", "example.org/sala", "Asuntos generales", "Casa Inventada"]
    assert [each for each in said if each not in letter] == []
    answer = client.get(url(held, f"call/file/?l={language}&as=docx"))
    text = [each.text for each in Document(io.BytesIO(answer.content)).paragraphs]
    assert words in text


def test_who_signs_the_call(bay):
    seat = bay.committee.seats.get(organisation=bay.dif)
    committees.end_term(by=bay.office.sara, seat=seat, on=clock.today() - DAY)
    held = called(bay)
    letter = printed(held, call(held, language="en"), "en")
    assert "signature Comité Interinstitucional" in letter
    bay.seat(bay.office.organisation("Secretaría Inventada"), "secretary")
    letter = printed(held, call(held, language="en"), "en")
    assert "signature Secretaría Inventada Technical secretary" in letter


def test_a_calendar_learns_when_and_where_and_nothing_else(bay, client):
    held = called(bay)
    sign_in(client, bay.office.sara)
    answer = client.get(url(held, "calendar/"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    (entry,) = calendar.walk("VEVENT")
    assert entry["summary"] == "Meeting"
    assert entry["location"] == "DIF"
    assert entry.decoded("dtstart").astimezone(clock.programme_zone()).time() == TEN
    text = answer.content.decode()
    for word in ("Comité", "Trata", "Capacitación", str(held.pk)):
        assert word not in text


# ---- The plan, and what goes before the chair


def owed(bay, days, text="Tarde", **facts):
    facts = {"owner": bay.hotels, "origin": "committee", "committee": bay.committee} | facts
    due = clock.today() - days * DAY
    return commitments.write(by=bay.office.sara, text=text, made="2020", due_on=due, **facts)


def test_what_is_late_for_long_goes_before_the_chair(bay, client):
    owed(bay, 15, "Todavía no")
    late = owed(bay, 16, "Ya sí")
    sign_in(client, bay.office.sara)
    page = client.get(bay.committee.get_absolute_url()).content.decode()
    listed = page[page.index("For the chair") : page.index("</section>")]
    assert "Ya sí" in listed
    assert "Todavía no" not in listed
    at = f"{bay.committee.get_absolute_url()}sessions/new/"
    page = client.get(at).content.decode()
    assert re.search(rf'value="{late.pk}"[^>]*checked', page)
    typed = {"kind": "ordinary", "on": "2026-01-01", "starts_at": "10:00", "place": "Sala",
             "points": "Asistencia", "about": [str(late.pk)]}  # fmt: skip
    client.post(at, typed)
    held = Session.objects.get()
    assert [(row.text, row.commitment) for row in held.points.all()] == [
        ("Asistencia", None), ("Ya sí", late),
    ]  # fmt: skip
    assert queries.suggested(held, on=clock.today()) == []
    client.post(at, typed | {"about": []})
    other = Session.objects.exclude(pk=held.pk).get()
    assert queries.suggested(other, on=clock.today()) == [late]
    client.post(url(other, "agenda/"), {"about": [str(late.pk)]})
    assert other.points.last().commitment == late


def test_commitments_by_line(bay, client):
    sign_in(client, bay.office.sara)
    at = f"{bay.committee.get_absolute_url()}plan/"
    client.post(at, {"title": "Prevenir"})
    assert "The plan has this line already" in client.post(
        at, {"title": "prevenir"}
    ).content.decode()  # fmt: skip
    client.post(at, {"title": "Atender"})
    first, second = bay.committee.lines.all()
    late, free = owed(bay, 1, "De línea"), owed(bay, 1, "Suelto")
    client.post(f"/committees/commitments/{late.pk}/line/", {"line": str(second.pk)})
    page = client.get(at).content.decode()
    order = ["1. Prevenir", "2. Atender", "De línea", "Of no line", "Suelto"]
    places = [page.rindex(words) for words in order]
    assert places == sorted(places)
    assert "Hoteles Inventados</a>: 2<ul>" in page
    commitments.settle(by=bay.office.sara, commitment=late, evidence="x")
    assert "1 of 1 kept" in client.get(at).content.decode()
    client.post(f"/committees/commitments/{free.pk}/line/", {"line": ""})
    other = committees.record(by=bay.office.sara, name="Otro")
    theirs = plan.draw(by=bay.office.sara, committee=other, title="Prevenir")
    with pytest.raises(Refused, match="another committee"):
        plan.put_in_line(by=bay.office.sara, commitment=free, line=theirs)
    assert first.number == theirs.number == 1
