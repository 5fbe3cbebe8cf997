"""What is promised: accepted with what shows it, overdue when every day it may mean has passed."""

from datetime import date

import pytest

from amparo.agreements.actions import deliverables as actions
from amparo.agreements.enums import Delivery, Light
from amparo.agreements.models import Deliverable
from amparo.agreements.queries import deliverables as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import sign_in


@pytest.fixture
def study(signed):
    return actions.promise(
        by=signed.office.sara, agreement=signed.agreement, owner=signed.luz,
        title="Análisis situacional", due="2027-03",
    )  # fmt: skip


def lights(row, days):
    return [queries.lit([row], on=day)[0].light for day in days]


def test_a_vague_day_is_overdue_only_when_all_of_it_has_passed(study):
    days = [date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 31), date(2027, 4, 1)]
    found = lights(study, [date(2027, 2, 28), *days])
    assert found[1:] == [Light.ON_TIME, Light.SOON, Light.SOON, Light.OVERDUE]


def test_it_is_accepted_with_what_shows_it_and_not_without(signed, study, client):
    url = f"{signed.agreement.get_absolute_url()}deliverables/{study.pk}/"
    with pytest.raises(Refused, match="Say what shows"):
        actions.accept(by=signed.office.sara, deliverable=study, evidence=" ")
    sign_in(client, signed.office.sara)
    page = client.post(url, {"do": "accept", "words": ""}).content.decode()
    assert "required" in page
    client.post(url, {"do": "accept", "words": "Publicado en la página del DIF"})
    study.refresh_from_db()
    assert (study.state, study.settled_on) == (Delivery.ACCEPTED, clock.today())
    with pytest.raises(Refused, match="settled already"):
        actions.call_off(by=signed.office.sara, deliverable=study, why="x")


def test_the_paper_that_shows_it_is_kept_and_opens_to_parties(signed, study, client, town):
    from django.core.files.uploadedfile import SimpleUploadedFile

    url = f"{signed.agreement.get_absolute_url()}deliverables/{study.pk}/"
    sign_in(client, signed.office.sara)
    paper = SimpleUploadedFile("lista de Rosa.txt", b"Lista inventada")
    client.post(url, {"do": "accept", "words": "Lista de asistencia", "paper": paper})
    assert client.get(f"{url}paper/").content == b"Lista inventada"
    opens = {town.ana: 200, town.bruno: 404}
    assert {m: sign_in(client, m).get(f"{url}paper/").status_code for m in opens} == opens


def test_called_off_with_a_reason(signed, study, client):
    url = f"{signed.agreement.get_absolute_url()}deliverables/{study.pk}/"
    with pytest.raises(Refused, match="called off"):
        actions.call_off(by=signed.office.sara, deliverable=study, why="")
    sign_in(client, signed.office.sara).post(url, {"do": "off", "words": "No hubo dinero"})
    study.refresh_from_db()
    assert study.state == Delivery.CALLED_OFF
    assert "No hubo dinero" in client.get(url).content.decode()


def test_the_board_shows_what_is_open_the_most_urgent_first(signed, study, client):
    for title, due in (("Sin día", ""), ("Tarde", "2020"), ("Pronto", "2026-12")):
        actions.promise(
            by=signed.office.sara, agreement=signed.agreement, owner=signed.hospital,
            title=title, due=due,
        )  # fmt: skip
    everything = type(signed.agreement).objects.all()
    titles = [row.title for row in queries.board(everything, on=clock.today())]
    assert titles == ["Tarde", "Pronto", "Análisis situacional", "Sin día"]
    assert [row.title for row in queries.overdue(everything, on=clock.today())] == ["Tarde"]
    page = sign_in(client, signed.office.sara).get("/agreements/deliverables/").content.decode()
    assert page.index("Tarde") < page.index("Sin día")


def test_who_owes_it_is_a_party(signed):
    stranger = signed.office.organisation("Ajena Inventada", sector="private")
    with pytest.raises(Refused, match="must be a party"):
        actions.promise(
            by=signed.office.sara, agreement=signed.agreement, owner=stranger, title="Nada"
        )
    assert not Deliverable.objects.exists()
