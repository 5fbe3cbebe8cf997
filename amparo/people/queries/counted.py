"""Who is counted in statistics: those whose yes holds, by the question that disclosures ask too."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from amparo.audit.models import AuditEvent
from amparo.core import clock
from amparo.core.fields import Sealed
from amparo.people.enums import Answer, Block, ErasureState, Ground, Purpose, Recipient
from amparo.people.models import AgeFinding, Comparison, Consent, Erasure, Person
from amparo.people.queries import same
from amparo.people.queries.age import SURELY, is_treated_as_child
from amparo.people.queries.disclosure import of_a_child

# After one of these a yes may hold no more, though nobody took it back.
DOUBTS = ("age_found", "person_revised", "records_compared", "related_added", "related_revised")


def counted_people(*, on: date) -> QuerySet[Consent]:
    """Live consents to be counted, as a query on person ids. Without one nobody is counted.

    She must have said yes by the day that is counted, and her yes must still hold today: of who is
    a child or presumed to be, only beside her own word and that of who may represent her.
    """
    live = _live(on)
    return live.exclude(pk__in=_hold_no_more(live)).values("person_id")


def silent(under: dict[UUID, UUID], counted: QuerySet[Consent], *, on: date) -> set[UUID]:
    """Who is not counted because one of her records says no: a join never widens a consent.

    A no holds for every day, whenever she said it. A yes that ran out is none, nor is one that
    came after the day that is counted.
    """
    if not under:
        return set()
    hers = Consent.objects.filter(person__in=list(under))
    # A no to whatever the programme's statistics may want is one to being counted.
    wide = Q(purpose=Purpose.ANY, recipient=Recipient.STATISTICS, answer=Answer.REFUSED)
    refused = Q(answer=Answer.REFUSED) | Q(withdrawn_at__isnull=False)
    fallen = Q(pk__in=_hold_no_more(_live(on).filter(person__in=list(under))))
    no = hers.filter(Q(purpose=Purpose.STATISTICS) & refused | wide | fallen)
    said = no.exclude(person__in=counted).values_list("person_id", flat=True)
    return {under[person] for person in said}


def agreeing(*, on: date) -> set[UUID]:
    """The records that a count as of a day may rest on now."""
    agreed, under = counted_people(on=on), same.roots()
    said_no = silent(under, agreed, on=on)
    found = agreed.values_list("person_id", flat=True)
    return {person for person in found if under.get(person, person) not in said_no}


def consents_ended_since(moment: datetime) -> bool:
    """Whether anybody's yes to being counted ended after a count was made, or holds no more
    because of what was found since: that she may be a child, that another record of hers says no,
    or that she asked to be erased, and her yes went with her."""
    asked = Consent.objects.filter(purpose=Purpose.STATISTICS, answer=Answer.GRANTED)
    counted_on = moment.astimezone(clock.programme_zone()).date()
    expired = Q(expires_on__gte=counted_on, expires_on__lt=clock.today())
    if asked.filter(Q(withdrawn_at__gte=moment) | expired).exists():
        return True
    if _erased_since(moment) or _silenced_since(moment):
        return True
    fallen = _granted().filter(pk__in=_hold_no_more(_granted()))
    doubted = [str(each) for each in fallen.values_list("person", flat=True)]
    found = AuditEvent.objects.filter(verb__in=DOUBTS, at__gte=moment)
    return found.filter(person__in=doubted).exists()


def _erased_since(moment: datetime) -> bool:
    """By her will or because she should not be here. Where only the period ended, her yes held."""
    against = Erasure.objects.exclude(ground=Ground.PERIOD_ENDED)
    gone = against.filter(state__in=(ErasureState.CONFIRMED, ErasureState.DONE))
    return gone.filter(answered_at__gte=moment).exists()


def _silenced_since(moment: datetime) -> bool:
    """A no in one record of hers: said since, or of a record that was joined to hers since."""
    under = same.roots()
    said_no = silent(under, counted_people(on=clock.today()), on=clock.today())
    hers = [person for person, top in under.items() if top in said_no]
    if not _granted().filter(person__in=hers).exists():
        return False
    said = Consent.objects.filter(person__in=hers, answer=Answer.REFUSED, recorded_at__gte=moment)
    joined = same.standing().filter(first__in=hers, compared_at__gte=moment)
    return said.exists() or joined.exists()


def _granted() -> QuerySet[Consent]:
    return Consent.objects.filter(
        purpose=Purpose.STATISTICS,
        block=Block.FACTS,
        recipient=Recipient.STATISTICS,
        answer=Answer.GRANTED,
        withdrawn_at__isnull=True,
    )


def _live(on: date) -> QuerySet[Consent]:
    until = max(on, clock.today())
    begun = _granted().filter(given_on__lte=on)
    return begun.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=until))


def _hold_no_more(granted: QuerySet[Consent]) -> list[UUID]:
    """Those of children that an adult would have to have given."""
    answers: defaultdict[Person, list[Consent]] = defaultdict(list)
    for consent in granted.filter(_may_be_childs()).select_related("person__agency"):
        answers[consent.person].append(consent)
    return [pk for person, held in answers.items() for pk in _fallen(person, held)]


def _may_be_childs() -> Q:
    """All whose dates, findings or other records can make a child; the rest needs no key."""
    year = Q(person__birth_year__gt=clock.today().year - SURELY)
    silent = Q(person__birth_year__isnull=True) & ~Q(person__birth_date=Sealed())
    linked = Comparison.objects.filter(undone_at__isnull=True)
    return (
        year
        | silent
        | Q(person__in=AgeFinding.objects.values("person"))
        | Q(person__in=linked.values("first"))
        | Q(person__in=linked.values("second"))
    )


def _fallen(person: Person, held: list[Consent]) -> Iterator[UUID]:
    if is_treated_as_child(person, on=clock.today()):
        standing = {each.pk for each in of_a_child(person, held)}
        yield from (each.pk for each in held if each.pk not in standing)
