from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, ngettext_lazy

from amparo.agencies import waiting
from amparo.agencies.roles import Permission
from amparo.agreements.enums import Light
from amparo.agreements.policies.deliverable import light
from amparo.reporting.enums import Answering
from amparo.reporting.models import TransparencyRequest


def board(
    rows: QuerySet[TransparencyRequest], *, everything: bool = False
) -> QuerySet[TransparencyRequest]:
    return rows if everything else rows.exclude(state=Answering.ANSWERED)


def light_of(asked: TransparencyRequest, *, on: date) -> Light:
    done = asked.state == Answering.ANSWERED
    return light(done=done, due_high=asked.due_on, on=on)


def answered_before(asked: TransparencyRequest) -> TransparencyRequest | None:
    """The last answer that went out to the same question."""
    same = TransparencyRequest.objects.filter(sense=asked.sense, state=Answering.ANSWERED)
    return same.exclude(pk=asked.pk).order_by("-answered_on", "-folio").first()


@waiting.counted(
    ngettext_lazy(
        "%(number)s answer to a request waits for you.",
        "%(number)s answers to requests wait for you.",
        "number",
    ),
    url="reporting:requests",
    label=gettext_lazy("Requests for information"),
)
def waits_for(member) -> int:
    if not member.may(Permission.APPROVE_RELEASE):
        return 0
    rows = TransparencyRequest.objects.filter(state=Answering.PROPOSED)
    return rows.exclude(proposed_by=member).count()
