"""What is signed: dates as vague as they are known, who is a party, what ends when."""

from datetime import date, timedelta

import pytest

from amparo.agreements.actions import agreements as actions
from amparo.agreements.enums import Standing
from amparo.agreements.models import Agreement
from amparo.agreements.policies.agreement import standing
from amparo.agreements.queries import agreements as queries
from amparo.agreements.wording import dated
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in

TYPED = {"title": "Convenio CNDH-OIM", "kind": "cooperation"}
DAY = timedelta(days=1)


def test_who_opens_agreements_and_who_records_one(town, office, client):
    assert client.get("/agreements/").status_code == 302
    for member in (office.sara, office.pablo, town.alba, town.ana, town.noe):
        page = sign_in(client, member).get("/agreements/").content.decode()
        keeps = member in (office.sara, office.pablo, town.alba)
        assert ("/agreements/new/" in page) == keeps, member


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("septiembre de 2010", "September 2010"),
        ("2010", "2010"),
        ("about 2010", "2010, approximately"),
    ],
)
def test_a_month_stays_a_month(office, client, typed, shown):
    """The agreement of CNDH and IOM was signed "recently" in September 2010. No day is shown."""
    sign_in(client, office.sara)
    answer = client.post("/agreements/new/", TYPED | {"signed": typed})
    held = Agreement.objects.get()
    assert answer.url == f"{held.get_absolute_url()}parties/"
    page = client.get(held.get_absolute_url()).content.decode()
    assert f"<dd>{shown}</dd>" in page
    for day in ("2010-09-01", "2010-09-30", "1 September", "30 September", "01/09", "1/9/2010"):
        assert day not in page, day
    assert dated(held, on=date(2010, 12, 1)).signed == shown


def test_a_date_nobody_can_read_loses_nothing_typed(office, client):
    sign_in(client, office.sara)
    page = client.post("/agreements/new/", TYPED | {"signed": "hace mucho"}).content.decode()
    assert "The date could not be read" in page
    assert "Convenio CNDH-OIM" in page
    page = client.post("/agreements/new/", TYPED | {"signed": "2015", "ends": "2014"})
    assert "before it was signed" in page.content.decode()
    assert not Agreement.objects.exists()


def test_the_day_it_runs_out_and_the_day_after(office):
    held = actions.record(
        by=office.sara, signed="2026-01-01", ends="2026-06-30", title="Uno", kind="other"
    )
    days = {
        date(2025, 12, 31): Standing.AHEAD,
        date(2026, 1, 1): Standing.IN_FORCE,
        date(2026, 3, 31): Standing.IN_FORCE,
        date(2026, 4, 1): Standing.EXPIRES,
        date(2026, 6, 30): Standing.EXPIRES,
        date(2026, 7, 1): Standing.EXPIRED,
    }
    assert {day: standing(held, on=day) for day in days} == days
    for day, expected in days.items():
        rows = Agreement.objects.all()
        found = [s for s in Standing if held in queries.found(rows, on=day, standing=s)]
        assert found == [expected], day


def test_what_runs_out_is_said_until_a_later_one_renews_it(office, client):
    today = clock.today()
    soon = actions.record(
        by=office.sara, signed="2020", ends=str(today + 9 * DAY), title="Viejo", kind="other"
    )
    page = sign_in(client, office.sara).get("/agreements/").content.decode()
    assert "Runs out within 90 days" in page
    actions.record(by=office.sara, signed="2026", title="Nuevo", kind="other", renews=soon)
    assert "Runs out within" not in client.get("/agreements/").content.decode()


def test_it_ends_early_with_a_reason_and_stays_in_the_register(signed, client):
    held, today = signed.agreement, clock.today()
    for on, why, refused in (
        (today + DAY, "x", "ahead"),
        (today, " ", "Say why"),
    ):
        with pytest.raises(Refused, match=refused):
            actions.end(by=signed.office.sara, agreement=held, on=on, why=why)
    sign_in(client, signed.office.sara)
    client.post(held.get_absolute_url(), {"on": today.isoformat(), "why": "Cambió el gobierno"})
    held.refresh_from_db()
    assert standing(held, on=today) == Standing.ENDED
    with pytest.raises(Refused, match="stays as it is"):
        actions.change(by=signed.office.sara, agreement=held, title="Otro")
    assert "Cambió el gobierno" in client.get(held.get_absolute_url()).content.decode()


def test_parties_stay_once_it_is_signed(signed):
    party = signed.agreement.parties.first()
    with pytest.raises(Refused, match="Who signed stays"):
        actions.remove_party(by=signed.office.sara, party=party)
    with pytest.raises(Refused, match="a party already"):
        actions.add_party(
            by=signed.office.sara, agreement=signed.agreement,
            organisation=signed.luz, role="party",
        )  # fmt: skip
    draft = actions.record(by=signed.office.sara, title="Borrador", kind="other")
    party = actions.add_party(
        by=signed.office.sara, agreement=draft, organisation=signed.luz, role="party"
    )
    actions.remove_party(by=signed.office.sara, party=party)
    assert not draft.parties.exists()


def test_a_party_is_added_by_its_page_by_its_name(signed, client):
    signed.office.organisation("Unidas Inventadas", sector="social", short_name="UI")
    sign_in(client, signed.office.sara)
    url = f"{signed.agreement.get_absolute_url()}parties/"
    for typed in ("nadie", "hospital"):
        page = client.post(url, {"organisation": typed, "role": "party"}).content.decode()
        assert "No organisation of this name" in page, typed
    client.post(url, {"organisation": "ui", "role": "witness", "post": "Presidencia"})
    names = {party.organisation.name for party in signed.agreement.parties.all()}
    assert names == {"Casa Luz", "Hospital Inventado", "Unidas Inventadas"}
    assert "Convenio inventado" in client.get(signed.hospital.get_absolute_url()).content.decode()


def test_a_paper_opens_to_parties_and_keepers_alone(signed, client, town):
    annex = actions.attach(
        by=signed.office.sara, agreement=signed.agreement, title="Texto firmado",
        content=b"Texto inventado", file_type="txt",
    )  # fmt: skip
    url = f"{signed.agreement.get_absolute_url()}annexes/{annex.pk}/"
    other = actions.record(by=signed.office.sara, title="Otro", kind="other")
    opens = {
        town.ana: 200,  # her agency is a party
        signed.office.sara: 200,
        town.bruno: 404,
        town.noe: 404,
    }
    assert {m: sign_in(client, m).get(url).status_code for m in opens} == opens
    sign_in(client, signed.office.sara)
    assert client.get(f"{other.get_absolute_url()}annexes/{annex.pk}/").status_code == 404
    assert len(audit_events("annex_taken_out")) == 2


def test_every_nested_address_of_another_agreement_is_not_there(signed, client):
    from amparo.agreements.actions import deliverables

    row = deliverables.promise(
        by=signed.office.sara, agreement=signed.agreement, title="Estudio", owner=signed.luz
    )
    clause, party = signed.clause(), signed.agreement.parties.first()
    other = actions.record(by=signed.office.sara, title="Otro", kind="other")
    sign_in(client, signed.office.sara)
    for path in (
        f"deliverables/{row.pk}/", f"deliverables/{row.pk}/paper/", f"sharing/{clause.pk}/",
    ):  # fmt: skip
        assert client.get(f"{other.get_absolute_url()}{path}").status_code == 404, path
    assert client.post(f"{other.get_absolute_url()}parties/{party.pk}/remove/").status_code == 404


def test_a_document_that_names_two_parties_is_said_to_and_what_was_said_hangs_on_the_ceremony(
    signed, client
):
    """The headline of the release names the State; its text names the municipal office."""
    from amparo.evidence.models import Statement
    from tests.agreements.telling import document

    held, sara = signed.agreement, signed.office.sara
    paper = document()
    for start, words, facts in (
        (0, "IOM and State", {"where": "headline", "names": "IOM\nState"}),
        (20, "IOM and DIF", {"where": "body", "names": "IOM\nDIF"}),
        (40, "Reliable data", {"at_ceremony": True}),
    ):
        statement = Statement.objects.create(
            code=f"statement/{start}", document=paper, words=words, start=start, end=start + 9
        )
        actions.tell(by=sara, agreement=held, statement=statement, **facts)
    sign_in(client, sara)
    page = client.get(held.get_absolute_url()).content.decode()
    assert "disagrees with itself" in page
    assert page.index("Said at the signing ceremony") < page.index("Reliable data")
    held.tellings.filter(where="body").update(names="iom\n state ")
    assert "disagrees with itself" not in client.get(held.get_absolute_url()).content.decode()
