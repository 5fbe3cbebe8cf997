"""Two invented projects in the demonstration: whose money, what was paid, what is to be reached;
and what the programme owes to others every year."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from amparo.agencies.models import Agency, Member
from amparo.assistance import actions as assistance
from amparo.cases.models import Case
from amparo.core import clock
from amparo.organisations.actions import organisation as organisations
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.organisations.models import Organisation
from amparo.projects.actions import activities, frame, money, projects
from amparo.projects.models import Project
from amparo.reporting.actions import owed
from amparo.reporting.enums import ReturnKind

FUND = "Fondo Internacional para la Movilidad Humana (invención)"
# (number, title, amount, what was paid and how much)
LINES = [
    ("1", "Alojamiento y alimentación", 240_000, [("Despensas de la casa", 18_400)]),
    ("2", "Capacitación de hoteles", 90_000, [("Sala y materiales del taller", 7_250)]),
    ("3", "Análisis situacional", 150_000, []),
]
GIVEN = [("Food", ("PV-2026",)), ("Food", ("PV-2026", "SUR-2026")), ("Shelter", ("SUR-2026",))]


@transaction.atomic
def load(*, pablo: Member, ana: Member, noe: Member) -> None:
    """What is there already stays as it is."""
    if Project.objects.exists():
        return
    fund = organisations.record(
        by=pablo, name=FUND, short_name="Fondo Movilidad", sector=Sector.INTERNATIONAL,
        level=GovernmentLevel.INTERNATIONAL,
    )  # fmt: skip
    north = _project(
        pablo, "PV-2026", "Puerto Vallarta segura (invención)", fund, "casa-luz", "dif"
    )
    _project(pablo, "SUR-2026", "Acompañar el regreso (invención)", fund, "casa-luz")
    for number, title, amount, paid in LINES:
        line = money.budget(
            by=pablo, project=north, code=number, title=title, donor=fund, amount=Decimal(amount)
        )
        for what, cost in paid:
            money.spend(by=pablo, line=line, on=_last_month(), what=what, amount=Decimal(cost))
    _activities(pablo, north)
    _frame(pablo, north)
    _services(ana)
    _owed(noe)


def _project(by: Member, code: str, name: str, fund: Organisation, *agencies: str) -> Project:
    year = _last_month().year
    return projects.record(
        by=by, code=code, name=name, grant=f"FMH-{code}", currency="MXN", donors=[fund],
        starts_on=date(year, 1, 1), ends_on=date(year + 1, 12, 31),
        agencies=list(Agency.objects.filter(code__in=agencies)),
    )  # fmt: skip


def _activities(by: Member, held: Project) -> None:
    facts = {"by": by, "projects": [held], "on": _last_month()}
    activities.record(kind="training", title="Taller para personal de hoteles", came=34, **facts)
    activities.record(kind="campaign", title="Carteles en la central de autobuses", **facts)


def _frame(by: Member, held: Project) -> None:
    goal = frame.write_row(
        by=by, project=held, level="goal", number="1",
        text="Las personas que sobrevivieron a la trata ejercen sus derechos",
    )  # fmt: skip
    outcome = frame.write_row(
        by=by, project=held, level="outcome", number="1.1", parent=goal,
        text="Reciben la asistencia que eligen, a tiempo", assumption="El albergue sigue abierto",
    )  # fmt: skip
    output = frame.write_row(
        by=by, project=held, level="output", number="1.1.1", parent=outcome,
        text="Personas asistidas y personal de hoteles capacitado",
    )  # fmt: skip
    for row, indicator, goal_value in (
        (outcome, "people_assisted", 60), (output, "services_given", 200),
        (output, "people_trained", 120),
    ):  # fmt: skip
        frame.set_target(
            by=by, row=row, indicator=indicator, goal=Decimal(goal_value), baseline=Decimal(0),
            starts_on=held.starts_on, ends_on=held.ends_on, disaggregations=["gender"],
        )  # fmt: skip


def _owed(noe: Member) -> None:
    """What the programme tells others every year."""
    today = clock.today()
    mission = Organisation.objects.get(short_name="OIM México")
    rows = [(ReturnKind.TIP, 40), (ReturnKind.GLOTIP, 120), (ReturnKind.CTDC, 200)]
    for kind, days in rows:
        owed.owe(
            by=noe, kind=kind, to=mission, period=str(today.year), due_on=today + timedelta(days)
        )


def _last_month() -> date:
    """Its last day: the monthly report is of the month that is over."""
    return clock.today().replace(day=1) - timedelta(days=1)


def _services(ana: Member) -> None:
    """A few services of last month, one of them in both projects."""
    # The youngest of hers: the rest of the demonstration is done with the oldest.
    held = Case.objects.filter(team__member=ana, is_assisted=True).order_by("-opened_on")
    codes = {each.code: each for each in Project.objects.all()}
    for case, (service, names) in zip(held, GIVEN, strict=False):
        assistance.record(
            by=ana, case=case, service=service, given_on=_last_month(),
            projects=[codes[name] for name in names],
        )  # fmt: skip
