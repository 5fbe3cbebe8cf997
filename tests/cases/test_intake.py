"""Intake: a first case in three pages, safety first, nothing obligatory, nothing lost."""

import pytest
from django.utils.html import escape

from amparo.cases.models import Case, Label
from amparo.core import clock
from amparo.people import notice
from amparo.people.queries.contact import answer_of
from tests.helpers import audit_events, sign_in, statuses

URL = "/cases/new/"
NASTY = {
    "null byte": "Ixchel\x00",
    "emoji": "Ixchel 🌵",
    "right to left": "Ixchel \u202e\u0627\u0644",
    "formula": "=HYPERLINK(1)",
    "markup": "<script>alert(1)</script>",
}


def newest():
    return Case.objects.order_by("-recorded_at").first()


def test_who_opens_intake(town, client):
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "noe": 403, "fina": 403}
    assert statuses(client, URL, [*town.everyone, town.noe, town.fina]) == table


def test_a_first_intake_takes_three_pages(town, client):
    caseload = sign_in(client, town.ana).get("/cases/")
    assert URL in caseload.content.decode()
    assert client.get(URL).status_code == 200
    saved = client.post(URL, {"given_names": "Nenúfar"}, follow=True)
    assert saved.redirect_chain == [(f"/cases/{newest().pk}/?check=names", 302)]
    assert newest().shown_number in saved.content.decode()


def test_the_safety_block_alone_is_enough(town, client):
    sign_in(client, town.ana).post(URL, {"immediate_danger": "yes", "can_contact": "no"})
    case = newest()
    assert (case.immediate_danger, answer_of(case.person)) == ("yes", "no")
    assert case.person.full_name == ""
    assert case.identification == "presumed"


def test_nothing_at_all_is_enough_too_and_says_so(town, client):
    sign_in(client, town.ana).post(URL, {"next_step": ""})
    assert newest().immediate_danger == "not_asked"


def test_unknown_refused_and_not_asked_stay_three_answers(town, client):
    sign_in(client, town.ana).post(
        URL,
        {
            "why_given_names": "refused",
            "why_birth_date": "unknown",
            "why_phone": "not_asked",
            "paternal_surname": "Ríonuevo",
            "why_paternal_surname": "not_asked",
        },
    )
    assert newest().person.unanswered == {
        "given_names": "refused",
        "birth_date": "unknown",
        "phone": "not_asked",
    }


def test_an_answer_and_a_reason_for_none_contradict_each_other(town, client):
    before = Case.objects.count()
    page = sign_in(client, town.ana).post(URL, {"phone": "555-0199", "why_phone": "refused"})
    assert page.status_code == 200
    assert "Keep one of the two" in page.content.decode()
    assert "555-0199" in page.content.decode()
    assert Case.objects.count() == before


@pytest.mark.parametrize(
    ("typed", "stored", "year"),
    [
        ({"birth": "14/03/2003"}, "2003-03-14", 2003),
        ({"birth": "marzo de 2004"}, "2004-03", 2004),
        ({"birth": "2003"}, "2003", 2003),
        ({"birth": "about 2003"}, "2003~", 2003),
        ({"age": "15"}, None, None),
    ],
)
def test_a_vague_birth_date_stays_vague(town, client, typed, stored, year):
    sign_in(client, town.ana).post(URL, typed)
    person = newest().person
    year = year or clock.today().year - 15
    assert person.birth_date == (stored or f"{year}~")
    assert person.birth_year == year


@pytest.mark.parametrize("birth", ["the day of the rain", "31/02/2003", "2999"])
def test_a_birth_date_that_cannot_be_is_asked_again_and_kept(town, client, birth):
    page = sign_in(client, town.ana).post(URL, {"birth": birth, "given_names": "Nenúfar"})
    assert page.context["form"].errors["birth"]
    assert birth in page.content.decode()
    assert "Nenúfar" in page.content.decode()


def test_that_she_is_under_18_can_be_said_without_an_age(town, client):
    year = clock.today().year - 18
    page = sign_in(client, town.ana).get(URL).content.decode()
    assert f"under 18: after {year}." in page
    saved = client.post(URL, {"birth": f"after {year}"}, follow=True)
    assert "Younger than 18" in saved.content.decode()


def test_how_to_reach_her_safely_stands_beside_whether_it_is_safe(town, client):
    page = sign_in(client, town.ana).get(URL).content.decode()
    assert page.count('name="contact_notes"') == 1
    assert page.index('name="contact_notes"') < page.index("Save with this alone")


def test_the_notice_is_shown_and_its_version_stored_once_explained(town, client):
    page = sign_in(client, town.ana).get(URL).content.decode()
    assert "Who looks after your information" in page
    client.post(URL, {"notice_explained": "on"})
    assert newest().notice_version == notice.CURRENT
    client.post(URL, {"given_names": "Nenúfar"})
    assert newest().notice_version == ""


def test_her_answer_about_statistics_is_recorded_with_how_it_was_given(town, client):
    answer = {"statistics": "granted", "consent_language": "quc", "consent_how": "spoken"}
    sign_in(client, town.ana).post(URL, answer | {"consent_interpreter": "on"})
    (consent,) = newest().person.consents.all()
    assert (consent.purpose, consent.block, consent.answer) == ("statistics", "facts", "granted")
    assert (consent.language, consent.how, consent.interpreter) == ("quc", "spoken", True)
    assert consent.explained_by == town.ana


def test_an_answer_without_its_language_is_not_saved(town, client):
    page = sign_in(client, town.ana).post(URL, {"statistics": "granted"})
    assert set(page.context["form"].errors) == {"consent_language", "consent_how"}


@pytest.mark.parametrize("field", ["given_names", "phone", "safety_note", "notes", "birth"])
def test_ten_megabytes_in_a_field_are_refused_in_words_and_given_back(town, client, field):
    before = Case.objects.count()
    page = sign_in(client, town.ana).post(URL, {field: "x" * 10_000_000, "next_step": "Listen."})
    assert page.status_code == 200
    assert "Nothing was lost" in page.context["form"].errors[field][0]
    assert "Listen." in page.content.decode()
    assert Case.objects.count() == before


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_odd_text_is_kept_as_it_is_or_refused_in_words(town, client, text):
    answer = sign_in(client, town.ana).post(URL, {"given_names": text, "notes": text}, follow=True)
    if "\x00" in text:
        assert answer.context["form"].errors["given_names"]
        return
    case = newest()
    assert (case.person.given_names, case.notes) == (text, text)
    assert "<script>alert" not in answer.content.decode()
    assert escape(text) in client.get(f"/cases/{case.pk}/identity/").content.decode()


def test_a_similar_name_in_the_caseload_is_asked_about_and_blocks_nothing(town, client):
    sign_in(client, town.ana)
    page = client.post(URL, {"given_names": "Xquik", "paternal_surname": "Piedralun"}, follow=True)
    assert [other.pk for other in page.context["same"]] == [town.case.pk]
    assert "Piedraluna Nubarrón" not in page.content.decode()
    assert audit_events("possible_same_shown")
    other = sign_in(client, town.bruno).post(URL, {"given_names": "Xquic Piedraluna"}, follow=True)
    assert other.context["same"] == []


def test_a_case_is_opened_in_her_own_vault_and_she_is_its_team(town, client):
    sign_in(client, town.bruno).post(URL, {"given_names": "Nenúfar"})
    case = newest()
    assert case.agency == town.faro
    assert [teammate.member for teammate in case.team.all()] == [town.bruno]


def test_the_word_by_which_she_knows_the_case_is_hers_and_may_wait(town, client):
    sign_in(client, town.ana).post(URL, {"own_label": "Green folder"})
    assert "Green folder" in client.get(newest().get_absolute_url()).content.decode()
    other = sign_in(client, town.alba).get(newest().get_absolute_url()).content.decode()
    assert "Green folder" not in other
    sign_in(client, town.ana).post(URL, {"next_step": "Call the doctor."})
    assert not Label.objects.filter(case=newest()).exists()
    assert "do not use a name" in client.get(URL).content.decode()
