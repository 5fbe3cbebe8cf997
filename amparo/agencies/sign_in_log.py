"""Sign-ins and refusals go to the log, and what they prove is remembered. An attempted user name
is never kept."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.db import transaction
from django.dispatch import receiver

from amparo import audit
from amparo.agencies import actions, enrolment


@receiver(auth.user_logged_in)
@transaction.atomic
def signed_in(sender, request, user, **kwargs):
    audit.record("signed_in", by=user, about=user)


@receiver(auth.user_logged_out)
@transaction.atomic
def signed_out(sender, request, user, **kwargs):
    if user is not None:
        audit.record("signed_out", by=user, about=user)


@receiver(auth.user_login_failed)
@transaction.atomic
def refused(sender, credentials, **kwargs):
    audit.record("sign_in_refused", by=audit.anonymous)


@receiver(account.password_changed)
@receiver(account.password_reset)
@receiver(account.password_set)
@transaction.atomic
def password_changed(sender, request, user, **kwargs):
    audit.record("password_changed", by=user, about=user, fields=["password"])


@receiver(account.password_reset)
def came_by_a_link(sender, request, user, **kwargs):
    """The link was mailed to her. That is enough for a first factor, never for a lost one."""
    if not user.factor_held:
        enrolment.allow(request, user)


@receiver(mfa.authenticator_added)
@transaction.atomic
def factor_added(sender, request, user, authenticator, **kwargs):
    actions.note_factor(member=user)
    enrolment.end(request)
    audit.record("factor_added", by=user, about=user, detail={"kind": authenticator.type})


@receiver(mfa.authenticator_removed)
@transaction.atomic
def factor_removed(sender, request, user, authenticator, **kwargs):
    # Whoever takes her last factor away is asked for another before the next page.
    request.session.pop("has_second_factor", None)
    # She came in with the factor that she takes away, so this session may set up the next one.
    enrolment.allow(request, user)
    actions.note_factor_given_up(member=user)
    audit.record("factor_removed", by=user, about=user, detail={"kind": authenticator.type})


@receiver(mfa.authenticator_reset)
@transaction.atomic
def factor_reset(sender, request, user, authenticator, **kwargs):
    audit.record("factor_reset", by=user, about=user, detail={"kind": authenticator.type})
