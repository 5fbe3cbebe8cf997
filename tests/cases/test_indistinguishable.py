"""Nobody, somebody hidden, and somebody not hers: one answer, of one length, after equal work.

Times are noisy, work is not: the number of questions put to the database and the bytes of the
answer are the same, whichever of the three it was. So are the cookies, the lines in the log of the
server, and the events in the audit log but for what was asked. How times compare: benches/doors.py.
"""

import logging
import re
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from amparo.cases import numbers
from amparo.people.actions.relations import hide_from_search
from tests.helpers import audit_events, sign_in

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def three(town):
    """The numbers and ids of nobody, of somebody hidden of a colleague's, of another agency's."""
    hidden = town.new_case(by=town.alba, person={"given_names": "Zulema", "birth_year": 2015})
    hide_from_search(by=town.alba, person=hidden.person, hidden=True, reason="Un pariente busca.")
    foreign = town.new_case(by=town.bruno, person={"given_names": "Yolotl"})
    return {
        "names": ["Wenceslada", "Zulema", "Yolotl"],
        "numbers": [numbers.shown(numbers.fresh()), hidden.shown_number, foreign.shown_number],
        "ids": [uuid4(), hidden.pk, foreign.pk],
    }


@contextmanager
def log_lines():
    """What goes to any log meanwhile, at whatever level."""
    lines, root = [], logging.getLogger()
    keep = logging.Handler()
    keep.emit = lambda line: lines.append((line.name, line.levelname, line.getMessage()))
    root.addHandler(keep)
    try:
        yield lines
    finally:
        root.removeHandler(keep)


def events():
    return [(each.verb, each.about, each.person) for each in audit_events()]


def asked(ask, typed):
    """Status, headers, cookies, bytes without what was typed, what was logged, and how many
    questions it took."""
    before = len(events())
    with log_lines() as lines, CaptureQueriesContext(connection) as taken:
        answer = ask()
    said = [(name, level, words.replace(str(typed), "")) for name, level, words in lines]
    cookies = {
        name: {key: value for key, value in each.items() if key != "expires"}
        for name, each in answer.cookies.items()
    }
    body = TOKEN.sub("", answer.content.decode()).replace(str(typed), "")
    headers = {name: value for name, value in answer.items() if name != "Content-Length"}
    return answer.status_code, headers, body, len(taken), cookies, said, events()[before:]


@pytest.mark.parametrize("kind", ["names", "numbers"])
def test_a_search_does_the_same_work_and_says_the_same(town, three, client, kind):
    sign_in(client, town.ana)
    url = reverse("cases:search")
    client.post(url, {"words": "x"})
    found = [asked(lambda w=w: client.post(url, {"words": w}), w) for w in three[kind]]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("page", ["case", "who_saw", "team", "identity", "edit", "print"])
def test_a_guessed_address_does_the_same_work_and_says_the_same(town, three, client, page):
    sign_in(client, town.ana)
    client.get(reverse("cases:caseload"))
    found = [
        asked(lambda i=i: client.get(reverse(f"cases:{page}", args=[i])), i) for i in three["ids"]
    ]
    assert found[0] == found[1] == found[2]
    assert found[0][0] == 404


def test_who_saw_by_number_and_an_emergency_by_number_say_the_same(town, three, client):
    for who, page in ((town.ana, "who_saw_find"), (town.alba, "break_glass")):
        sign_in(client, who)
        url = reverse(f"cases:{page}")
        client.get(url)
        found = []
        for number in (three["numbers"][0], three["numbers"][2]):
            sent = {"reason": "health", "words": "The hospital calls.", "number": number}
            found.append(asked(partial(client.post, url, sent), number))
        assert found[0] == found[1], page
