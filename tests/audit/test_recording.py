"""An event is written with the change it describes: both are there, or neither is."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import TransactionTestCase

from amparo import agencies, audit
from amparo.agencies import actions
from amparo.agencies.models import Agency
from amparo.audit import chain, recorder
from amparo.audit.models import AuditEvent
from amparo.audit.verify import verify
from tests.helpers import audit_events

pytestmark = pytest.mark.django_db(transaction=True)


def note(verb, **more):
    audit.record(verb, by=agencies.OPERATOR, **more)


def verbs():
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))


def found(code="casa-luz"):
    return actions.found_agency(by=agencies.OPERATOR, code=code, name="Casa Luz", kind="shelter")


def test_an_action_and_its_event_are_confirmed_together():
    agency = found()
    event = AuditEvent.objects.get()
    assert (event.sequence, event.verb, event.actor) == (1, "agency_founded", "operator")
    assert (event.about, event.about_id) == ("agencies.agency", str(agency.pk))
    assert event.fields == '["code", "kind", "name", "zone"]'
    assert "Casa Luz" not in str(vars(event))


def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(DatabaseError, match="inside the transaction"):
        note("lost")


def test_a_roll_back_takes_its_events_with_it_and_leaves_no_gap():
    found()
    with pytest.raises(IntegrityError):
        found()
    with transaction.atomic():
        note("next")
    assert verbs() == ["agency_founded", "next"]
    assert [event.sequence for event in audit_events()] == [1, 2]
    assert verify().ok


def test_a_savepoint_rolled_back_drops_its_own_events_only():
    with transaction.atomic():
        note("before")
        with pytest.raises(IntegrityError):
            _two_of_one_code()
        note("after")
    assert verbs() == ["before", "after"]


@transaction.atomic
def _two_of_one_code():
    note("inside")
    Agency.objects.create(code="x", name="X", kind="office")
    Agency.objects.create(code="x", name="X", kind="office")


def test_nested_savepoints_each_keep_their_own():
    with transaction.atomic():
        with transaction.atomic():
            note("kept")
            try:
                with transaction.atomic():
                    note("dropped")
                    raise ValueError
            except ValueError:
                note("noted")
        with transaction.atomic():
            note("last")
    assert verbs() == ["kept", "noted", "last"]


def test_a_handled_inner_failure_without_savepoint_loses_the_whole_change():
    @transaction.atomic
    def outer():
        try:
            with transaction.atomic(savepoint=False):
                note("inside")
                raise ValueError
        except ValueError:
            Agency.objects.count()

    with pytest.raises(transaction.TransactionManagementError):
        outer()
    assert verbs() == []


@pytest.mark.parametrize("failure", [RuntimeError, OSError, TypeError, DatabaseError])
def test_a_change_that_cannot_be_logged_does_not_happen(monkeypatch, failure):
    def broken(*_args):
        raise failure("no digest today")

    monkeypatch.setattr(chain, "digest", broken)
    with pytest.raises(DatabaseError):
        found()
    monkeypatch.undo()
    assert Agency.objects.count() == 0
    assert verbs() == []
    found()
    assert verbs() == ["agency_founded"]


def test_events_left_by_a_failure_do_not_slip_into_the_next_transaction():
    @transaction.atomic
    def stopped():
        note("never")
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        stopped()
    assert connection.audit_pending == []
    with transaction.atomic():
        note("later")
    assert verbs() == ["later"]


def test_details_and_fields_are_spelt_one_way():
    with transaction.atomic():
        note("counted", fields={"b", "a"}, detail={"z": 1, "a": [2]})
    event = AuditEvent.objects.get()
    assert (event.fields, event.detail) == ('["a", "b"]', '{"a": [2], "z": 1}')


def test_many_events_of_one_transaction_keep_their_order():
    with transaction.atomic():
        waiting = [recorder.event(f"step_{n}", by=agencies.OPERATOR) for n in range(50)]
        audit.record_many(waiting)
    assert verbs() == [f"step_{n}" for n in range(50)]
    assert verify().ok


class OrdinaryTestCase(TransactionTestCase):
    """Django's own test classes too can empty the database, since the triggers are away."""

    def test_the_log_starts_empty(self):
        assert AuditEvent.objects.count() == 0
