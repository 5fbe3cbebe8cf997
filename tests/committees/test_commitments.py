"""What organisations promise: done only with what shows it, and what came of it is one chain."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amparo.agreements.actions import agreements
from amparo.agreements.enums import Light
from amparo.committees.actions import commitments as actions
from amparo.committees.enums import Fulfilment
from amparo.committees.models import Commitment
from amparo.committees.queries import commitments as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import sign_in

DAY = timedelta(days=1)
CONGRESS = {"origin": "congress", "made_at": "Primer Congreso sobre Trata", "made": "2013-11"}


def promised(bay, text="Capacitar a 120 personas", **facts):
    facts = {"owner": bay.hotels, "origin": "committee", "committee": bay.committee,
             "made": "2026-02-01"} | facts  # fmt: skip
    return actions.write(by=bay.office.sara, text=text, **facts)


def test_it_is_done_with_what_shows_it_and_not_without(bay, client):
    row = promised(bay)
    with pytest.raises(Refused, match="Say what shows"):
        actions.settle(by=bay.office.sara, commitment=row, evidence="  ")
    sign_in(client, bay.office.sara)
    url = row.get_absolute_url()
    assert "required" in client.post(url, {"do": "done", "words": ""}).content.decode()
    paper = SimpleUploadedFile("asistencia.txt", b"Rosa Ficticia, Juan Ficticio")
    client.post(url, {"do": "done", "words": "Lista de asistencia", "paper": paper})
    row.refresh_from_db()
    assert (row.state, row.settled_on) == (Fulfilment.DONE, clock.today())
    with pytest.raises(Refused, match="settled already"):
        actions.drop(by=bay.office.sara, commitment=row, why="x")


def test_the_list_of_who_came_opens_to_few(town, bay, client):
    own = bay.office.organisation("Casa Luz", sector="social", agency=town.casa_luz)
    row = promised(bay, owner=own)
    actions.settle(
        by=bay.office.sara, commitment=row, evidence="Lista", content=b"Rosa Ficticia",
        file_type="txt",
    )  # fmt: skip
    url = f"{row.get_absolute_url()}paper/"
    opens = {bay.office.sara: 200, town.ana: 200, town.bruno: 404, town.noe: 404}
    assert {m: sign_in(client, m).get(url).status_code for m in opens} == opens
    without = promised(bay)
    assert sign_in(client, bay.office.sara).get(
        f"{without.get_absolute_url()}paper/"
    ).status_code == 404  # fmt: skip


def test_dropped_with_its_reason_and_still_there(bay, client):
    row = promised(bay)
    sign_in(client, bay.office.sara)
    client.post(row.get_absolute_url(), {"do": "drop", "words": "No hubo presupuesto"})
    assert "Capacitar" not in client.get("/committees/commitments/").content.decode()
    assert "Capacitar" in client.get("/committees/commitments/?show=all").content.decode()
    assert "No hubo presupuesto" in client.get(row.get_absolute_url()).content.decode()


def test_what_is_late_by_institution(bay, client):
    today = clock.today()
    promised(bay, "Uno", due_on=today - DAY, made="2020")
    promised(bay, "Dos", due_on=today - 9 * DAY, made="2020")
    promised(bay, "Tres", due_on=today - 2 * DAY, made="2020", owner=bay.dif)
    promised(bay, "Hoy", due_on=today, made="2020", owner=bay.house)
    promised(bay, "Sin día")
    rows = Commitment.objects.all()
    late = queries.late_by_owner(rows, on=today)
    assert [(owner, [row.text for row in owed]) for owner, owed in late] == [
        (bay.hotels, ["Dos", "Uno"]),
        (bay.dif, ["Tres"]),
    ]
    assert [row.text for row in queries.board(rows)] == ["Dos", "Tres", "Uno", "Hoy", "Sin día"]
    lights = {row.text: queries.light_of(row, on=today) for row in rows}
    assert lights["Hoy"] == Light.SOON
    assert lights["Sin día"] == Light.NO_DAY
    page = sign_in(client, bay.office.sara).get("/committees/commitments/").content.decode()
    assert "Hoteles Inventados</a>: 2<ul>" in page


def test_from_the_congress_to_the_agreement_is_one_path(bay, client):
    """Congress of November 2013, a commitment to study, an agreement to do it."""
    row = promised(bay, "Conducir un análisis", owner=bay.dif, committee=None, **CONGRESS)
    signed = agreements.record(by=bay.office.sara, title="Acuerdo", kind="specific", signed="2014")
    sign_in(client, bay.office.sara)
    client.post(f"{row.get_absolute_url()}led/", {"agreement": str(signed.pk)})
    page = client.get(signed.get_absolute_url()).content.decode()
    assert page.index("Primer Congreso sobre Trata") < page.index("Conducir un análisis")
    assert row.get_absolute_url() in page
    assert signed.get_absolute_url() in client.get(row.get_absolute_url()).content.decode()
    early = agreements.record(by=bay.office.sara, title="Otro", kind="other", signed="2012")
    with pytest.raises(Refused, match="signed before"):
        actions.lead_to(by=bay.office.sara, commitment=row, agreement=early)


def test_where_it_was_made_is_asked_and_nothing_is_lost(bay, client):
    sign_in(client, bay.office.sara)
    typed = {"text": "Prometido", "owner": "DIF Inventado", "made": "2014"}
    for origin, words in (("congress", "at which event"), ("committee", "in which committee")):
        page = client.post("/committees/commitments/new/", typed | {"origin": origin})
        assert words in page.content.decode()
        assert "Prometido" in page.content.decode()
    late = CONGRESS | typed | {"made": "2014", "due_on": "2013-12-31"}
    page = client.post("/committees/commitments/new/", late).content.decode()
    assert "due before it was made" in page
    assert not Commitment.objects.exists()
    client.post("/committees/commitments/new/", late | {"due_on": "2014-01-01"})
    assert Commitment.objects.get().made == "2014"


def test_a_caseworker_reads_and_changes_nothing(town, bay, client):
    row = promised(bay)
    sign_in(client, town.ana)
    assert client.get(row.get_absolute_url()).status_code == 200
    client.post(row.get_absolute_url(), {"do": "done", "words": "x"})
    row.refresh_from_db()
    assert row.state == Fulfilment.OPEN
