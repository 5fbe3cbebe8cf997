"""Sign-ins and refusals go to the log, and what they prove is remembered. An attempted user name
is never kept."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver

from amparo import audit
from amparo.agencies import actions, confirming, enrolment, wholeness
from amparo.core.decisions import Refused


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
def refused(sender, credentials, request=None, **kwargs):
    if request is not None and request.user.is_authenticated:
        detail = {"with": "password"}
        audit.record("confirmation_refused", by=request.user, about=request.user, detail=detail)
    else:
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
    if enrolment.is_allowed(request):
        confirming.note_first_factor(request, user)
    enrolment.end(request)
    audit.record("factor_added", by=user, about=user, detail={"kind": authenticator.type})


@receiver(mfa.authenticator_removed)
@transaction.atomic
def factor_removed(sender, request, user, authenticator, **kwargs):
    # Only a role that needs none is left without: nothing is opened by it for this session.
    request.session.pop("has_second_factor", None)
    actions.note_factor_given_up(member=user)
    audit.record("factor_removed", by=user, about=user, detail={"kind": authenticator.type})


@receiver(mfa.authenticator_reset)
@transaction.atomic
def factor_reset(sender, request, user, authenticator, **kwargs):
    audit.record("factor_reset", by=user, about=user, detail={"kind": authenticator.type})


@receiver(account.authentication_step_completed)
@transaction.atomic
def confirmed(sender, request, user, method, reauthenticated=False, **kwargs):
    """She typed who she is once more. Signing in has events of its own."""
    if reauthenticated and not wholeness.is_whole(user):
        altered(user)
        request.session.flush()
    elif reauthenticated and method != confirming.FIRST_FACTOR:
        audit.record("confirmed", by=user, about=user, detail={"with": kwargs.get("type", method)})


@receiver(pre_save, sender=Authenticator)
def factor_saved(sender, instance, update_fields=None, **kwargs):
    """A second factor is ours by its mark; one that somebody else wrote is not made so by use."""
    if update_fields is not None and "data" not in update_fields:
        return
    held = sender.objects.filter(pk=instance.pk).first()
    if held is not None and not wholeness.is_our_factor(held):
        raise Refused(str(instance.user.ALTERED))
    wholeness.mark_factor(instance)


@transaction.atomic
def altered(member):
    """Somebody came in as a member whose row, or factor, this site did not write."""
    audit.record("altered_refused", by=audit.anonymous, about=member)


@receiver(mfa.authentication_failed)
@transaction.atomic
def factor_refused(sender, request, user, authenticator, reauthentication=False, **kwargs):
    """At the door her password was right; who typed it is not known yet."""
    detail = {"with": authenticator.type}
    if reauthentication:
        audit.record("confirmation_refused", by=user, about=user, detail=detail)
    else:
        audit.record("factor_refused", by=audit.anonymous, about=user, detail=detail)
