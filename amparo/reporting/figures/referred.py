"""Referrals of the month, of people who may be counted. A referral is of no single project."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from amparo.projects.enums import Pillar
from amparo.projects.feeding import Asked, Fed, feeds
from amparo.referrals.enums import AnswerKind
from amparo.referrals.models import Answer, Referral
from amparo.reporting.figures import figure
from amparo.reporting.figures.people import census

Pair = tuple[UUID, UUID]


@figure(
    "referrals_answered", _("Referrals answered"),
    _("referrals accepted or refused in the month"),
    room="referrals", pillar=Pillar.MECHANISMS, page="referrals:sent",
)  # fmt: skip
def referrals_answered(asked: Asked) -> Fed | None:
    return _counted(asked, _answers(asked, AnswerKind.ACCEPTED, AnswerKind.REFUSED))


@feeds("referrals_accepted")
def referrals_accepted(asked: Asked) -> Fed | None:
    """Of the referrals sent in these days, how many were accepted by their end."""
    return _share(asked, _sent(asked), AnswerKind.ACCEPTED)


@feeds("referrals_completed")
def referrals_completed(asked: Asked) -> Fed | None:
    """Of the referrals accepted in these days, how many were done by their end."""
    accepted = _answers(asked, AnswerKind.ACCEPTED)
    held = Referral.objects.filter(pk__in=[pk for pk, _person in accepted])
    return _share(asked, held, AnswerKind.DONE)


def _sent(asked: Asked) -> QuerySet[Referral]:
    rows = Referral.objects.filter(sent_at__date__range=(asked.first, asked.last))
    return rows if asked.agency is None else rows.filter(agency=asked.agency)


def _answers(asked: Asked, *kinds: str) -> list[Pair]:
    """Each referral once with its person, if such an answer came in these days and counts."""
    rows = Answer.objects.filter(
        counts=True, kind__in=kinds, said_on__range=(asked.first, asked.last)
    )
    if asked.agency is not None:
        rows = rows.filter(referral__agency=asked.agency)
    return sorted(set(rows.values_list("referral", "case__person")))


def _share(asked: Asked, whole: QuerySet[Referral], kind: str) -> Fed | None:
    if asked.project is not None:
        return None
    pairs = _of_the_counted(asked, whole.values_list("pk", "case__person"))
    answers = Answer.objects.filter(counts=True, kind=kind, said_on__lte=asked.last)
    said = set(answers.filter(referral__in=whole).values_list("referral", flat=True))
    return Fed(sum(pk in said for pk, _person in pairs), len(pairs), base=_people(pairs))


def _counted(asked: Asked, pairs: Iterable[Pair]) -> Fed | None:
    if asked.project is not None:
        return None
    held = _of_the_counted(asked, pairs)
    return Fed(len(held), base=_people(held))


def _of_the_counted(asked: Asked, pairs: Iterable[Pair]) -> list[Pair]:
    """Those of people who may be counted; records of one person under one."""
    known = census(asked)
    return [(pk, known.under.get(one, one)) for pk, one in pairs if one in known.agreed]


def _people(pairs: Iterable[Pair]) -> int:
    return len({person for _pk, person in pairs})
