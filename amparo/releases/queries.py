"""What was let out, and against what a new release is judged."""

from datetime import date
from typing import Any

from conteo.disclosure import review
from conteo.disclosure.pairs import Earlier
from conteo.disclosure.printed import Judged
from conteo.disclosure.tables import Tally
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amparo.agencies import waiting
from amparo.agencies.roles import Permission
from amparo.people.queries import consents_ended_since
from amparo.releases.enums import State
from amparo.releases.models import Release, Review
from amparo.statistics.models import Extract
from amparo.statistics.queries import all_agree_still, open_tally
from amparo.taxonomy.queries import ancestors

NO_BREAKDOWN = "L1"


def waiting_for(member: Any) -> QuerySet[Release]:
    """What others proposed and she has not answered yet."""
    hers = Review.objects.filter(reviewer=member).values("release_id")
    proposed = Release.objects.filter(state=State.PROPOSED).exclude(proposed_by=member)
    return proposed.exclude(pk__in=hers)


@waiting.counted(
    ngettext_lazy(
        "%(number)s release waits for your answer.",
        "%(number)s releases wait for your answer.",
        "number",
    ),
    url="releases:releases",
    label=_("Releases"),
)
def releases_to_answer(member: Any) -> int:
    return waiting_for(member).count() if member.may(Permission.APPROVE_RELEASE) else 0


def published(scope: str) -> QuerySet[Release]:
    """Every release of a scope that readers may hold, oldest first."""
    return (
        Release.objects.filter(scope=scope, state=State.PUBLISHED)
        .select_related("extract")
        .order_by("published_at", "as_of")
    )


def published_around(scope: str) -> QuerySet[Release]:
    """Published releases of places that hold this one, or that it holds, with more than a band."""
    others = Release.objects.filter(state=State.PUBLISHED).exclude(scope=scope)
    around = [
        held.pk
        for held in others
        if held.judged["tables"]
        and (scope in ancestors(held.scope) or held.scope in ancestors(scope))
    ]
    return Release.objects.filter(pk__in=around)


def latest(scope: str, *, as_of: date) -> Release | None:
    """The newest published release of a scope that reaches no further than a day."""
    return published(scope).filter(as_of__lte=as_of).order_by("-as_of", "-published_at").first()


def earlier(scope: str) -> list[Earlier]:
    return [
        Earlier.from_json(held.judged, counts=open_tally(held.extract), as_of=held.as_of)
        for held in published(scope)
    ]


def consents_ended(extract: Extract) -> bool:
    """Whether somebody's yes to being counted ended since: hers who stands in it, or another's."""
    return not all_agree_still(extract) or consents_ended_since(extract.made_at)


def judge(extract: Extract) -> Judged:
    """What may be printed of an extract, given everything printed before.

    Where too few people are known for any breakdown, the band of the total is judged alone.
    """
    tally, before = open_tally(extract), earlier(extract.scope)
    judged = review.judge(tally, earlier=before, as_of=extract.as_of)
    if any(refusal.code == NO_BREAKDOWN for refusal in judged.refusals):
        total = Tally(tally.people, ())
        judged = review.judge(total, earlier=before, as_of=extract.as_of)
    return judged
