"""What an agreement lets cross: by two people, on its days, and not one day longer."""

from datetime import timedelta

import pytest

from amparo.agreements.actions import agreements, data_clauses
from amparo.agreements.models import DataClause
from amparo.agreements.queries import data_clauses as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in

DAY = timedelta(days=1)


def blocks(signed, on=None):
    found = queries.open_between(signed.luz, signed.hospital, on=on or clock.today())
    return [clause.block for clause in found]


def test_nothing_crosses_before_the_second_yes(signed):
    clause = signed.clause(confirmed=False)
    assert blocks(signed) == []
    with pytest.raises(Refused, match="Another person confirms"):
        data_clauses.confirm(by=signed.town.alba, clause=clause)
    for member in (signed.office.sara, signed.town.ana):
        with pytest.raises(Refused, match=r"Only who answers|Your role"):
            data_clauses.confirm(by=member, clause=clause)
    data_clauses.confirm(by=signed.town.fina, clause=clause)
    assert blocks(signed) == ["health"]
    assert queries.open_between(signed.hospital, signed.luz, on=clock.today()) == []


def test_its_first_and_last_day_and_those_beside_them(signed):
    today = clock.today()
    signed.clause(starts_on=today + DAY, ends_on=today + 2 * DAY)
    found = {n: blocks(signed, today + n * DAY) for n in range(4)}
    assert found == {0: [], 1: ["health"], 2: ["health"], 3: []}


def test_the_end_of_the_agreement_shuts_every_clause_at_once(signed):
    signed.clause()
    agreements.end(
        by=signed.office.sara, agreement=signed.agreement, on=clock.today(), why="Se acabó"
    )
    assert blocks(signed) == []


def test_an_agreement_that_runs_out_shuts_it(signed):
    today = clock.today()
    signed.clause(ends_on=today + 5 * DAY)
    agreements.change(by=signed.office.sara, agreement=signed.agreement, ends=str(today + 2 * DAY))
    assert blocks(signed, today + 2 * DAY) == ["health"]
    assert blocks(signed, today + 3 * DAY) == []


def test_one_person_ends_it_and_at_once(signed):
    clause = signed.clause()
    data_clauses.end(by=signed.town.alba, clause=clause)
    assert blocks(signed) == []
    with pytest.raises(Refused, match="was ended already"):
        data_clauses.end(by=signed.town.alba, clause=clause)
    waits = signed.clause(confirmed=False)
    data_clauses.end(by=signed.town.fina, clause=waits)
    with pytest.raises(Refused, match="Propose a new one"):
        data_clauses.confirm(by=signed.town.fina, clause=waits)


def test_days_that_overlap_are_refused_and_nothing_is_kept(signed):
    today = clock.today()
    signed.clause(starts_on=today, ends_on=today + 9 * DAY)
    for first, last in ((0, 0), (9, 20), (3, 4), (-5, 0)):
        with pytest.raises(Refused, match="covers part of these days"):
            signed.clause(
                blocks=["identity", "health"],
                starts_on=today + first * DAY,
                ends_on=today + last * DAY,
            )
    assert DataClause.objects.count() == 1
    signed.clause(starts_on=today + 10 * DAY, ends_on=today + 11 * DAY)
    signed.clause(purpose="assistance")
    assert DataClause.objects.count() == 3


def test_bad_days_and_strangers_are_refused(signed):
    today = clock.today()
    stranger = signed.office.organisation("Ajena Inventada", sector="private")
    agreements.change(by=signed.office.sara, agreement=signed.agreement, ends=str(today + 3 * DAY))
    for facts, words in (
        ({"ends_on": today - DAY}, "end before it begins"),
        ({"receiver": stranger}, "must be parties"),
        ({"receiver": signed.luz}, "must be parties"),
        ({"ends_on": today + 4 * DAY}, "outlive its agreement"),
    ):
        with pytest.raises(Refused, match=words):
            signed.clause(**facts)
    signed.clause(ends_on=today + 3 * DAY)
    assert DataClause.objects.count() == 1


def test_by_its_pages_from_proposal_to_end(signed, client):
    url = f"{signed.agreement.get_absolute_url()}sharing/"
    today = clock.today()
    typed = {
        "giver": str(signed.luz.pk), "receiver": str(signed.hospital.pk),
        "blocks": ["health", "identity"], "purpose": "referral", "basis": "consent",
        "starts_on": today.isoformat(), "ends_on": (today + DAY).isoformat(),
    }  # fmt: skip
    sign_in(client, signed.town.alba).post(url, typed)
    assert DataClause.objects.count() == 2
    page = client.post(url, typed).content.decode()
    assert "covers part of these days" in page
    clause = DataClause.objects.get(block="health")
    sign_in(client, signed.town.fina)
    assert "Waits for your second yes" in client.get("/agreements/").content.decode()
    client.post(f"{url}{clause.pk}/", {"do": "confirm"})
    assert blocks(signed) == ["health"]
    client.post(f"{url}{clause.pk}/", {"do": "end"})
    assert blocks(signed) == []
    verbs = ("data_clause_proposed", "data_clause_confirmed", "data_clause_ended")
    assert [len(audit_events(verb)) for verb in verbs] == [2, 1, 1]


def test_codes_are_those_of_the_files():
    from amparo.agreements.enums import SharedBasis, SharedBlock, SharedFor
    from amparo.people.enums import Basis, Block, Purpose

    assert set(SharedBlock.values) == set(Block.values) - {"all"}
    assert set(SharedFor.values) < set(Purpose.values)
    assert set(SharedBasis.values) < set(Basis.values)
