"""Drafts: what was typed and not yet sent."""

import json
from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from amparo.agencies import sealed_drafts
from amparo.agencies.models import Draft, Member
from amparo.core import clock

# Nobody has as many forms open; whoever sends more fills the disk.
MOST = 50


@transaction.atomic
def keep_draft(*, by: Member, form: str, content: dict[str, Any]) -> Draft:
    """Keep what a member has typed so far, sealed; a sign-out or a lost network loses nothing."""
    sealed = sealed_drafts.seal(json.dumps(content), member_id=by.pk, form=form)
    draft, _made = Draft.objects.update_or_create(
        member=by, form=form, defaults={"sealed": sealed, "saved_at": clock.now()}
    )
    _drop_the_oldest(by)
    return draft


def _drop_the_oldest(member: Member) -> None:
    held = Draft.objects.filter(member=member).order_by("-saved_at", "-pk")
    over = list(held.values_list("pk", flat=True)[MOST:])
    if over:
        Draft.objects.filter(pk__in=over).delete()


@transaction.atomic
def drop_draft(*, by: Member, form: str) -> None:
    """Forget a draft, because it was sent or because the member said so."""
    Draft.objects.filter(member=by, form=form).delete()


@transaction.atomic
def drop_drafts_about(*, ids: Iterable[UUID]) -> int:
    """Forget what anybody typed into the forms of these records: they are being erased."""
    about = [Q(form__contains=str(one)) for one in ids]
    return Draft.objects.filter(reduce(or_, about)).delete()[0] if about else 0


@transaction.atomic
def drop_stale_drafts(*, older_than: timedelta = timedelta(days=7)) -> int:
    """Forget drafts that nobody came back for."""
    return Draft.objects.filter(saved_at__lt=clock.now() - older_than).delete()[0]
