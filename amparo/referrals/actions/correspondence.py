"""Make the keys of this office, exchange cards, compare their digits, end them."""

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.referrals.envelope import Card, Keys
from amparo.referrals.models import Correspondent, OfficeKeys
from amparo.referrals.policies import correspondence as policies
from amparo.referrals.queries import correspondence as queries


@transaction.atomic
def make_keys(*, by: Member) -> OfficeKeys:
    """Make a new pair. The one before opens what was sealed to it until its time is over, and
    every other office has to compare the digits of the new card."""
    policies.can_make_keys(by=by).or_refuse()
    now = clock.now()
    OfficeKeys.objects.select_for_update().filter(retired_at__isnull=True).update(retired_at=now)
    held = OfficeKeys(made_by=by, made_at=now)
    held.seal(Keys.fresh())
    held.save(force_insert=True)
    audit.record("office_keys_made", by=by, about=held)
    return held


@transaction.atomic
def bring_card(*, by: Member, organisation: Organisation, card: Card) -> Correspondent:
    """Keep the card of another office. It counts once another member compared its digits."""
    policies.can_bring_card(by=by).or_refuse()
    known = queries.holder_of(card)
    policies.is_new(card, ours=queries.our_card(), known=known).or_refuse()
    before = Correspondent.objects.select_for_update().filter(
        organisation=organisation, ended_at__isnull=True
    )
    for each in before:
        _end(each, by)
    held = Correspondent(
        organisation=organisation,
        name=card.name,
        signing=card.signing,
        sealing=card.sealing,
        code=card.code,
        brought_by=by,
        brought_at=clock.now(),
    )
    held.save(force_insert=True)
    audit.record("office_card_brought", by=by, about=held, detail=_detail(held))
    return held


@transaction.atomic
def compare_digits(*, by: Member, correspondent: Correspondent, heard: str) -> Correspondent:
    """Write what was heard on the telephone. Only the right digits open the way."""
    held = _locked(correspondent)
    may = policies.can_compare(held, by=by) and policies.are_hers(held, heard=heard)
    may.or_refuse()
    held.compared_by, held.compared_at = by, clock.now()
    held.save(update_fields=["compared_by", "compared_at"])
    audit.record("office_digits_compared", by=by, about=held, detail=_detail(held))
    return held


@transaction.atomic
def end_card(*, by: Member, correspondent: Correspondent) -> Correspondent:
    """From now on nothing is sealed to it, and nothing it signed is taken."""
    held = _locked(correspondent)
    policies.can_end(held, by=by).or_refuse()
    _end(held, by)
    return held


def _end(held: Correspondent, by: Member) -> None:
    held.ended_by, held.ended_at = by, clock.now()
    held.save(update_fields=["ended_by", "ended_at"])
    audit.record("office_card_ended", by=by, about=held, detail=_detail(held))


def _locked(correspondent: Correspondent) -> Correspondent:
    rows = Correspondent.objects.select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=correspondent.pk)


def _detail(held: Correspondent) -> dict[str, str]:
    return {"organisation": str(held.organisation_id), "card": held.code[:16]}
