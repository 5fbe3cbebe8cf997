"""Closed words stay, in both languages and in every file."""

import io

import pikepdf
import pytest
from django.utils.html import strip_tags
from docx import Document
from icalendar import Calendar

from amparo.committees.actions import agenda, commitments, committees, plan, resolutions
from amparo.committees.actions import sessions as actions
from amparo.committees.writing import minutes, pdf
from amparo.committees.writing.call import call
from amparo.committees.writing.paper import Paper
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.organisations.actions import organisation as organisations
from tests.committees.sitting import DAY, TEN, called, closed, come, opened, resolve, url
from tests.helpers import sign_in


def printed(held, blocks, language):
    """The words that are printed, on one line."""
    paper = Paper(blocks=blocks, head=held.committee.name, language=language, day=held.on)
    return " ".join(strip_tags(pdf.page(paper).replace("<br>", " ")).split())


def titled(content):
    """What a PDF says of itself: its language and its title."""
    with pikepdf.open(io.BytesIO(content)) as read:
        return str(read.Root.Lang), str(read.docinfo.Title)


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
    foot = Document(io.BytesIO(answer.content)).sections[0].footer.paragraphs[0].text
    assert foot == f"{bay.committee.name} · {clock.today().isoformat()}"
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
