"""Somebody she fears, somebody nobody looks for, somebody refused: who asks cannot tell them apart.

Sixty claims of the three kinds, in turns. Words, bytes, headers, questions put to the database,
order, and lines of every log are the same; times are compared by rank, so that a difference too
small to be felt would still be found.
"""

import gc
import logging
import random
import re
import statistics
import time
from contextlib import contextmanager
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from scipy.stats import kruskal, mannwhitneyu

from amparo import agencies
from amparo.agencies import actions as members
from amparo.journeys.actions import claims
from amparo.journeys.actions import tracing as actions
from amparo.journeys.models import Claim, Match
from amparo.site import audit_log
from tests.helpers import audit_events, sign_in
from tests.on_the_way.tracing import FEARED, HER_NAME, later

KINDS = ("feared", "nobody", "refused")
EACH, ALPHA = 20, 0.001
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
NEW = "/journeys/claims/new/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def typed(kind):
    """What the three kinds say, of one length, so that not even what is typed differs in it."""
    claimant = {"feared": FEARED, "nobody": "Eleuterio Nadie Hondonadaa",
                "refused": "Melesiooo Terco Hondonadaa"}[kind]  # fmt: skip
    sought = {"feared": HER_NAME, "nobody": "Petrona Inexistente Nubarron",
              "refused": HER_NAME}[kind]  # fmt: skip
    return {"claimant": claimant, "sought": sought.ljust(30, "a")[:30] if kind == "nobody"
            else sought, "relation": "father", "tells": "La perra se llamaba Luna.",
            "reached_by": "Por la parroquia inventada."}  # fmt: skip


@contextmanager
def log_lines():
    """What goes to any log meanwhile, at whatever level, but for questions to the database."""
    lines, root = [], logging.getLogger()
    keep = logging.Handler()
    keep.emit = lambda line: lines.append((line.name, line.levelname, line.getMessage()))
    root.addHandler(keep)
    try:
        yield lines
    finally:
        root.removeHandler(keep)


def plain(text, claim):
    """An answer without what is its own: the number, the address, the token of the form."""
    text = TOKEN.sub("", text)
    return text.replace(str(claim.pk), "ID").replace(claim.number, "NUMBER")


def in_turns():
    """Each kind as often, no kind always first: a warm machine is faster than a cold one."""
    order, chance = [], random.Random(5)
    for _round in range(EACH):
        kinds = list(KINDS)
        chance.shuffle(kinds)
        order += kinds
    return order


def took(ask):
    began = time.perf_counter_ns()
    found = ask()
    return found, time.perf_counter_ns() - began


@pytest.fixture
def home(search):
    """Her family is looked for, and one name is feared."""
    search.begun()
    search.fear()
    return search


@pytest.fixture
def taken(home):
    """Sixty claims of Bruno's, of the three kinds in turns."""
    return [(kind, claims.take_down(by=home.town.bruno, **typed(kind))) for kind in in_turns()]


@pytest.fixture
def desk(home, client):
    """The page at Bruno's, where the first claims of the day were taken down already."""
    sign_in(client, home.town.bruno)
    for kind in KINDS * 3:
        client.get(client.post(NEW, typed(kind)).url)
    return client


def decide(search):
    """The clock compares all of them; her team refuses those that are not blocked."""
    search.compare()
    for match in Match.objects.filter(state="found"):
        held = search.verified(match)
        actions.refuse(by=search.town.ana, match=held, why="not_shown")


def test_the_three_kinds_are_what_they_are_called(search, taken):
    decide(search)
    states = {kind: set() for kind in KINDS}
    for kind, claim in taken:
        match = Match.objects.filter(claim=claim).first()
        states[kind].add(match.state if match else None)
    assert states == {"feared": {"blocked"}, "nobody": {None}, "refused": {"refused"}}


def test_taking_one_down_puts_the_same_questions_and_lines(desk):
    seen = set()
    for kind in in_turns():
        with log_lines() as lines, CaptureQueriesContext(connection) as asked:
            answer = desk.post(NEW, typed(kind))
        claim = Claim.objects.get(pk=answer.url.split("/")[3])
        said = [tuple(plain(part, claim) for part in line) for line in lines]
        headers = [(k, plain(v, claim)) for k, v in answer.headers.items()]
        seen.add(str((answer.status_code, len(asked), said, headers)))
        # What stood on the page of one is not carried to the next.
        page = plain(desk.get(answer.url).content.decode(), claim)
        seen.add(page)
    assert len(seen) == 2


@pytest.mark.parametrize("days", [0, 20, 21, 200])
def test_page_and_list_are_the_same_bytes(search, taken, client, days):
    decide(search)
    for _kind, claim in taken:
        later(claim, days)
    sign_in(client, search.town.bruno).get("/journeys/claims/")
    pages, others = set(), set()
    for _kind, claim in taken:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(claim.get_absolute_url())
        pages.add(plain(answer.content.decode(), claim))
        headers = sorted((k, v) for k, v in answer.headers.items() if k != "Set-Cookie")
        others.add(str((len(asked), headers)))
    (page,) = pages
    assert len(others) == 1
    words = "We cannot tell you anything" if days >= 21 else "Received. The answer comes"
    assert words in unescape(page)
    rows = [row for text in whole_list(client) for row in re.findall(r"<tr>.*?</tr>", text, re.S)]
    held = {claim.number: claim for _kind, claim in taken}
    found = [(held[n], row) for row in rows for n in re.findall(r">([2-9A-Z]{6})</a>", row)]
    assert len(found) == len(taken)
    assert len({plain(row, claim) for claim, row in found}) == 1


def whole_list(client):
    return [client.get(f"/journeys/claims/?page={n}").content.decode() for n in (1, 2, 3)]


def test_who_asked_is_the_same_page_but_for_what_was_typed(search, taken, client):
    decide(search)
    sign_in(client, search.town.bruno)
    pages = set()
    for _kind, claim in taken:
        text = plain(client.get(f"{claim.get_absolute_url()}claimant/").content.decode(), claim)
        pages.add(unescape(text).replace(claim.claimant, "WHO").replace(claim.sought, "WHOM"))
    assert len(pages) == 1


def test_the_order_of_the_list_is_that_of_numbers_drawn_by_chance(search, taken, client):
    decide(search)
    sign_in(client, search.town.bruno)
    shown = [n for text in whole_list(client) for n in re.findall(r">([2-9A-Z]{6})</a>", text)]
    assert shown == sorted(claim.number for _kind, claim in taken)


def test_the_log_of_her_agency_says_the_same_of_each(search, taken):
    """Who watches over the log at Faro sees what was done there, nothing of elsewhere."""
    decide(search)
    watcher = members.enrol(
        by=agencies.OPERATOR, username="wanda", display_name="Wanda Vigía", agency=search.town.faro,
        role="data_protection", password="wanda crosses the river", language="en",
    )  # fmt: skip
    events = audit_events()
    verbs = set(audit_log.verbs(watcher))
    assert "claim_taken" in verbs
    assert not [verb for verb in verbs if verb.startswith(("match_", "tracing_"))]
    said = {kind: set() for kind in KINDS}
    for kind, claim in taken:
        own = [each for each in events if each.about_id == str(claim.pk)]
        said[kind].add(tuple((e.verb, e.fields, e.detail, e.actor) for e in own))
    assert said["feared"] == said["nobody"] == said["refused"]
    assert len(said["feared"]) == 1


def test_the_rows_themselves_do_not_differ(search, taken):
    """Not even who reads the database without keys finds a column that tells them apart."""
    decide(search)
    columns = [
        field.attname for field in Claim._meta.fields
        if field.attname not in ("id", "number") and not hasattr(field, "token")
    ]  # fmt: skip
    assert len(set(Claim.objects.values_list(*columns))) == 1


# How long it takes


def alike(measure):
    """By rank: nothing says that a kind takes longer. By chance it would seem so once in a
    thousand times, and twice in a row once in a million; a true difference comes back."""
    found = []
    for _again in range(2):
        times = measure()
        p = kruskal(*times.values()).pvalue
        medians = {kind: round(statistics.median(all_) / 1e6, 2) for kind, all_ in times.items()}
        found.append((p, medians))
        if p > ALPHA:
            return
    raise AssertionError(found)


def in_turns_by(ask):
    """How long each kind took, in turns, with nothing of ours coming in between."""
    times = {kind: [] for kind in KINDS}
    gc.collect()
    gc.disable()
    try:
        for kind in in_turns():
            times[kind].append(ask(kind))
    finally:
        gc.enable()
    return times


def test_it_takes_as_long_to_take_one_down(desk):
    def ask(kind):
        answer, length = took(lambda: desk.post(NEW, typed(kind)))
        desk.get(answer.url)
        return length

    alike(lambda: in_turns_by(ask))


@pytest.mark.parametrize("days", [0, 21])
def test_it_takes_as_long_to_look(search, taken, client, days):
    decide(search)
    for _kind, claim in taken:
        later(claim, days)
    sign_in(client, search.town.bruno)
    client.get("/journeys/claims/")

    def measure():
        left = {kind: iter([c for k, c in taken if k == kind]) for kind in KINDS}
        return in_turns_by(
            lambda kind: took(lambda: client.get(next(left[kind]).get_absolute_url()))[1]
        )

    alike(measure)


# On a busy machine more is measured until it shows: a true difference comes out with numbers.
MOST_ROUNDS = 6


def test_a_difference_would_be_noticed(desk, monkeypatch):
    """The tests above are not blind: comparing at once, which nobody must build, they would see."""
    whole = claims.take_down

    def comparing(**facts):
        made = whole(**facts)
        claims.compare_all()
        return made

    def ask(kind):
        Claim.objects.all().delete()
        return took(lambda: desk.post(NEW, typed(kind)))[1]

    monkeypatch.setattr(claims, "take_down", comparing)
    times = {kind: [] for kind in KINDS}
    for _again in range(MOST_ROUNDS):
        for kind, found in in_turns_by(ask).items():
            times[kind] += found
        if mannwhitneyu(times["feared"], times["nobody"]).pvalue < ALPHA:
            break
    assert mannwhitneyu(times["feared"], times["nobody"]).pvalue < ALPHA
    with pytest.raises(AssertionError):
        alike(lambda: times)
