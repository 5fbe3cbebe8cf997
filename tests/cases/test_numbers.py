"""Case numbers are drawn at random: an equal one is drawn again, and nobody notices."""

import threading

import pytest
from django.db import IntegrityError, connections, transaction

from amparo.cases import actions, numbers
from amparo.cases.models import Case
from tests import town as towns
from tests.helpers import audit_events


def drawn(town, **facts):
    return Case(
        agency=town.casa_luz, person=town.case.person, came_from="intake",
        opened_on=town.case.opened_on, **facts,
    )  # fmt: skip


def test_a_number_that_is_taken_is_drawn_again_at_an_intake(town):
    other = town.new_case(number=town.case.number, notes="By the river.")
    assert other.number != town.case.number
    assert numbers.read(other.number) == other.number
    held = Case.objects.get(pk=other.pk)
    assert (held.number, held.notes) == (other.number, "By the river.")
    assert [e.about_id for e in audit_events("case_opened_anew")].count(str(other.pk)) == 1


def test_so_are_those_of_many_cases_taken_before_or_equal_to_one_another(town):
    taken, twice = town.case.number, numbers.fresh()
    many = [drawn(town, number=number) for number in (taken, twice, twice, taken)]
    actions.open_many(by=town.ana, agency=town.casa_luz, cases=many)
    assert Case.objects.count() == 5
    assert many[1].number == twice
    assert set(Case.objects.values_list("number", flat=True)) == {
        taken, *(case.number for case in many)
    }  # fmt: skip


def test_what_else_does_not_fit_is_said_and_nothing_is_drawn_again(town):
    wrong = drawn(town, identified_on=town.case.opened_on)
    before = wrong.number
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.open_many(by=town.ana, agency=town.casa_luz, cases=[wrong])
    assert wrong.number == before


@pytest.mark.django_db(transaction=True)
def test_two_who_draw_the_same_number_at_once_both_open_their_case():
    town = towns.build()
    same, start, failures = numbers.fresh(), threading.Barrier(2), []

    def open_one():
        try:
            start.wait()
            town.new_case(number=same)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    both = [threading.Thread(target=open_one) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert failures == []
    assert len(set(Case.objects.values_list("number", flat=True))) == 3
