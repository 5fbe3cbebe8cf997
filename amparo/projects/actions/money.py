from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.projects.actions.projects import locked
from amparo.projects.models import BudgetLine, Project, Spending
from amparo.projects.policies import project as policies


@transaction.atomic
def budget(
    *, by: Any, project: Project, code: str, title: str, donor: Organisation, amount: Decimal
) -> BudgetLine:
    """Write down what a donor gives for what."""
    held = locked(project)
    is_donor = held.donors.filter(pk=donor.pk).exists()
    known = held.lines.filter(code=code).exists()
    policies.can_budget(held, by=by, is_donor=is_donor, known=known).or_refuse()
    line = BudgetLine(project=held, code=code, title=title, donor=donor, amount=amount)
    line.save(force_insert=True)
    fields = ["amount", "code", "donor", "title"]
    audit.record("budget_line_added", by=by, about=held, fields=fields)
    return line


@transaction.atomic
def spend(*, by: Any, line: BudgetLine, on: date, what: str, amount: Decimal) -> Spending:
    """Write down a payment of a budget line."""
    held = locked(line.project)
    policies.can_spend(held, by=by, on=on, today=clock.today()).or_refuse()
    payment = Spending(line=line, on=on, what=what, amount=amount)
    payment.recorded_by = by if isinstance(by, Member) else None
    payment.save(force_insert=True)
    audit.record("payment_recorded", by=by, about=held, fields=["amount", "on", "what"])
    return payment


@transaction.atomic
def strike(*, by: Member, payment: Spending) -> Spending:
    """Strike a payment that was written down wrongly. It stays, and counts no more."""
    held = Spending.objects.select_for_update().get(pk=payment.pk)
    policies.can_strike(held, by=by).or_refuse()
    held.struck_by, held.struck_at = by, clock.now()
    held.save(update_fields=["struck_by", "struck_at"])
    audit.record("payment_struck", by=by, about=held.line.project, fields=["struck_at"])
    return held
