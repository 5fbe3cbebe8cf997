"""The kinds of record on the page about a child: form, words, and which action keeps each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from amparo.cases.actions import children as actions
from amparo.cases.forms import children as forms
from amparo.cases.models import ChildMeasure, ChildNotice, RestoredRight
from amparo.people.actions import children as people
from amparo.people.enums.children import AgeSaid
from amparo.people.queries.children import guardian_of


@dataclass(frozen=True)
class Kind:
    form: type
    title: Any
    lead: Any
    add: Callable
    find: Callable | None = None
    revise: Callable | None = None


def _find_age(said):
    def add(by, case, form):
        people.find_age(by=by, person=case.person, said=said, **form.cleaned_data)

    return add


def _add_guardian(by, case, form):
    people.add_guardian(by=by, person=case.person, **form.facts())


def _revise_guardian(by, guardian, form):
    people.revise_guardian(by=by, guardian=guardian, seen_version=form.version, **form.changes())


def _of_case(model, form, title, lead):
    def add(by, case, typed):
        actions.write_down(by=by, row=model(case=case, **typed.facts()))

    def find(case, row_id):
        row = model.objects.filter(case=case, pk=row_id).first()
        if row is not None:
            row.case = case
        return row

    def revise(by, row, typed):
        actions.revise(by=by, row=row, seen_version=typed.version, **typed.changes())

    return Kind(form, title, lead, add, find, revise)


KINDS = {
    "age-doubt": Kind(
        forms.AgeDoubtForm,
        _("She may be younger than 18"),
        _(
            "From now on she is treated as a child, and her file opens to named people only, "
            "until a body assesses her age."
        ),
        _find_age(AgeSaid.PRESUMED),
    ),
    "age": Kind(
        forms.AgeForm,
        _("Assessment of age"),
        _(
            "What a body found. Doubt favours the child: she is of age only if even the lower end "
            "of the margin is 18. A doubt that is written down later counts again."
        ),
        _find_age(AgeSaid.ASSESSED),
    ),
    "guardian": Kind(
        forms.GuardianForm,
        _("Guardian"),
        _(
            "Who stands for her. A suspect, or somebody near a suspect, does not represent her, "
            "is told nothing and consents to nothing; while it is not known, neither."
        ),
        _add_guardian,
        lambda case, row_id: guardian_of(case.person, row_id),
        _revise_guardian,
    ),
    "notice": _of_case(
        ChildNotice,
        forms.NoticeForm,
        _("Notice to the child protection authority"),
        _("What was told, and whether it was acknowledged. The program sends nothing by itself."),
    ),
    "measure": _of_case(
        ChildMeasure,
        forms.MeasureForm,
        _("Protection measure"),
        _("What an authority ordered to protect her, until when, and when it is looked at again."),
    ),
    "right": _of_case(
        RestoredRight,
        forms.RightForm,
        _("Right to restore"),
        _(
            "A line of the plan that restores her rights. The list of rights is to be verified by "
            "a lawyer."
        ),
    ),
    "best-interests": Kind(
        forms.BestInterestsForm,
        _("Best-interests determination"),
        _(
            "Without one that says it serves her, her case is not closed and no other agency goes "
            "on with her. It is never changed: a new one takes its place."
        ),
        lambda by, case, form: actions.determine(by=by, case=case, **form.cleaned_data),
    ),
}
