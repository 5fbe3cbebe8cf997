"""The number beside "What is due" in the menu: the same as on the page, and cheap."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from amparo.cases.actions import tasks
from amparo.cases.queries import due_number
from amparo.core import clock
from tests.helpers import closed, sign_in


def said(answer):
    found = re.search(r"(\d+) things? (?:is|are) due</span>", answer.content.decode())
    return int(found[1]) if found else None


def asked_of(client, url):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    return answer, [each["sql"] for each in asked]


def test_the_menu_says_how_much_is_due(town, client):
    closed(town.case, by=town.ana)
    today = clock.today()
    page = sign_in(client, town.ana).get("/cases/")
    assert said(page) is None
    case = town.new_case(next_step="llamar", next_step_on=today)
    mine = tasks.add(by=town.ana, case=case, text="llamar", due_on=today)
    url = case.get_absolute_url()
    # Somebody else's doing shows within five minutes, and at once where it is counted anyway.
    assert said(client.get(url)) is None
    page = client.get("/cases/due/")
    assert said(page) == 2
    assert '<span class="menu__number" aria-hidden="true">2</span>' in page.content.decode()
    assert said(client.get(url)) == 2
    # Her own doing shows on her next page.
    client.post(f"{url}tasks/", {"task": mine.pk, "do": "done"})
    assert said(client.get(url)) == 1
    for other in (town.bruno, town.noe, town.fina):
        assert said(sign_in(client, other).get("/roles/")) is None, other


def looked_up(asked):
    """Without what keeps the number in her visit."""
    # PostgreSQL has each part of a union in brackets.
    return [sql for sql in asked if sql.lstrip("(").startswith("SELECT")]


def test_a_page_pays_four_questions_for_it_and_that_once_in_five_minutes(town, client, monkeypatch):
    sign_in(client, town.ana)
    url = town.case.get_absolute_url()
    client.get(url)
    warm = asked_of(client, url)[1]
    later = due_number.time.time() + due_number.SECONDS + 1
    with monkeypatch.context() as after:
        after.setattr(due_number.time, "time", lambda: later)
        # One for all rules; two for who of those recorded as children has grown up meanwhile; one
        # for claims of family, which a colleague of a feared name is not told of.
        assert len(looked_up(asked_of(client, url)[1])) == len(looked_up(warm)) + 4
    client.cookies["saved"] = "nonsense"
    assert client.get(url).status_code == 200
    for page in ("/cases/", "/cases/due/"):
        client.get(page)
        with_it = asked_of(client, page)[1]
        with monkeypatch.context() as without:
            without.setattr(due_number, "number", lambda visit, member, **_more: 0)
            assert len(with_it) == len(asked_of(client, page)[1]), page


def test_whoever_has_no_caseload_pays_nothing(town, client, monkeypatch):
    monkeypatch.setattr(due_number, "number", None)
    assert sign_in(client, town.noe).get("/roles/").status_code == 200


def test_every_process_says_the_same_and_nothing_is_left_of_it_after_the_visit(town, client):
    sign_in(client, town.ana)
    client.get("/cases/")
    held = client.session[due_number.KEY]
    assert set(held) == {"number", "at", "on"}
    client.post("/account/logout/")
    assert due_number.KEY not in client.session
