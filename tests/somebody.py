"""Members, agencies and files in the air, for tests of policies, which ask no database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Thing
from typing import Any

from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.roles import ROLES, Permission, is_grave, permits

LUZ, FARO = "casa-luz", "faro"
TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def agency(pk: str = LUZ, kind: str = AgencyKind.SHELTER) -> Thing:
    return Thing(pk=pk, kind=kind)


def somebody(role: str = Role.CASEWORKER, *, pk: str = "ana", at: str = LUZ, **more: Any) -> Thing:
    """A member of that role, with what policies ask a member."""
    facts = {
        "pk": pk,
        "id": pk,
        "role": role,
        "agency_id": at,
        "agency": agency(at),
        "is_active": True,
        "opens_cases": ROLES[Role(role)].opens_cases,
        "role_needs_factor": is_grave(role),
        "may": lambda permission: permits(role, permission),
    }
    return Thing(**facts | more)


def nobody(**more: Any) -> Thing:
    """A member who may do nothing at all."""
    return somebody(**{"may": lambda _permission: False, "opens_cases": False} | more)


def allows(*permissions: Permission, **more: Any) -> Thing:
    """A member who may do these things and no other, whatever her role is called."""
    return somebody(**{"may": lambda permission: permission in permissions} | more)


def case(at: str = LUZ, **more: Any) -> Thing:
    facts = {"pk": "case", "agency_id": at, "agency": agency(at), "is_open": True,
             "named_only": False}  # fmt: skip
    return Thing(**facts | more)


def person(at: str = LUZ, **more: Any) -> Thing:
    return Thing(**{"pk": "xquic", "agency_id": at, "agency": agency(at)} | more)


def said(decision: Any) -> str:
    """Its reason; empty if it is allowed."""
    return str(decision.reason)


def refused(decision, why):
    """For that reason and no other; "": not at all."""
    assert said(decision).startswith(why)
    assert bool(decision) is not bool(why)


def needs(permission: Permission, rule: Any, **more: Any) -> None:
    """The rule, a function of who asks, is answered by this one permission and by no other."""
    others = set(Permission) - {permission}
    assert said(rule(allows(permission, **more))) == ""
    assert said(rule(allows(*others, **more))).startswith("Your role does not allow you to")


# Whom most of these tests are about.
ANA, BRUNO = somebody(), somebody(at=FARO)
ALBA = somebody(Role.COORDINATOR, pk="alba")
FINA = somebody(Role.DATA_PROTECTION, pk="fina")
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
