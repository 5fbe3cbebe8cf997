"""Her opinion: asked on a telephone that knows nobody, kept as a sum that leads to nobody."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from amparo.assistance import jobs
from amparo.assistance.actions import feedback as actions
from amparo.assistance.enums.feedback import Question, Said
from amparo.assistance.models import FeedbackSum, FeedbackTurn
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.cases.papers import pdf_text
from tests.helpers import audit_events, sign_in, statuses
from tests.inflesz import EASY, hard_sentences, inflesz
from tests.town import FIRST, GIVEN

HERE = "/assistance/feedback/"
ASKED = {"about": "all", "is_safe": "on", "is_wanted": "on"}
WORDS_OF_OURS = ("amparo", "casa luz", "ceiba", "trata", "víctima", "albergue", "programa", "caso")


def visible(page) -> str:
    """What stands on the page, with its title."""
    text = re.sub(r"<(script|style).*?</\1>", " ", page.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "\n", text))


def answer_all(client, url, said="yes"):
    for question in Question:
        assert client.post(url, {"question": question, "said": said}).status_code == 302


def given(town, said="yes", about="all"):
    token = actions.hand_over(by=town.ana, about=about, is_safe=True, is_wanted=True)
    answer_all(Client(), f"/q/{token}/", said)


def test_the_telephone_is_handed_over_and_knows_nobody(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    assert statuses(client, HERE, everyone) == {
        "nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "alba": 200, "fina": 404,
    }  # fmt: skip
    assert statuses(client, f"{HERE}sums/", everyone) == {
        "nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 200, "fina": 404,
    }  # fmt: skip
    ana = sign_in(client, town.ana)
    case_page = f"/cases/{town.case.pk}/"
    assert ana.get(case_page).status_code == 200
    assert "nobody looks on" in ana.post(HERE, {"about": "all"}).content.decode()
    assert not FeedbackTurn.objects.exists()
    before = len(audit_events("feedback_asked"))
    sent = ana.post(HERE, ASKED)
    # Her visit is over before the telephone changes hands: Back leads to the door.
    assert sent["Clear-Site-Data"] == '"cache"'
    assert ana.get(case_page).status_code == 302
    assert ana.get(HERE).status_code == 302
    (event,) = audit_events("feedback_asked")[before:]
    assert (event.about_id, event.person, event.detail) == ("", "", "{}")
    url = sent["Location"]
    number = town.case.number
    for question in (*Question, "end"):
        for language in ("es", "en"):
            page = ana.get(f"{url}?l={language}")
            text = visible(page).lower()
            for word in (*WORDS_OF_OURS, GIVEN.lower(), FIRST.lower(), number.lower(), "ana"):
                assert not re.search(rf"\b{word}\b", text), word
            assert page["Cache-Control"] == "no-store"
            assert not any(cookie.value for cookie in page.cookies.values())
        ana.post(url, {"question": question, "said": "yes"})


def test_one_turn_is_one_answer_and_leaves_nothing_behind(town, client):
    token = actions.hand_over(by=town.ana, about="Shelter", is_safe=True, is_wanted=True)
    url = f"/q/{token}/?l=en"
    first = client.get(url)
    assert "Did you feel safe here?" in first.content.decode()
    assert token not in str(list(FeedbackTurn.objects.values()))
    wrong = client.post(url, {"question": "safe"})
    assert "Choose one" in wrong.content.decode()
    client.post(url, {"question": "safe", "said": "no"})
    # Sent twice, or from a page that Back showed: it answers no other question.
    again = client.post(url, {"question": "safe", "said": "yes"})
    assert "Were you treated well?" in again.content.decode()
    assert FeedbackTurn.objects.get().answers == {"safe": "no"}
    answer_all_but_the_first(client, url)
    assert not FeedbackTurn.objects.exists()
    # Used, ended or never given: the same page, whatever is sent there.
    unknown = client.get("/q/never-given/?l=en").content
    assert client.get(url).content == unknown
    assert client.post(url, {"question": "safe", "said": "no"}).content == unknown
    held = FeedbackSum.objects.get()
    assert (held.waiting_number, held.shown_number) == (1, 0)
    (event,) = audit_events("feedback_given")
    assert (event.about_id, event.person, event.detail) == ("", "", "{}")
    assert str(town.ana.pk) not in str(event.__dict__)


def answer_all_but_the_first(client, url):
    for question in list(Question)[1:]:
        client.post(url, {"question": question, "said": "yes"})


def test_the_coordinator_sees_sums_of_five_that_move_by_five(town, client):
    alba = sign_in(client, town.alba)
    looks = []
    for number in range(1, 7):
        given(town, "no" if number == 2 else "yes")
        looks.append(alba.get(f"{HERE}sums/").context["found"])
    assert looks[:4] == [[], [], [], []]
    (five,) = looks[4]
    assert (five.number, five.rows[0][1]) == (5, [4, 0, 1, 0])
    assert looks[5] == looks[4]
    # Another subject is added up apart: nothing of one is in the other.
    given(town, about="Shelter")
    assert alba.get(f"{HERE}sums/").context["found"] == looks[4]


def test_papers_are_added_by_the_bundle(town, client):
    alba = sign_in(client, town.alba)
    sent = {"about": "all", "number": "5"} | {f"{one}_yes": "5" for one in Question}
    few = sent | {"number": "4"}
    assert "from 5 on" in alba.post(f"{HERE}sums/", few).content.decode()
    assert alba.post(f"{HERE}sums/", sent).status_code == 302
    (found,) = alba.get(f"{HERE}sums/").context["found"]
    assert (found.number, found.rows[0][1]) == (5, [5, 0, 0, 0])
    with pytest.raises(Refused, match="Your role"):
        actions.count_papers(by=town.ana, about="all", number=5, counts={})


def test_what_nobody_finished_is_forgotten(town, client, monkeypatch):
    token = actions.hand_over(by=town.ana, about="all", is_safe=True, is_wanted=True)
    client.post(f"/q/{token}/", {"question": "safe", "said": "no"})
    jobs.forget_unfinished_feedback()
    assert FeedbackTurn.objects.count() == 1
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(f"/q/{token}/?l=en").content == client.get("/q/x/?l=en").content
    jobs.forget_unfinished_feedback()
    assert not FeedbackTurn.objects.exists()
    assert not FeedbackSum.objects.exists()


def test_no_row_of_it_knows_a_case_a_person_or_a_member():
    for model in (FeedbackTurn, FeedbackSum):
        linked = {field.name for field in model._meta.get_fields() if field.is_relation}
        assert linked == {"agency"}


def test_the_sheet_names_nobody_and_says_where_the_box_stands(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    url = f"{HERE}sheet/"
    assert statuses(client, url, everyone) == {
        "nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "alba": 200, "fina": 404,
    }  # fmt: skip
    ana = sign_in(client, town.ana)
    assert ana.post(url, {"box": "", "language": "es"}).context["form"].errors["box"]
    before = len(audit_events("feedback_sheet_printed"))
    for language, first in (("es", "Preguntas"), ("en", "Questions")):
        made = ana.post(url, {"box": "junto a la puerta", "language": language})
        assert made["Content-Type"] == "application/pdf"
        assert made["Content-Disposition"] == 'attachment; filename="preguntas.pdf"'
        said = " ".join(pdf_text(made.content).split())
        assert said.startswith(first)
        assert "junto a la puerta." in said
        with translation.override(language):
            for words in (*Question.labels, *Said.labels):
                assert str(words) in said
        # No date, no number, no name, no word of ours.
        assert not re.search(r"\d", said)
        for word in (*WORDS_OF_OURS, GIVEN.lower(), FIRST.lower(), "ana", "arroyo"):
            assert not re.search(rf"\b{word}\b", said.lower()), word
        assert pdf_text(made.content).count("\x0c") == 1, "one page"
        if language == "es":
            assert inflesz(said) >= EASY
            assert hard_sentences(said) == []
    made = audit_events("feedback_sheet_printed")[before:]
    assert [event.detail + event.about_id for event in made] == ["{}", "{}"]


def test_the_words_are_easy():
    with translation.override("es"):
        said = [*Question.labels, *Said.labels]
        text = "\n".join(str(one) for one in said)
        assert inflesz(text) >= EASY
        assert hard_sentences(text) == []


def test_the_whole_page_is_easy(town, client):
    token = actions.hand_over(by=town.ana, about="all", is_safe=True, is_wanted=True)
    for url in (f"/q/{token}/?l=es", "/q/x/?l=es"):
        text = re.sub(r"<[^>]+>", "\n", client.get(url).content.decode().split("<main")[1])
        assert inflesz(text.partition(">")[2]) >= EASY
        assert hard_sentences(text.partition(">")[2]) == []
