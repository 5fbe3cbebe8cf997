"""What the office did: documents, promises and releases. No person stands in any of it.

An office is of no single project or agency, so a report of one says nothing of these.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from amparo.agreements.enums import Kind
from amparo.agreements.models import Agreement
from amparo.agreements.policies.agreement import is_in_force
from amparo.committees.enums import FIXED, Fulfilment
from amparo.committees.models import Commitment, Session
from amparo.projects.enums import Pillar
from amparo.projects.feeding import Asked, Fed, feeds
from amparo.releases.enums import State
from amparo.releases.models import Release
from amparo.reporting.figures import figure

# What makes a way of working together; a promise to write one study does not.
MECHANISMS = (Kind.COOPERATION, Kind.DATA_SHARING, Kind.MEMORANDUM, Kind.PROTOCOL)


def _of_all(asked: Asked) -> bool:
    return asked.project is None and asked.agency is None


@figure(
    "mechanisms_in_force", _("Mechanisms in force"),
    _("protocols and agreements in force at the end of the month, counted as documents"),
    room="agreements", pillar=Pillar.MECHANISMS, page="agreements:agreements",
)  # fmt: skip
@feeds("mechanisms_in_force")
def mechanisms_in_force(asked: Asked) -> Fed | None:
    if not _of_all(asked):
        return None
    held = Agreement.objects.filter(kind__in=MECHANISMS)
    return Fed(sum(bool(is_in_force(each, on=asked.last)) for each in held))


@figure(
    "sessions_held", _("Sessions held"), _("sessions of committees held in the month"),
    room="committees", pillar=Pillar.MECHANISMS, page="committees:committees",
)  # fmt: skip
def sessions_held(asked: Asked) -> Fed | None:
    if not _of_all(asked):
        return None
    return Fed(_sessions(asked).filter(state__in=FIXED).count())


@feeds("meetings_held")
def meetings_held(asked: Asked) -> Fed | None:
    """Of the sessions that were called for these days, how many were held and closed."""
    if not _of_all(asked):
        return None
    return Fed(_sessions(asked).filter(state__in=FIXED).count(), _sessions(asked).count())


def _sessions(asked: Asked) -> QuerySet[Session]:
    return Session.objects.filter(on__range=(asked.first, asked.last))


@figure(
    "commitments_written", _("Commitments made"), _("commitments made in the month"),
    room="committees", pillar=Pillar.MECHANISMS, page="committees:commitments",
)  # fmt: skip
def commitments_written(asked: Asked) -> Fed | None:
    if not _of_all(asked):
        return None
    return Fed(Commitment.objects.filter(made_low__range=(asked.first, asked.last)).count())


@figure(
    "commitments_kept", _("Commitments kept"), _("commitments closed in the month with evidence"),
    room="committees", pillar=Pillar.MECHANISMS, page="committees:commitments",
)  # fmt: skip
def commitments_kept(asked: Asked) -> Fed | None:
    if not _of_all(asked):
        return None
    done = Commitment.objects.filter(state=Fulfilment.DONE)
    return Fed(done.filter(settled_on__range=(asked.first, asked.last)).count())


@feeds("commitments_closed")
def commitments_closed(asked: Asked) -> Fed | None:
    """Of those that were due in these days and not dropped, how many were kept by their end."""
    if not _of_all(asked):
        return None
    due = Commitment.objects.filter(due_on__range=(asked.first, asked.last))
    owed = due.exclude(state=Fulfilment.DROPPED)
    kept = Q(state=Fulfilment.DONE, settled_on__lte=asked.last)
    return Fed(owed.filter(kept).count(), owed.count())


@figure(
    "releases_published", _("Releases published"), _("releases of figures let out in the month"),
    room="releases", pillar=Pillar.DOCUMENTATION, page="releases:figures",
)  # fmt: skip
def releases_published(asked: Asked) -> Fed | None:
    if not _of_all(asked):
        return None
    out = Release.objects.filter(state=State.PUBLISHED)
    return Fed(out.filter(published_at__date__range=(asked.first, asked.last)).count())
