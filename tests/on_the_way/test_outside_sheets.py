"""Every byte that goes to an airline or a town hall is searched for a word of our work."""

import io
import re
from unittest.mock import patch

import pikepdf
import pytest
from django.urls import reverse

from amparo.cases.policies.safety_plan import plain, telling_word
from amparo.journeys.actions import outside_papers as actions
from amparo.journeys.policies.outside_papers import ON_A_JOURNEY
from amparo.people import sheet_pdf
from tests.cases.papers import pdf_text
from tests.helpers import sign_in
from tests.on_the_way.test_outside_papers import named, sheet
from tests.town import FIRST, GIVEN

# What somebody would look for who wants to know why she travels, in both languages.
WORDS = (
    "trata", "víctima", "victima", "trafficking", "trafficked", "victim", "refugio", "shelter",
    "albergue", "repatria", "retorno", "return", "asistid", "assisted", "amparo", "case", "caso",
    "oim", "iom", "organización", "organization", "programa", "program", "protección",
    "protection", "explotación", "exploitation", "sobreviviente", "survivor", "beneficiari",
    "migra", "journey", "trayecto", "casa luz", "consulado", "fiscalía",
)  # fmt: skip
KINDS = ("airline", "travel_agent", "town", "cancellation")


@pytest.fixture
def ready(home):
    named(home)
    home.all_but_the_answer()
    home.agreed()
    return home


def paper_of(home, kind, language):
    made = sheet(home, kind="airline" if kind == "cancellation" else kind, language=language)
    if kind != "cancellation":
        return made
    return actions.cancel_sheet(by=home.town.ana, journey=home.journey, paper=made)


def served(home, client, paper):
    about = {"case_id": home.case.pk, "journey_id": home.journey.pk, "paper_id": paper.pk}
    sign_in(client, home.town.ana)
    return client.get(reverse("journeys:outside", kwargs=about))


def is_silent(text, home):
    words = f" {plain(text)} "
    for word in WORDS:
        # Of a short one the whole word: "retirada" is no "tirada".
        found = f" {plain(word)}" in words
        assert not found, word
    assert not telling_word(text)
    assert not any(each.startswith(ON_A_JOURNEY) for each in words.split())
    for number in (home.case.number, home.case.shown_number, home.journey.number,
                   home.journey.shown_number, str(home.case.pk), str(home.journey.pk),
                   str(home.case.person_id)):  # fmt: skip
        assert number.casefold() not in text.casefold()


def laid_out(printed):
    """As it is, and noted what was laid out."""
    whole = sheet_pdf.first_on_one_page

    def first(sheets):
        printed.append(sheets)
        return whole(sheets)

    return first


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_paper_says_why_she_travels(ready, client, kind, language):
    paper = paper_of(ready, kind, language)
    printed = []
    with patch.object(sheet_pdf, "first_on_one_page", laid_out(printed)):
        pdf = served(ready, client, paper)
    ((html, _again),) = printed
    # The address of its style is that of one of the site's own files, and holds no word either.
    text = pdf_text(pdf.content)
    for shown in (html, text):
        is_silent(shown, ready)
        for word in (GIVEN, FIRST, "A123", "Grupo Ceibo", "Tapachula", "AB-1234", "15:00"):
            assert word in shown
    with pikepdf.open(io.BytesIO(pdf.content)) as found:
        assert len(found.pages) == 1
        width, height = (float(found.pages[0].MediaBox[each]) for each in (2, 3))
        assert (round(width), round(height)) == (595, 842)
        facts = " ".join(f"{name} {value}" for name, value in found.docinfo.items())
        with found.open_metadata() as more:
            facts += str(more)
    is_silent(facts, ready)
    assert "Producer" in facts
    held = {name: value for name, value in pdf.items() if name not in SITE_WIDE}
    is_silent(" ".join(f"{name}: {value}" for name, value in held.items()), ready)
    assert pdf["Content-Disposition"] == 'attachment; filename="itinerario.pdf"'
    assert pdf["Cache-Control"] == "no-store"


# The same on every page of the site; they stay with the browser of whoever works here.
SITE_WIDE = {"Permissions-Policy", "Content-Security-Policy", "Referrer-Policy"}


def test_a_cancellation_says_nothing_of_why(ready, client):
    text = pdf_text(served(ready, client, paper_of(ready, "cancellation", "es")).content)
    assert "Por favor cancele" in re.sub(r"\s+", " ", text)
    assert "porque" not in text


def test_only_who_opens_the_case_takes_one_out(ready, client):
    paper = paper_of(ready, "airline", "es")
    about = {"case_id": ready.case.pk, "journey_id": ready.journey.pk, "paper_id": paper.pk}
    url = reverse("journeys:outside", kwargs=about)
    for who, status in ((None, 302), (ready.town.bruno, 404), (ready.town.ana, 200)):
        client.logout()
        if who:
            sign_in(client, who)
        assert client.get(url).status_code == status
    sign_in(client, ready.town.ana, confirmed=False)
    assert "reauthenticate" in client.get(url)["Location"]
    about["paper_id"] = ready.case.pk
    sign_in(client, ready.town.ana)
    assert client.get(reverse("journeys:outside", kwargs=about)).status_code == 404
