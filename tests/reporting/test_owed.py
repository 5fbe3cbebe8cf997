"""Returns owed are fed by releases alone; a request gets the answer that two let out."""

from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.releases.models import Release
from amparo.reporting import asked_before
from amparo.reporting.actions import owed as returns
from amparo.reporting.actions import transparency as requests
from amparo.reporting.enums import Answering, Sending
from amparo.reporting.models import OwedReturn, TransparencyRequest
from amparo.statistics import actions as statistics
from tests.helpers import audit_events, sign_in, statuses

RETURNS, REQUESTS = "/reports/returns/", "/reports/requests/"
QUESTION = "¿Cuántas víctimas de trata se asistieron en 2025?"


@pytest.fixture
def release(town):
    """A published one, as it stands once two have let it out."""
    extract = statistics.count(by=town.noe, as_of=clock.today(), definition="seed-2010", scope="MX")
    cell = {"key": ["Feminine"], "shown": "85", "reason": "new"}
    judged = {"people": "170", "tables": [{"by": ["gender"], "several": False, "cells": [cell]}]}
    return Release.objects.create(
        extract=extract, scope="MX", as_of=clock.today(), judged=judged, state="published",
        proposed_by=town.noe, published_at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def glotip(funded):
    return returns.owe(
        by=funded.town.noe, kind="glotip", to=funded.fund, period="2025",
        due_on=clock.today() + timedelta(days=3),
    )  # fmt: skip


def asked(town, folio="1", question=QUESTION):
    return requests.receive(by=town.noe, folio=folio, received_on=clock.today(), question=question)


def test_who_opens_what_is_owed(funded, glotip, client):
    town = funded.town
    who = [None, town.ana, town.alba, town.noe, town.dora, funded.office.pablo]
    table = {"nobody": 302, "ana": 404, "alba": 200, "noe": 200, "dora": 200, "pablo": 200}
    for url in (RETURNS, glotip.get_absolute_url()):
        assert statuses(client, url, who) == table
    table |= {"alba": 404, "pablo": 404}
    for url in (REQUESTS, asked(town).get_absolute_url()):
        assert statuses(client, url, who) == table


def test_a_return_is_sent_with_the_releases_that_fed_it(funded, glotip, release, client):
    noe = sign_in(client, funded.town.noe)
    page = noe.post(glotip.get_absolute_url(), {"do": "send", "words": "Portal"}).content.decode()
    assert "from published releases alone" in page
    sent = {"do": "send", "words": "Portal de UNODC", "releases": [str(release.pk)]}
    assert noe.post(glotip.get_absolute_url(), sent).status_code == 302
    glotip.refresh_from_db()
    assert (glotip.state, list(glotip.releases.all())) == (Sending.SENT, [release])
    assert "Portal de UNODC" in noe.get(glotip.get_absolute_url()).content.decode()
    assert "Delivered" in noe.get(f"{RETURNS}?show=all").content.decode()
    with pytest.raises(Refused, match="settled already"):
        returns.drop(by=funded.town.noe, owed=glotip, words="x")
    assert [event.verb for event in audit_events("return_sent")] == ["return_sent"]


def test_a_release_that_is_not_out_feeds_nothing(funded, glotip, release):
    release.state, release.published_at = "proposed", None
    with pytest.raises(Refused, match="not published"):
        returns.send(by=funded.town.noe, owed=glotip, releases=[release], words="x")


def test_tables_for_ctdc_say_that_rows_go_another_way(funded, client):
    sign_in(client, funded.town.noe).post(
        RETURNS, {"kind": "ctdc", "to": funded.fund.name, "period": "2025", "due_on": "2027-01-31"}
    )
    row = OwedReturn.objects.get()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "sealed package under a data-sharing clause" in page
    again = client.post(
        RETURNS, {"kind": "ctdc", "to": funded.fund.name, "period": "2025", "due_on": "2027-01-31"}
    )
    assert "on the list already" in again.content.decode()
    client.post(row.get_absolute_url(), {"do": "drop", "words": "No hubo datos"})
    row.refresh_from_db()
    assert (row.state, row.words) == (Sending.DROPPED, "No hubo datos")


def test_a_request_is_answered_by_one_and_let_out_by_another(town, release, client):
    noe = sign_in(client, town.noe)
    facts = {"folio": "330-1", "received_on": "2026-03-06", "question": QUESTION}
    noe.post(REQUESTS, facts)
    row = TransparencyRequest.objects.get()
    # A Friday, and twenty working days.
    assert row.due_on.isoformat() == "2026-04-03"
    assert "on the list already" in noe.post(REQUESTS, facts).content.decode()
    url = row.get_absolute_url()
    noe.post(url, {"do": "propose", "answer": "170, y 37 en Jalisco", "release": str(release.pk)})
    with pytest.raises(Refused, match="Your role"):
        requests.approve(by=town.ana, asked=row)
    with pytest.raises(Refused, match="Another person"):
        requests.approve(by=town.noe, asked=row)
    dora = sign_in(client, town.dora)
    page = dora.get(url).content.decode()
    assert "Numbers that no release prints" in page
    assert "37" in page.split("let them out:")[1][:12]
    assert "answer to a request waits for you" in dora.get("/").content.decode()
    dora.post(url, {"do": "return", "why": "¿De dónde sale el 37?"})
    row.refresh_from_db()
    assert row.state == Answering.OPEN
    assert "¿De dónde sale el 37?" in sign_in(client, town.noe).get(url).content.decode()
    client.post(url, {"do": "propose", "answer": "170 personas", "release": str(release.pk)})
    sign_in(client, town.dora).post(url, {"do": "approve"})
    row.refresh_from_db()
    assert (row.state, row.approved_by, row.returned_why) == (Answering.ANSWERED, town.dora, "")
    assert "170 personas" in client.get(url).content.decode()


def answered(town, row, words="170 personas"):
    requests.propose(by=town.noe, asked=row, answer=words)
    return requests.approve(by=town.dora, asked=row)


def test_the_same_question_gets_the_same_answer(town, client):
    answered(town, asked(town))
    again = asked(town, "2", "cuantas VICTIMAS se asistieron de trata, en 2025")
    page = sign_in(client, town.noe).get(again.get_absolute_url()).content.decode()
    assert "The same question was answered before" in page
    assert "170 personas</textarea>" in page
    page = client.post(again.get_absolute_url(), {"do": "propose", "answer": "175"})
    assert "answered otherwise before" in page.content.decode()
    requests.propose(by=town.noe, asked=again, answer="175", why_other="Otra fecha de corte")
    again.refresh_from_db()
    assert again.why_other == "Otra fecha de corte"


def test_another_question_is_another(town):
    answered(town, asked(town))
    other = asked(town, "2", "¿Cuántas víctimas de trata se asistieron en 2024?")
    requests.propose(by=town.noe, asked=other, answer="Otra")


def test_a_question_that_waits_is_no_answer_yet(town):
    requests.propose(by=town.noe, asked=asked(town), answer="Una")
    requests.propose(by=town.noe, asked=asked(town, "2"), answer="Otra")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("En 2025 fueron 170; 85 mujeres", []),
        ("1,234 y 37", ["1,234", "37"]),
        ("37 y 37", ["37"]),
        ("Sin datos", []),
    ],
)
def test_numbers_that_no_release_prints_are_named(answer, found):
    cells = [{"shown": "85"}, {"shown": "fewer than 10"}]
    judged = {"people": "170", "tables": [{"cells": cells}]}
    assert asked_before.unprinted(answer, judged) == found


def test_without_a_release_every_number_is_named():
    assert asked_before.unprinted("170 en 2025", None) == ["170"]
