"""What of her went to the other office, for her own paper."""

from django.utils.translation import gettext

from amparo.cases.queries import what_we_hold
from amparo.journeys.enums import StepKind
from amparo.journeys.models import Step
from amparo.people.models import Person
from amparo.people.queries.keeping import day_of


@what_we_hold.also_went
def _told_there(person: Person) -> list[what_we_hold.Gone]:
    """Once a file has left this house, whether it came or not."""
    rows = Step.objects.filter(
        journey__case__person=person, kind__in=(StepKind.REQUEST, StepKind.DEPARTURE),
        went_with__taken_out_at__isnull=False,
    ).select_related("journey__office", "went_with")  # fmt: skip
    return [
        what_we_hold.Gone(
            to=each.journey.office.name, on=day_of(each.went_with.taken_out_at), what=_what(each)
        )
        for each in rows
        if each.side == each.journey.side
    ]


def _what(step: Step) -> str:
    if step.kind == StepKind.REQUEST:
        return gettext("That somebody would come, without your name.")
    return gettext("Who you are, as you allowed, so that they could meet you.")
