"""A case of the demonstration that waits to go from Casa Luz to Tapachula for good."""

from datetime import timedelta

from django.db import transaction

from amparo.agencies.models import Agency, Member
from amparo.agreements.actions import agreements, data_clauses
from amparo.cases.access import visible_cases
from amparo.cases.models import Case
from amparo.core import clock
from amparo.organisations.actions import organisation as organisations
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.organisations.models import Organisation
from amparo.people import actions as people
from amparo.people.queries.age import is_treated_as_child
from amparo.referrals.actions import transfer as actions
from amparo.referrals.models import Transfer
from amparo.referrals.queries import transfer as queries

MONTH = timedelta(days=30)


@transaction.atomic
def load(*, sara: Member, alba: Member, ana: Member, fina: Member, to: Agency) -> None:
    """An agreement, her yes to each block, and two of Casa Luz who let it go; what is there
    already stays."""
    case = _that_can_go(ana)
    if Transfer.objects.exists() or case is None:
        return
    blocks = queries.holds(case)
    facts = {"sector": Sector.SOCIAL, "level": GovernmentLevel.MUNICIPAL}
    there = organisations.of_agency(by=sara, agency=to, **facts)
    if not _agreed(alba, fina, there, blocks):
        return
    for block in blocks:
        people.record_consent(
            by=ana, person=case.person, purpose=queries.PURPOSE, block=block, recipient="agency",
            recipient_name=to.name, answer="granted", language="es", how="spoken",
            notice_version="2026-11", expires_on=clock.today() + 3 * MONTH,
        )  # fmt: skip
    made = actions.propose(by=ana, case=case, to=to, reason_code="moved")
    actions.confirm(by=alba, transfer=made)


def _agreed(alba: Member, fina: Member, there: Organisation, blocks: list[str]) -> bool:
    """Whether every clause could be opened: beside members of another house she may not."""
    today, house = clock.today(), Organisation.objects.get(short_name="Casa Luz")
    held = agreements.record(
        by=alba, title="Convenio de traslado entre Casa Luz y Tapachula (invención)",
        kind="data_sharing", signed=str(today - MONTH), ends=str(today + 6 * MONTH),
    )  # fmt: skip
    for organisation in (house, there):
        agreements.add_party(by=alba, agreement=held, organisation=organisation, role="party")
    made = data_clauses.propose(
        by=alba, agreement=held, giver=house, receiver=there, blocks=blocks,
        purpose=queries.PURPOSE, basis="consent", starts_on=today, ends_on=today + 6 * MONTH,
    )  # fmt: skip
    open_now = [each for each in made if data_clauses.answers_for(fina, each)]
    for each in open_now:
        data_clauses.confirm(by=fina, clause=each)
    return len(open_now) == len(made)


def _that_can_go(ana: Member) -> Case | None:
    known = visible_cases(ana).select_related("person", "agency").order_by("opened_on", "number")
    today = clock.today()
    return next(
        (
            each
            for each in known
            if not queries.standing(each).waits and not is_treated_as_child(each.person, on=today)
        ),
        None,
    )
