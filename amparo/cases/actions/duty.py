"""Who is on duty for tips, and which lines the public page names."""

from datetime import datetime
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.models import PublicLine, Shift
from amparo.cases.policies import tips as policies


@transaction.atomic
def put_on_duty(*, by: Any, member: Member, starts_at: datetime, ends_at: datetime) -> Shift:
    """From then to then somebody reads what comes in, so the public page takes it."""
    policies.can_put_on_duty(by=by, member=member, starts_at=starts_at, ends_at=ends_at).or_refuse()
    shift = Shift.objects.create(
        agency_id=member.agency_id, member=member, starts_at=starts_at, ends_at=ends_at
    )
    detail = {"member": str(member.pk)}
    audit.record("shift_added", by=by, fields=["starts_at", "ends_at"], detail=detail)
    return shift


@transaction.atomic
def take_off_duty(*, by: Any, shift: Shift) -> None:
    """A shift that nobody keeps."""
    policies.can_keep_roster(by=by).or_refuse()
    audit.record("shift_removed", by=by, detail={"member": str(shift.member_id)})
    Shift.objects.filter(pk=shift.pk).delete()


@transaction.atomic
def add_line(*, by: Any, **facts: Any) -> PublicLine:
    """A line that somebody called and found to answer."""
    policies.can_keep_roster(by=by).or_refuse()
    line = PublicLine.objects.create(**facts)
    audit.record("line_added", by=by, about=line, fields=facts)
    return line


@transaction.atomic
def remove_line(*, by: Any, line: PublicLine) -> None:
    """A line that no longer answers."""
    policies.can_keep_roster(by=by).or_refuse()
    audit.record("line_removed", by=by, about=line)
    PublicLine.objects.filter(pk=line.pk).delete()
