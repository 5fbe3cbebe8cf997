"""Who is asked, when an answer is taken, and that figures move five at a time: no database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from amparo.agencies.roles import Permission
from amparo.assistance.enums.feedback import Question, Said
from amparo.assistance.policies import feedback
from amparo.assistance.policies.feedback import Sums

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@dataclass
class By:
    permissions: frozenset = frozenset()

    def may(self, permission):
        return permission in self.permissions


RECORDS, READS = (
    By(frozenset({Permission.RECORD_CASES})),
    By(frozenset({Permission.OPEN_AGENCY_CASES})),
)


def all_said(said):
    return {question.value: said for question in Question}


def bundle(number, said="yes"):
    return {question.value: {said: number} for question in Question}


def test_she_is_asked_only_where_it_is_safe_and_if_she_wants_to():
    def why(by=RECORDS, is_safe=True, is_wanted=True):
        return feedback.can_hand_over(by=by, is_safe=is_safe, is_wanted=is_wanted).reason

    assert why() == ""
    assert "nobody looks on" in why(is_safe=False)
    assert "does not depend on it" in why(is_wanted=False)
    assert "Your role" in why(by=READS)
    assert feedback.can_ask(by=RECORDS)
    assert not feedback.can_ask(by=READS)


def test_who_reads_the_sums():
    assert feedback.can_read(by=READS)
    assert "Your role" in feedback.can_read(by=RECORDS).reason


def test_the_questions_come_in_their_order_and_end():
    answers = {}
    for question in Question:
        assert feedback.next_question(answers) == question
        assert feedback.can_answer(answers, ends_at=NOW + SECOND, now=NOW)
        answers[question.value] = "yes"
    assert feedback.next_question(answers) is None
    assert "have ended" in feedback.can_answer(answers, ends_at=NOW + SECOND, now=NOW).reason


def test_a_turn_ends_with_its_hour():
    assert feedback.can_answer({}, ends_at=NOW + SECOND, now=NOW)
    assert "have ended" in feedback.can_answer({}, ends_at=NOW, now=NOW).reason
    assert "have ended" in feedback.can_answer({}, ends_at=NOW - SECOND, now=NOW).reason


def test_figures_move_with_the_fifth_answer_and_never_in_between():
    held, numbers = Sums(), []
    for _each in range(11):
        before = held.shown
        held = feedback.with_answers(held, all_said("no"))
        numbers.append(held.shown_number)
        if len(numbers) % 5:
            assert held.shown == before
    assert numbers == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]
    assert held.shown["safe"] == {"yes": 0, "in_part": 0, "no": 10, "rather_not": 0}
    assert held.waiting_number == 1
    assert held.waiting["helped"]["no"] == 1


def test_the_five_are_added_to_what_was_shown():
    held = Sums(4, feedback.together({}, bundle(4, "no")), 5, feedback.together({}, bundle(5)))
    after = feedback.with_answers(held, all_said("rather_not"))
    assert after.shown_number == 10
    assert after.shown["clear"] == {"yes": 5, "in_part": 0, "no": 4, "rather_not": 1}
    assert (after.waiting_number, after.waiting) == (0, {})


def test_papers_are_counted_from_five_on():
    assert "from 5 on" in feedback.fits(4, bundle(4)).reason
    assert "unread" in feedback.fits(0, {}).reason
    assert feedback.fits(5, bundle(5))
    assert feedback.fits(6, bundle(6, "rather_not"))


@pytest.mark.parametrize("wrong", [4, 6])
def test_every_paper_has_its_place_in_every_question(wrong):
    for question in Question:
        counts = bundle(5) | {question.value: {"yes": 1, "no": wrong - 1}}
        reason = feedback.fits(5, counts).reason
        assert str(question.label) in reason
        assert f"has {wrong} answers and there are 5 papers" in reason
        assert "I would rather not say" in reason
    assert "has 0 answers" in feedback.fits(5, {}).reason


def test_a_bundle_moves_the_figures_and_lets_wait_what_waits():
    waiting = feedback.together({}, bundle(3, "no"))
    after = feedback.with_bundle(Sums(3, waiting), 7, bundle(7))
    assert (after.shown_number, after.shown["safe"]["yes"], after.shown["safe"]["no"]) == (7, 7, 0)
    assert (after.waiting_number, after.waiting) == (3, waiting)
    assert feedback.with_bundle(after, 5, bundle(5, "no")).shown_number == 12


def test_every_answer_stands_in_a_sum():
    assert feedback.together({}, {}) == {
        question.value: dict.fromkeys(Said.values, 0) for question in Question
    }
