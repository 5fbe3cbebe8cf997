"""Every way in there is: each address, command, duty and kind of package of the installation.

A new one that is not tried, or of which nobody said why it cannot lead here, fails.
"""

import ast
import uuid
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from amparo import agencies
from amparo.agencies.models import Member
from amparo.cases.models import Case
from amparo.core.decisions import Refused
from amparo.core.duties import DUTIES
from amparo.journeys.actions import journey as journeys
from amparo.journeys.models import Journey, Step
from amparo.referrals import kinds
from amparo.registers import actions as registers
from tests.helpers import sign_in
from tests.on_the_way.any_world import Clock, World, apart
from tests.on_the_way.ways_in import FORGED, say, takes_in

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


@pytest.fixture
def forbidden(crossing, monkeypatch):
    """All stands, she would set out today, and since today an authority forbids it."""
    world = World(crossing, Clock(monkeypatch), {"ban": "later"})
    world.prepare()
    say(world, "request")
    world.answered()
    world.travels_with()
    world.then()
    assert world.journey.state == "agreed"
    with pytest.raises(Refused, match="forbids that she leaves"):
        say(world, "departure")
    return world


# Addresses


def addresses(entries=None, prefix=""):
    for entry in get_resolver().url_patterns if entries is None else entries:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield f"{prefix}{entry.name}", entry.pattern.converters
        else:
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from addresses(entry.url_patterns, prefix + space)


def filled(world, name, converters):
    """An address with what is hers wherever it fits."""
    hers = {
        "case_id": world.case.pk, "person_id": world.case.person_id,
        "journey_id": world.journey.pk, "kind": "interview", "code": "travel_document",
        "ban_id": world.case.travel_bans.get().pk,
    }  # fmt: skip
    others = {"UUIDConverter": uuid.uuid4(), "IntConverter": 1}
    about = {
        key: hers.get(key, others.get(type(converter).__name__, "x"))
        for key, converter in converters.items()
    }
    return reverse(name, kwargs=about)


# The first ends the visit of whoever asks; the second needs a key that nobody has.
LEFT_OUT = ("account_logout", "account_reset_password_from_key")


def test_no_address_says_a_step_that_a_gate_forbids(forbidden):
    town, looked = forbidden.town, forbidden.looked_at()
    days = dict.fromkeys(("first", "last", "day", "expected"), forbidden.goes)
    client = sign_in(Client(raise_request_exception=False), town.ana)
    asked = 0
    for name, converters in addresses():
        if name in LEFT_OUT:
            continue
        with apart(), transaction.atomic():
            client.post(filled(forbidden, name, converters), {**FORGED, **days, "step": "depart"})
            assert forbidden.journey.state != "under_way", name
            looked.check(because=name)
        asked += 1
    assert asked > 300


# Commands: those that change cases are given; of the others it is said why they cannot lead here.
COMMANDS = {
    "audit": "writes nothing but anchors",
    "backup": "copies what there is",
    "begin": "the first members of an empty installation",
    "clock": "begins the duties, all of which are performed here",
    "custody": "the backups in the hands of others",
    "demo": "tells what the demonstration holds",
    "directory": "services, and nobody's case",
    "docs": "writes the manual",
    "dataset": "public figures",
    "evidence": "public figures",
    "analysis": "figures for who analyses",
    "explain": "tells how a figure came about",
    "import": "tried with a register that names her",
    "install": "before there is anybody",
    "keys": "seals anew what is sealed",
    "load_places": "places on the map",
    "members": "who may sign in",
    "prepare": "before there is anybody",
    "restore": "puts back what a backup holds, steps with it",
    "retention": "performed here",
    "documents": "performed here",
    "serve": "serves the pages, all of which are tried here",
    "unlock": "lets a member sign in again",
    "upgrade": "brings tables forward",
    "worker": "does what was queued, all of which is done here",
}


def test_every_command_is_named():
    ours = {name for name, app in get_commands().items() if str(app).startswith("amparo")}
    assert ours == set(COMMANDS), "Try it, or say why it cannot lead to a departure."


def test_no_duty_and_no_queued_job_says_a_step(forbidden):
    looked = forbidden.looked_at()
    for name, duty in DUTIES.items():
        with suppress(Exception), transaction.atomic():
            duty.perform()
        looked.check(because=name)
    assert len(DUTIES) >= 20
    for words in (["retention"], ["documents", "clean"]):
        with transaction.atomic():
            call_command(*words, stdout=StringIO(), stderr=StringIO())
        looked.check(because=words[0])


# Registers that are brought in

REGISTER = (
    "prs_First_Name,prs_SecondName,prs_Birthdate,cas_IncomingReferralDate,journey,step,kind,state,"
    "departure,case_number\n"
    "Xquic,Piedraluna Nubarrón,2001-05-04,2026-03-01,{journey},2,departure,under_way,yes,{case}\n"
)


def brought(world, tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(
        REGISTER.format(journey=world.journey.number, case=world.case.number), encoding="utf-8"
    )
    return registers.bring_in(by=world.town.alba, path=path, agency=world.town.casa_luz).brought


def test_no_register_says_a_step_and_taking_one_back_does_not_either(forbidden, tmp_path):
    looked = forbidden.looked_at()
    before = set(Case.objects.values_list("pk", flat=True))
    one = brought(forbidden, tmp_path)
    looked.check(because="brought in")
    (hers,) = set(Case.objects.values_list("pk", flat=True)) - before
    case = Case.objects.select_related("person", "agency").get(pk=hers)
    office = forbidden.crossing.elsewhere.organisation
    begun = journeys.begin(
        by=forbidden.town.alba, case=case, office=office, pathway="return", country="GT"
    )
    with pytest.raises(Refused):
        say(forbidden, "request", journey=begun, by=forbidden.town.alba)
    with pytest.raises(Refused, match="worked with since"):
        registers.undo(by=forbidden.town.alba, brought=one)
    assert Journey.objects.filter(pk=begun.pk).exists()
    looked.check(because="taken back")


# Packages


def test_no_kind_of_package_says_a_step(forbidden):
    """Also one of a kind that does not know of journeys."""
    looked = forbidden.looked_at()
    rows = [("departure", forbidden.today, {"expected": forbidden.goes.isoformat()})]
    for kind in sorted(kinds._takers):
        for side in ("sending", "receiving"):
            content = forbidden.crossing.elsewhere.sealed(
                kind, {"journey": forbidden.journey.number, "from": side, "kind": "departure"}
            )
            with suppress(Exception), transaction.atomic():
                forbidden.crossing.takes_in(content)
            with suppress(Exception), transaction.atomic():
                takes_in(forbidden, forbidden.crossing.they_say, rows, side=side)
            looked.check(because=kind)
    assert Step.objects.filter(journey=forbidden.journey, kind="departure").count() == 0


# Code: where a step is written, and where a file is sealed

# Who calls what of these, in all rooms. `say` asks the gates; `write` is for what needs none.
CALLS = {
    "steps.say": {"views/both_ends.py", "views/family_ends.py", "views/received.py"},
    "steps.write": {"actions/journey.py"},
    "Step": {"actions/steps.py"},
    "packages.seal": {"actions/steps.py"},
}


def called():
    """Calls of these names in the room of journeys and above it, demonstration and all."""
    for path in sorted((ROOT / "amparo").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                # Others have steps too; ours are those of a journey.
                if name != "Step" or "journey" in {each.arg for each in node.keywords}:
                    yield path, name


@pytest.fixture(scope="module")
def found():
    room = ROOT / "amparo" / "journeys"
    held = {}
    for path, name in called():
        near = path.relative_to(room).as_posix() if path.is_relative_to(room) else None
        held.setdefault(name, set()).add(near or path.relative_to(ROOT / "amparo").as_posix())
    return held


def test_steps_are_written_in_one_place_and_said_from_two_pages(found):
    demonstration = {each for each in found["steps.say"] if "demonstration" in each}
    assert found["steps.say"] - demonstration == CALLS["steps.say"]
    assert found["steps.write"] == CALLS["steps.write"]
    assert found["Step"] == CALLS["Step"]
    assert CALLS["packages.seal"] <= found["packages.seal"]
    assert not {name for name in found if name.startswith("Step.objects.") and _writes(name)}


def _writes(name):
    return name.rsplit(".", 1)[-1] in {
        "create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update",
    }  # fmt: skip


def test_what_is_written_without_gates_is_that_it_is_called_off():
    tree = ast.parse((ROOT / "amparo/journeys/actions/journey.py").read_text(encoding="utf-8"))
    written = [
        {each.arg: ast.unparse(each.value) for each in node.keywords}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "steps.write"
    ]
    assert [each["kind"] for each in written] == ["StepKind.CALLED_OFF"]


def test_nobody_who_may_not_open_her_file_says_anything_for_us(forbidden):
    for member in Member.objects.exclude(pk=forbidden.town.ana.pk):
        if member.agency_id != forbidden.town.casa_luz.pk:
            with pytest.raises(Refused):
                say(forbidden, "departure", by=member)
    with pytest.raises((Refused, AttributeError)):
        say(forbidden, "departure", by=agencies.OPERATOR)
