"""What the documents of a case take together."""

from django.db.models import F, Sum

from amparo.cases.models import Case


def weight_of_documents(case: Case) -> int:
    """Bytes in steps, the originals beside the cleaned copies included."""
    return case.documents.aggregate(sum=Sum(F("size") + F("copy_size")))["sum"] or 0
