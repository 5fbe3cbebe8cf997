"""Who keeps the register of organisations, and when one ends. No database."""

from types import SimpleNamespace as Thing

from amparo.agencies.roles import Permission
from amparo.organisations import policies
from tests.somebody import TODAY, TOMORROW, allows, needs, refused

P = Permission
SARA = allows(P.KEEP_ORGANISATIONS)
WORKS, ENDED = Thing(works=True), Thing(works=False)


def test_keeping_needs_its_permission():
    needs(P.KEEP_ORGANISATIONS, lambda by: policies.can_keep(by=by))
    needs(P.KEEP_ORGANISATIONS, lambda by: policies.can_record(by=by, known=False))
    needs(
        P.KEEP_ORGANISATIONS,
        lambda by: policies.can_end(WORKS, by=by, on=TODAY, today=TODAY),
    )


def test_one_of_a_name_is_recorded_once():
    refused(policies.can_record(by=SARA, known=True), "An organisation of this name")


def test_it_ends_once_and_not_ahead_of_time():
    refused(policies.can_end(WORKS, by=SARA, on=TODAY, today=TODAY), "")
    refused(policies.can_end(WORKS, by=SARA, on=TOMORROW, today=TODAY), "This day lies ahead")
    refused(policies.can_end(ENDED, by=SARA, on=TODAY, today=TODAY), "This organisation has alr")


def test_nothing_new_is_agreed_with_what_ended():
    refused(policies.still_works(WORKS), "")
    refused(policies.still_works(ENDED), "This organisation works no longer")
