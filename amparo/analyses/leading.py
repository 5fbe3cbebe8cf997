"""What came of an agreement that promised an analysis of a place: the analyses built of it."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amparo.agreements.leading import Line, came_of_it
from amparo.agreements.models import Agreement
from amparo.analyses import access
from amparo.taxonomy.queries import place_name

# The newest say enough.
MOST = 3


@came_of_it
def _analyses(member: Any, agreement: Agreement) -> list[Line]:
    if agreement.place_id is None or not agreement.deliverables.exists():
        return []
    built = access.visible_analyses(member).filter(
        place_code=agreement.place_id, language=get_language()
    )
    return [
        (
            _("Situational analysis of %(place)s, data up to %(day)s")
            % {
                "place": place_name(row.place_code),
                "day": date_format(row.as_of, "SHORT_DATE_FORMAT"),
            },
            reverse("analyses:read", args=[row.place_code, row.language, row.as_of.isoformat()]),
        )
        for row in built[:MOST]
    ]
