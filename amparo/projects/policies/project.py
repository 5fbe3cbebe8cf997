"""May a project be kept, and what of it fits together? Pure: asks no database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.projects.enums import ABOVE, Level, Standing
from amparo.projects.models import Activity, Project, Spending


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_PROJECTS)


def standing(project: Project, *, on: date) -> Standing:
    if on < project.starts_on:
        return Standing.AHEAD
    return Standing.OVER if on > project.ends_on else Standing.RUNS


def can_record(
    *, by: Any, starts_on: date, ends_on: date, known: bool, outside: bool = False
) -> Decision:
    """`known`: another project bears the code. `outside`: something lies outside."""
    if ends_on < starts_on:
        return Decision(_("The project would end before it begins. Look at the two dates."))
    if known:
        return Decision(_("Another project bears this code. Give this one its own."))
    if outside:
        return Decision(
            _(
                "A payment, an activity or a target lies outside this period. Change that first, "
                "or leave the period as it is."
            )
        )
    return can_keep(by=by)


def can_budget(project: Project, *, by: Any, is_donor: bool, known: bool) -> Decision:
    """`known`: another line of the project bears the number."""
    if not is_donor:
        return Decision(_("Who pays a line must be a donor of the project. Add it there first."))
    if known:
        return Decision(_("Another line bears this number. Give this one its own."))
    return can_keep(by=by)


def can_spend(project: Project, *, by: Any, on: date, today: date) -> Decision:
    if on > today:
        return Decision(_("This day lies ahead. Write a payment down once it was made."))
    return covers(project, on=on) and can_keep(by=by)


def covers(project: Project, *, on: date) -> Decision:
    """Whether a day lies within the period that the donor pays for."""
    if project.starts_on <= on <= project.ends_on:
        return ALLOWED
    return Decision(
        _(
            "This day lies outside the period of the project %(code)s, and a donor pays for none "
            "outside. Look at the day, or choose another project."
        )
        % {"code": project.code}
    )


def can_strike(payment: Spending, *, by: Any) -> Decision:
    if payment.struck_at is not None:
        return Decision(_("This payment was struck already."))
    return can_keep(by=by)


def can_do(projects: Iterable[Project], *, by: Any, on: date, today: date) -> Decision:
    """An activity on a day, in all of these projects."""
    if on > today:
        return Decision(_("This day lies ahead. Write an activity down once it was done."))
    for each in projects:
        if not (inside := covers(each, on=on)):
            return inside
    return can_keep(by=by)


def can_strike_activity(activity: Activity, *, by: Any) -> Decision:
    if activity.struck_at is not None:
        return Decision(_("This activity was struck already."))
    return can_keep(by=by)


def can_write_row(*, by: Any, level: str, parent_level: str, known: bool) -> Decision:
    """`parent_level`: of the row it stands under, or nothing."""
    wanted = ABOVE.get(Level(level), "")
    if parent_level != wanted:
        if not wanted:
            return Decision(_("A goal stands under no other row."))
        return Decision(
            _("This level stands under one of level “%(above)s”. Choose such a row.")
            % {"above": Level(wanted).label}
        )
    if known:
        return Decision(_("Another row of this level bears this number. Give this one its own."))
    return can_keep(by=by)


def can_set_target(
    project: Project, *, by: Any, starts_on: date, ends_on: date, known: bool
) -> Decision:
    """`known`: the row has a target of this indicator from the same day."""
    if ends_on < starts_on:
        return Decision(_("The target would end before it begins. Look at the two dates."))
    if starts_on < project.starts_on or ends_on > project.ends_on:
        return Decision(_("The target lies outside the period of the project."))
    if known:
        return Decision(_("This row has a target of this indicator from the same day."))
    return can_keep(by=by)
