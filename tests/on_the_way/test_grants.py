"""Money in tranches: never more than was promised, never twice for one purchase, by two people."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from amparo.assistance.models import Assistance, AssistanceProject, KeptCost
from amparo.cases import actions as cases
from amparo.cases.access import visible_cases
from amparo.cases.queries import due as what_is_due
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.actions import grants as actions
from amparo.journeys.enums.grants import ProofState, TrancheState
from amparo.journeys.models import Grant, Proof, Tranche
from amparo.journeys.queries import grants as queries
from amparo.people.actions import erasing
from tests.helpers import audit_events

TODAY = clock.today


@pytest.fixture
def promised(her):
    her.begun()
    grant = her.grant(funder="Fondo")
    return grant, list(Tranche.objects.order_by("number"))


def pay(her, tranche, **facts):
    return actions.pay(by=her.town.ana, tranche=tranche, **{"paid_on": TODAY()} | facts)


def seen(her, tranche, **facts):
    facts = {"kind": "seen", "words": "A sewing machine", "seen_by": "Ana"} | facts
    return actions.bring_proof(by=her.town.ana, tranche=tranche, seen_on=TODAY(), **facts)


def accept(by, proof, state=ProofState.ACCEPTED, **facts):
    return actions.answer_proof(by=by, proof=proof, state=state, **facts)


def test_the_second_tranche_waits_until_somebody_else_accepted_what_shows_the_first(her, promised):
    _grant, (first, second) = promised
    with pytest.raises(Refused, match="Tranche 1 comes first"):
        pay(her, second)
    pay(her, first)
    with pytest.raises(Refused, match="tranche 1 was used was not accepted yet"):
        pay(her, second)
    proof = seen(her, first)
    with pytest.raises(Refused, match="was not accepted yet"):
        pay(her, second)
    with pytest.raises(Refused, match="Somebody else"):
        accept(her.town.ana, proof)
    accept(her.town.alba, proof, ProofState.RETURNED, reason="Which machine?")
    with pytest.raises(Refused, match="was not accepted yet"):
        pay(her, second)
    accept(her.town.alba, seen(her, first, words="A machine, number 17"))
    assert pay(her, second).state == TrancheState.PAID
    with pytest.raises(Refused, match="paid or let go before"):
        pay(her, second)


def test_what_was_paid_stands_in_the_ledger_with_its_project(her, funded):
    her.begun()
    grant = her.grant(project=funded.north, funder="Fondo", currency="USD")
    (first, _second) = queries.tranches(grant)
    pay(her, first)
    entry = Assistance.objects.get()
    assert (entry.cost, entry.currency, entry.funder) == (Decimal(100), "USD", "Fondo")
    assert entry.service == "Reintegration"
    assert AssistanceProject.objects.get().project == funded.north
    assert Tranche.objects.get(number=1).entry == entry


def test_a_project_in_which_her_agency_does_not_work_pays_nothing(her, funded):
    her.begun()
    foreign = funded.project("AJENO", agencies=[her.town.faro])
    with pytest.raises(Refused, match="does not work in the project AJENO"):
        her.grant(project=foreign)
    with pytest.raises(Refused, match="outside the period"):
        her.grant(project=funded.north, promised_on=date(2001, 1, 1))
    assert not Grant.objects.exists()


def test_the_parts_are_never_more_than_the_grant(her):
    her.begun()
    with pytest.raises(Refused, match="more than the grant"):
        her.grant(parts=("100", "200.01"))
    grant = her.grant(parts=("100", "150"))
    part = (Decimal("50.01"), "", None)
    with pytest.raises(Refused, match="more than the grant"):
        actions.add_tranche(by=her.town.ana, grant=grant, part=part)
    one = actions.add_tranche(by=her.town.ana, grant=grant, part=(Decimal(50), "", None))
    assert one.number == 3
    # What was let go is left again, and its number is not given anew.
    actions.let_go(by=her.town.ana, tranche=one, reason="She wants seeds instead.")
    again = actions.add_tranche(by=her.town.ana, grant=grant, part=(Decimal(50), "", None))
    assert again.number == 4


def test_a_tranche_that_was_let_go_holds_nothing_up(her):
    her.begun()
    her.grant(parts=("100", "100", "100"))
    first, second, third = Tranche.objects.order_by("number")
    pay(her, first)
    actions.let_go(by=her.town.ana, tranche=second, reason="She bought it herself.")
    with pytest.raises(Refused, match="tranche 1 was used was not accepted yet"):
        pay(her, third)
    accept(her.town.alba, seen(her, first))
    assert pay(her, third).state == TrancheState.PAID


def test_no_two_tranches_are_shown_by_the_same(her, promised):
    _grant, (first, second) = promised
    pay(her, first)
    paper = her.town.new_document()
    accept(her.town.alba, seen(her, first, kind="document", document=paper, words=""))
    pay(her, second)
    with pytest.raises(Refused, match="Each needs its own"):
        seen(her, second, kind="document", document=paper, words="")
    # The same file brought in once more, under another number and another name.
    twin = her.town.new_document(file_name="other.txt", title="Receipt")
    assert twin.number != paper.number
    with pytest.raises(Refused, match="Each needs its own"):
        seen(her, second, kind="document", document=twin)
    # And removed from the case, it still served the first.
    cases.remove_document(by=her.town.ana, document=paper, reason="twice")
    with pytest.raises(Refused, match="Each needs its own"):
        seen(her, second, kind="document", document=twin)
    assert Proof.objects.get().document_number == paper.number
    other = her.town.new_document(content=b"Receipt of cloth", file_name="b.txt")
    assert seen(her, second, kind="document", document=other).state == ProofState.BROUGHT


def test_the_same_words_do_not_serve_twice_in_any_grant_of_hers(her, promised):
    _grant, (first, _second) = promised
    pay(her, first)
    accept(her.town.alba, seen(her, first))
    her.grant()
    other = Tranche.objects.exclude(grant=first.grant).order_by("number").first()
    pay(her, other)
    with pytest.raises(Refused, match="Each needs its own"):
        seen(her, other, words="  a SEWING   machine ")
    assert seen(her, other, words="Twelve hens").state == ProofState.BROUGHT


def test_a_document_of_another_case_shows_nothing(her, promised):
    _grant, (first, _second) = promised
    pay(her, first)
    foreign = her.town.new_document(case=her.town.new_case())
    with pytest.raises(Refused, match="Choose the document of this case"):
        seen(her, first, kind="document", document=foreign)


def test_what_waits_is_due_for_somebody_else_than_who_brought_it(her, promised):
    def due(member):
        found = what_is_due.due(visible_cases(member), member=member, on=TODAY())
        return [str(each.what) for each in found if "second person" in str(each.what)]

    _grant, (first, _second) = promised
    pay(her, first)
    proof = seen(her, first)
    assert (due(her.town.ana), len(due(her.town.alba))) == ([], 1)
    accept(her.town.alba, proof)
    assert due(her.town.alba) == []


def test_words_lie_sealed_and_never_in_the_log(her, promised):
    _grant, (first, second) = promised
    pay(her, first)
    seen(her, first)
    actions.let_go(by=her.town.ana, tranche=second, reason="She moved to Xela.")
    rows = [
        *Grant.objects.values_list("purpose"),
        *Tranche.objects.values_list("condition", "reason"),
        *Proof.objects.values_list("words", "seen_by", "sha256"),
    ]
    log = " ".join(event.detail + event.fields for event in audit_events())
    for word in ("sewing", "Condition 100", "Xela", "machine"):
        assert word not in str(rows)
        assert word not in log


def test_the_tables_themselves_refuse(her, promised):
    _grant, (first, _second) = promised
    pay(her, first)
    held = seen(her, first)

    def refuses(row):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()

    refuses(Proof(tranche=first, kind="seen", seen_on=TODAY(), brought_by=her.town.ana,
                  brought_on=TODAY()))  # fmt: skip
    held.state, held.answered_by, held.answered_on = "accepted", her.town.ana, TODAY()
    refuses(held)


def test_after_she_was_erased_the_money_is_kept_and_nothing_of_her(her, promised):
    _grant, (first, _second) = promised
    pay(her, first)
    seen(her, first)
    person = her.case.person
    asked = erasing.ask_erasure(by=her.town.fina, person=person, ground="she_asked")
    erasing.erase(by=her.town.alba, erasure=asked)
    assert not Grant.objects.exists()
    assert not Proof.objects.exists()
    assert KeptCost.objects.get().cost == Decimal(100)
