"""Whoever was counted would be counted still, or her figures stay in. No clock says who she is."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, connections, transaction

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.models import Consent
from amparo.people.queries import consents_ended_since
from amparo.releases import actions
from amparo.statistics import actions as statistics
from amparo.statistics import queries
from amparo.statistics.models import Extract
from tests.children import STATISTICS, doubted
from tests.people.erasing import erase

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)


def counted_case(town, **person):
    person = {"birth_year": 2001} | person
    case = town.new_case(by=town.ana, person=person, is_assisted=True, opened_on=date(2026, 3, 1))
    given = {"given_on": date(2026, 3, 1)} | STATISTICS
    people.record_consent(by=town.ana, person=case.person, **given)
    return case


def count(town, as_of=DAY):
    return statistics.count(by=town.noe, as_of=as_of, definition="seed-2010")


def withdraw(town, case):
    people.withdraw_consent(by=town.ana, consent=Consent.objects.get(person=case.person))


def join_to_a_no(town, case):
    silent = town.new_case(by=town.ana, person={"birth_year": 2001}).person
    people.record_consent(by=town.ana, person=silent, **STATISTICS | {"answer": "refused"})
    people.compare(by=town.ana, one=case.person, other=silent, verdict="one")


ENDINGS = {
    "withdrawn": withdraw,
    "joined to a no": join_to_a_no,
    "presumed a child": doubted,
    "erased": lambda town, case: erase(town, case.person),
}


def let_out(town, release):
    for by in (town.dora, town.elias):
        release = actions.approve(by=by, release=release)
    return release


def test_a_yes_taken_back_by_a_clock_that_is_slow_stops_figures_all_the_same(town, monkeypatch):
    case = counted_case(town)
    release = actions.propose(by=town.noe, extract=count(town))
    slow = clock.now() - timedelta(minutes=5)
    with monkeypatch.context() as behind:
        behind.setattr(clock, "now", lambda: slow)
        withdraw(town, case)
    assert not consents_ended_since(release.extract.made_at)
    with pytest.raises(Refused, match="count anew"):
        let_out(town, release)
    with pytest.raises(Refused, match="count anew"):
        actions.propose(by=town.noe, extract=release.extract)
    assert let_out(town, actions.propose(by=town.noe, extract=count(town))).state == "published"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_ended_in_a_transaction_that_the_count_could_not_see_stops_its_figures(town, ending):
    """Stamped before the count, stored after it: the moments alone say that nothing ended."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets nobody write beside another transaction")
    case = counted_case(town)
    ended, counted = threading.Event(), threading.Event()

    def beside():
        try:
            with transaction.atomic():
                ENDINGS[ending](town, case)
                ended.set()
                assert counted.wait(20)
        finally:
            ended.set()
            connections.close_all()

    thread = threading.Thread(target=beside)
    thread.start()
    assert ended.wait(20)
    extract = count(town)
    counted.set()
    thread.join(20)
    assert queries.open_tally(extract).people == 1
    assert not consents_ended_since(extract.made_at)
    with pytest.raises(Refused, match="count anew"):
        actions.propose(by=town.noe, extract=extract)
    assert queries.open_tally(count(town)).people == 0


def test_who_comes_later_or_says_yes_once_more_stops_nothing(town):
    case = counted_case(town)
    release = actions.propose(by=town.noe, extract=count(town))
    counted_case(town, given_names="Eva")
    people.record_consent(by=town.ana, person=case.person, **STATISTICS)
    again = town.new_case(by=town.ana, person={"birth_year": 2001}).person
    people.compare(by=town.ana, one=case.person, other=again, verdict="one")
    assert let_out(town, release).state == "published"


def test_what_is_kept_of_who_was_counted_says_neither_who_nor_how_many(town):
    none = count(town)
    case = counted_case(town)
    one, again = count(town), count(town)
    kept = [bytes(each.sealed_records) for each in (none, one, again)]
    assert len({len(each) for each in kept}) == 1
    assert case.person.pk.bytes not in kept[1]
    assert queries.marks(one) != queries.marks(again)
    assert [len(queries.marks(each)) for each in (none, one, again)] == [0, 1, 1]


def test_a_count_of_before_marks_were_kept_rests_on_its_moment(town):
    case, extract = counted_case(town), count(town)
    Extract.objects.filter(pk=extract.pk).update(sealed_records=None)
    extract.refresh_from_db()
    release = actions.propose(by=town.noe, extract=extract)
    withdraw(town, case)
    with pytest.raises(Refused, match="count anew"):
        let_out(town, release)
