"""The door to built analyses. They hold released figures only, so every member may read them."""

from typing import Any

from django.db.models import QuerySet

from amparo.analyses.models import Analysis


def visible_analyses(member: Any) -> QuerySet[Analysis]:
    return Analysis.objects.select_related("built_by")
