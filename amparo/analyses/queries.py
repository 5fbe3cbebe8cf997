"""Reads that explain a figure: the registers behind an extract."""

from collections.abc import Collection
from dataclasses import dataclass

from amparo.cases.models import Case
from amparo.people.enums import CameFrom
from amparo.registers.models import Import

DONE = "done"


@dataclass(frozen=True)
class DataSet:
    """A register that people came in with, or the casework of an agency. Says no count."""

    agency: str
    kind: str
    file_sha256: str
    brought_in_at: str


def data_sets_of(agency_codes: Collection[str]) -> list[DataSet]:
    """Where the people of these agencies were recorded, oldest first."""
    imports = Import.objects.filter(agency__code__in=agency_codes, state=DONE)
    found = [
        DataSet(one.agency.code, one.kind, one.file_sha256, one.started_at.isoformat())
        for one in imports.select_related("agency").order_by("started_at")
    ]
    recorded = Case.objects.filter(came_from=CameFrom.INTAKE, agency__code__in=agency_codes)
    codes = recorded.order_by("agency__code").values_list("agency__code", flat=True).distinct()
    return found + [DataSet(code, "casework", "", "") for code in codes]
