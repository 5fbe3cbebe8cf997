"""What the documents of a case take together."""

from django.db.models import F, Sum

from amparo.agencies.models import Agency
from amparo.cases.enums.document import Cleaning
from amparo.cases.models import Case, Document


def weight_of_documents(case: Case) -> int:
    """Bytes in steps, the originals beside the cleaned copies included."""
    return case.documents.aggregate(sum=Sum(F("size") + F("copy_size")))["sum"] or 0


def without_copy(agency: Agency) -> list[Document]:
    """Of which only the original is kept; nobody opens a blocked file, so it is left alone."""
    held = Document.objects.filter(case__agency=agency, cleaning=Cleaning.KEPT)
    held = held.filter(case__disposal__isnull=True)
    return list(held.select_related("case__agency").order_by("recorded_at", "pk"))
