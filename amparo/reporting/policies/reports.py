"""May a report be seen, and may it leave the house? Pure: asks no database."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision
from amparo.projects.feeding import Asked


def can_see(*, by: Any) -> Decision:
    return agencies.may(by, Permission.SEE_REPORTS)


def can_take_out(asked: Asked, *, by: Any, today: date) -> Decision:
    """What leaves is of everybody or of a project, of a month that is over."""
    if asked.agency is not None:
        return Decision(
            _(
                "What leaves the house is never of one agency: whoever holds the report of all "
                "could subtract, and what is left may be a few people. Choose all agencies."
            )
        )
    if asked.last >= today:
        return Decision(
            _(
                "This month is not over, so its numbers still change. Take the report out when "
                "it is, or choose an earlier month."
            )
        )
    return can_see(by=by)


def can_take_out_project(asked: Asked, *, by: Any, today: date) -> Decision:
    """The page for a donor, as of the last day asked for."""
    if asked.project.starts_on > asked.last:
        return Decision(
            _(
                "No month of this project is over yet, so there is nothing to say of it. Take the "
                "page out next month."
            )
        )
    return can_take_out(asked, by=by, today=today)


def can_fill(asked: Asked, *, by: Any, today: date, template: bool) -> Decision:
    """`template`: the donor's own form was kept."""
    if not template:
        return Decision(_("Upload the donor’s template first."))
    return can_take_out(asked, by=by, today=today)


def can_keep_template(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_PROJECTS)
