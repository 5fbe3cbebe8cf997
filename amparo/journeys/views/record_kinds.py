"""What is written down about a return: form, words, what stands already, which action keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.risk import Level
from amparo.journeys.actions import preparing as actions
from amparo.journeys.enums import Option, ReturnRisk
from amparo.journeys.forms import preparing as forms
from amparo.journeys.policies import preparing
from amparo.journeys.queries import preparing as queries
from amparo.taxonomy import codes


@dataclass(frozen=True)
class Kind:
    form: type
    title: Any
    lead: Any
    add: Callable
    found: Callable
    template: str
    needs_documents: bool = False
    ways: frozenset[str] = preparing.A_RETURN


def interviews(journey):
    options = dict(Option.choices)
    return [
        (each, [options[code] for code in each.told], codes.label("language", each.language))
        for each in queries.interviews(journey)
    ]


def assessments(journey):
    return [
        (
            each,
            [
                (part.label, Level(getattr(each, part)).label, each.reasons.get(part, ""))
                for part in ReturnRisk
            ],
        )
        for each in queries.assessments(journey)
    ]


def _typed(action):
    def add(by, journey, form):
        action(by=by, journey=journey, **form.cleaned_data)

    return add


KINDS = {
    "interview": Kind(
        forms.InterviewForm,
        _("Decision interview"),
        _(
            "She is told everything that she can choose, and that assistance goes on whatever she "
            "decides. She decides on another day, after the time she wants to think. An interview "
            "is never changed: the newest counts."
        ),
        _typed(actions.hold_interview),
        interviews,
        "journeys/home/_interviews.html",
    ),
    "assessment": Kind(
        forms.AssessmentForm,
        _("Assessment of the return"),
        _(
            "Five parts, each with a level that you choose and why; nothing is computed. On the "
            "day she sets out it may be 14 days old and no older. It is never changed: the newest "
            "counts."
        ),
        lambda by, journey, form: actions.assess_return(by=by, journey=journey, **form.facts()),
        assessments,
        "journeys/home/_assessments.html",
    ),
    "host": Kind(
        forms.HostForm,
        _("Where she would live"),
        _(
            "What the other office found there, from its letter. What came in a sealed package "
            "stands here by itself. The newest counts."
        ),
        _typed(actions.take_host_assessment),
        queries.host_assessments,
        "journeys/home/_hosts.html",
        needs_documents=True,
    ),
    "fitness": Kind(
        forms.FitnessForm,
        _("Fit to travel"),
        _("What a doctor found, with her agreement, and until when it holds. The newest counts."),
        _typed(actions.keep_fitness),
        queries.fitness,
        "journeys/home/_fitness.html",
    ),
    "escort": Kind(
        forms.EscortForm,
        _("Who travels along"),
        _(
            "Nobody travels along who was not cleared for every day of the journey. A child never "
            "travels alone."
        ),
        _typed(actions.clear_escort),
        queries.escorts,
        "journeys/home/_escorts.html",
        ways=preparing.EITHER,
    ),
}
