"""What the clock does for what is given and planned."""

from amparo.assistance.actions import daybook_kept, feedback
from amparo.assistance.models import Shelter
from amparo.core.duties import DAILY, duty


@duty("forget_unfinished_feedback", every=DAILY)
def forget_unfinished_feedback() -> None:
    """Questions on a telephone that nobody answered to the end."""
    feedback.forget_unfinished()


@duty("forget_day_books", every=DAILY)
def forget_day_books() -> None:
    """What shelters wrote about the house alone, when its period of keeping is over."""
    for shelter in Shelter.objects.all():
        daybook_kept.forget_ended(shelter=shelter)
