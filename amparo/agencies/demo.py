"""The invented agencies and members of a demonstration. Their passwords are made on the spot.

Rooms above add what they hold: `demo.also(load)` at start-up; each load is safe to repeat.
"""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from amparo.agencies import actions, queries
from amparo.agencies.enums import AgencyKind as Kind
from amparo.agencies.enums import Role
from amparo.agencies.models import Agency, Member
from amparo.core.errors import BadInput, NotPossible

AGENCIES = [
    ("mision", "Misión de demostración", Kind.OFFICE),
    ("tapachula", "Suboficina Tapachula de demostración", Kind.OFFICE),
    ("ciudad-juarez", "Suboficina Ciudad Juárez de demostración", Kind.OFFICE),
    ("casa-luz", "Casa Luz de demostración", Kind.SHELTER),
    ("faro", "Faro de demostración", Kind.ASSOCIATION),
    ("norte", "Norte de demostración", Kind.ASSOCIATION),
    ("dif", "DIF de demostración, Puerto Vallarta", Kind.MUNICIPAL),
]
MEMBERS = [
    ("ana", "Ana Demostración", "casa-luz", Role.CASEWORKER),
    ("alba", "Alba Demostración", "casa-luz", Role.COORDINATOR),
    ("olga", "Olga Demostración", "casa-luz", Role.OPERATOR),
    ("nadia", "Nadia Demostración", "casa-luz", Role.SHELTER_WORKER),
    ("bruno", "Bruno Demostración", "faro", Role.CASEWORKER),
    ("celia", "Celia Demostración", "norte", Role.COORDINATOR),
    ("tomas", "Tomás Demostración", "tapachula", Role.COORDINATOR),
    ("julia", "Julia Demostración", "ciudad-juarez", Role.COORDINATOR),
    ("diana", "Diana Demostración", "dif", Role.COORDINATOR),
    ("fina", "Fina Demostración", "mision", Role.DATA_PROTECTION),
    ("noe", "Noé Demostración", "mision", Role.ANALYST),
    ("dora", "Dora Demostración", "mision", Role.APPROVER),
    ("elias", "Elías Demostración", "mision", Role.APPROVER),
    ("edith", "Edith Demostración", "mision", Role.EDITOR),
    ("ada", "Ada Demostración", "mision", Role.ADMINISTRATOR),
    ("sara", "Sara Demostración", "dif", Role.SECRETARY),
    ("pablo", "Pablo Demostración", "mision", Role.PROJECT_OFFICER),
    ("amalia", "Amalia Demostración", "mision", Role.ADMINISTRATOR),
]
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LOADS: list[Callable[[Callable[[str], None]], None]] = []


def also(load: Callable[[Callable[[str], None]], None]) -> None:
    """Add what a room above brings in; it is called with a function that says what is done."""
    if load not in LOADS:
        LOADS.append(load)


def only_in_a_demonstration() -> None:
    if not settings.DEMONSTRATION:
        raise NotPossible(
            "This is not a demonstration, so it has no demonstration members and gives away no "
            "second factor. Members of a real installation set up their own."
        )


def passwords() -> dict[str, str]:
    """The passwords made at installation, by member. Only the owner of the files can read them."""
    only_in_a_demonstration()
    if not _file().exists():
        raise BadInput("The demonstration has no members yet. `make setup` makes them.")
    return json.loads(_file().read_text())


def load(*, by: Any, say: Callable[[str], None]) -> None:
    """Bring in the whole demonstration; what is there already stays as it is."""
    only_in_a_demonstration()
    enrol_all(by=by)
    for more in LOADS:
        more(say)


@transaction.atomic
def enrol_all(*, by: Any) -> list[Member]:
    """Found the agencies and enrol the members that are missing, each with an authenticator."""
    only_in_a_demonstration()
    agencies = {code: _agency(code, name, kind, by) for code, name, kind in AGENCIES}
    there = set(Member.objects.values_list("username", flat=True))
    words = json.loads(_file().read_text()) if _file().exists() else {}
    fresh = [row for row in MEMBERS if row[0] not in there]
    words |= {username: _password() for username, *_ in fresh}
    made = [_enrol(row, agencies, words, by) for row in fresh]
    if made:
        # Before the commit: a member whose password nobody knows would be of no use.
        _keep(words)
    return made


def _agency(code: str, name: str, kind: Kind, by: Any) -> Agency:
    held = Agency.objects.filter(code=code).first()
    return held or actions.found_agency(by=by, code=code, name=name, kind=kind)


def _enrol(row: tuple, agencies: dict[str, Agency], words: dict[str, str], by: Any) -> Member:
    username, display_name, agency, role = row
    member = actions.enrol(
        by=by,
        username=username,
        display_name=display_name,
        agency=agencies[agency],
        role=role,
        password=words[username],
    )
    actions.give_totp(by=by, member=member, secret=queries.fresh_totp_secret())
    return member


def _password() -> str:
    groups = ["".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4)]
    return "-".join(groups)


def _file() -> Path:
    return settings.VAR / "demo-members.json"


def _keep(words: dict[str, str]) -> None:
    draft = _file().with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(words, file, indent=2)
    draft.replace(_file())
