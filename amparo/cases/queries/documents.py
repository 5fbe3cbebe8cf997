"""What the documents of a case take together, and which of them expire."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from amparo.agencies.models import Agency
from amparo.cases.enums.document import Cleaning
from amparo.cases.models import Case, Document, Teammate
from amparo.cases.queries.case import OPEN

EXPIRES_SOON = timedelta(days=30)


def weight_of_documents(case: Case) -> int:
    """Bytes in steps, the originals beside the cleaned copies included."""
    return case.documents.aggregate(sum=Sum(F("size") + F("copy_size")))["sum"] or 0


def without_copy(agency: Agency) -> list[Document]:
    """Of which only the original is kept; nobody opens a blocked file, so it is left alone."""
    held = Document.objects.filter(case__agency=agency, cleaning=Cleaning.KEPT)
    held = held.filter(case__disposal__isnull=True)
    return list(held.select_related("case__agency").order_by("recorded_at", "pk"))


def expiring(cases: QuerySet[Case], *, member: Any, on: date) -> QuerySet[Document]:
    """Papers that may expire within a month, of those of these cases on whose team she is. What
    expired for certain is not said again."""
    hers = Teammate.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), case=OuterRef("case"), member=member.pk
    )
    found = Document.objects.filter(
        Exists(hers), case__in=cases.filter(status__in=OPEN).order_by().values("pk"),
        expires_low__lte=on + EXPIRES_SOON, expires_high__gte=on,
    )  # fmt: skip
    return found.select_related("case").order_by("expires_low", "pk")
