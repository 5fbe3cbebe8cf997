"""What waits for a second person, or for somebody who looks after others."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amparo.agencies import waiting
from amparo.agencies.roles import Permission
from amparo.cases.access import disclosure, need_to_know
from amparo.cases.queries import retention
from amparo.core import clock


@waiting.counted(
    ngettext_lazy(
        "%(number)s file was opened in an emergency and waits for your review.",
        "%(number)s files were opened in an emergency and wait for your review.",
        "number",
    ),
    url="cases:glasses",
    label=_("Review"),
)
def emergencies_to_review(member) -> int:
    return need_to_know.glasses_to_review(member).count()


@waiting.counted(
    ngettext_lazy(
        "%(number)s emergency was taken further and waits to be settled.",
        "%(number)s emergencies were taken further and wait to be settled.",
        "number",
    ),
    url="cases:glasses",
    label=_("Settle it"),
)
def emergencies_to_settle(member) -> int:
    return need_to_know.glasses_to_settle(member).count()


@waiting.counted(
    ngettext_lazy(
        "%(number)s act of disposal waits for your answer.",
        "%(number)s acts of disposal wait for your answer.",
        "number",
    ),
    url="cases:retention",
    label=_("Files by series"),
)
def acts_to_answer(member) -> int:
    return retention.waiting_for(member) if member.may(Permission.ERASE_PEOPLE) else 0


@waiting.counted(
    ngettext_lazy(
        "%(number)s closed file reaches its end within 30 days.",
        "%(number)s closed files reach their end within 30 days.",
        "number",
    ),
    url="cases:retention",
    label=_("Files by series"),
)
def ends_within_a_month(member) -> int:
    may = member.may(Permission.ERASE_PEOPLE)
    return retention.warned(member, today=clock.today()) if may else 0


@waiting.counted(
    ngettext_lazy(
        "%(number)s disclosure without consent waits for your answer.",
        "%(number)s disclosures without consent wait for your answer.",
        "number",
    ),
    url="cases:second_yes",
    label=_("Second yes"),
)
def disclosures_to_answer(member) -> int:
    may = member.may(Permission.SET_DUTIES)
    return disclosure.waiting_for(member).count() if may else 0
