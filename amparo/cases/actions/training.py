"""Recording who was trained in a procedure, and taking it back."""

from datetime import date

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.models.training import Training
from amparo.cases.policies import training as policies
from amparo.core import clock


@transaction.atomic
def record_training(
    *,
    by: Member,
    member: Member,
    procedure: str,
    trained_on: date,
    trained_by: str,
    valid_until: date,
) -> Training:
    """Say that a colleague was trained in a procedure, by whom, and until when it holds."""
    held = Member.objects.select_for_update().get(pk=member.pk)
    facts = {"trained_on": trained_on, "trained_by": trained_by, "valid_until": valid_until}
    policies.can_record(held, by=by, procedure=procedure, today=clock.today(), **facts).or_refuse()
    training = Training(
        member=held, procedure=policies.family_of(procedure), recorded_by=by, **facts
    )
    training.save(force_insert=True)
    audit.record("training_recorded", by=by, about=training, fields=["procedure", *facts])
    return training


@transaction.atomic
def end_training(*, by: Member, training: Training) -> Training:
    """Take it back: it was recorded wrongly, or holds no longer. What was decided stays."""
    held = Training.objects.select_for_update().get(pk=training.pk)
    policies.can_end(held, by=by).or_refuse()
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    audit.record("training_ended", by=by, about=held, fields=["ended_at"])
    return held
