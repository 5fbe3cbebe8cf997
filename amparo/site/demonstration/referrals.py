"""The way from Casa Luz to Faro in the demonstration, and one person who was brought there."""

from datetime import timedelta

from django.db import transaction

from amparo.agencies.models import Member
from amparo.agreements.actions import agreements, data_clauses
from amparo.cases.access import visible_cases
from amparo.cases.models import Case
from amparo.committees.models import Session
from amparo.core import clock
from amparo.directory.actions import service as services
from amparo.directory.models import Service
from amparo.organisations.models import Organisation
from amparo.people import actions as people
from amparo.people.queries.age import is_treated_as_child
from amparo.referrals.actions import conference
from amparo.referrals.actions import referral as actions
from amparo.referrals.models import Referral

MONTH = timedelta(days=30)
NEED = {"need": "Legal", "language": "es"}


@transaction.atomic
def load(*, sara: Member, alba: Member, ana: Member, fina: Member) -> None:
    """An agreement, a service, and one referral that waits; what is there already stays."""
    if Referral.objects.exists():
        return
    house, faro = (Organisation.objects.get(short_name=name) for name in ("Casa Luz", "Faro"))
    today = clock.today()
    held = agreements.record(
        by=alba, title="Convenio de canalización entre Casa Luz y Faro (invención)",
        kind="data_sharing", signed=str(today - MONTH), ends=str(today + 6 * MONTH),
    )  # fmt: skip
    for organisation in (house, faro):
        agreements.add_party(by=alba, agreement=held, organisation=organisation, role="party")
    for giver, receiver, blocks in (
        (house, faro, ["identity", "contact"]),
        (faro, house, ["contact", "facts"]),
    ):
        for each in data_clauses.propose(
            by=alba, agreement=held, giver=giver, receiver=receiver, blocks=blocks,
            purpose="referral", basis="consent", starts_on=today, ends_on=today + 6 * MONTH,
        ):  # fmt: skip
            # On a machine that holds other members too, she may answer for one agency alone.
            if data_clauses.answers_for(fina, each):
                data_clauses.confirm(by=fina, clause=each)
    counsel = services.record(
        by=sara, organisation=faro, name="Consejería de Faro (invención)", place=faro.place,
        alias="Consejería", needs=["Legal", "IdentityAndMigrationDocuments"],
        languages=["es", "mam"], cost=0,
    )  # fmt: skip
    case = _of_an_adult(ana)
    if case is not None:
        _bring(ana, case, counsel)
        _before_the_committee(ana, case)


def _of_an_adult(ana: Member) -> Case | None:
    known = visible_cases(ana).select_related("person", "agency").order_by("opened_on", "number")
    today = clock.today()
    return next((each for each in known if not is_treated_as_child(each.person, on=today)), None)


def _bring(ana: Member, case: Case, service: Service) -> None:
    people.record_consent(
        by=ana, person=case.person, purpose="referral", block="identity", recipient="agency",
        recipient_name=service.organisation.agency.name, answer="granted", language="es",
        how="spoken", notice_version="2026-11", expires_on=clock.today() + 3 * MONTH,
    )  # fmt: skip
    made = actions.draft(
        by=ana, case=case, service=service, purpose="referral", basis="consent",
        expires_on=clock.today() + MONTH, need="Legal", looked_for=NEED,
    )  # fmt: skip
    actions.send(by=ana, referral=made, was_seen=["identity"], seen_at=clock.now())


def _before_the_committee(ana: Member, case: Case) -> None:
    """She said yes to coded facts for the DIF, which sits in the committee that was called."""
    dif = Organisation.objects.select_related("agency").get(short_name="DIF Puerto Vallarta")
    session = Session.objects.filter(state="called", committee__seats__organisation=dif).first()
    if session is None or dif.agency is None:
        return
    people.record_consent(
        by=ana, person=case.person, purpose="referral", block="facts", recipient="agency",
        recipient_name=dif.agency.name, answer="granted", language="es",
        how="spoken", notice_version="2026-11", expires_on=clock.today() + 3 * MONTH,
    )  # fmt: skip
    conference.bring(
        by=ana, case=case, session=session, needed=["Livelihood", "SocialCare"], asks="offer",
        age="adult", waits="weeks",
    )  # fmt: skip
