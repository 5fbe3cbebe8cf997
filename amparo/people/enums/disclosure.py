"""What a disclosure rests on, and why a block goes or stays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    """Why something of a person may go to somebody. Nothing else is a basis."""

    CONSENT = "consent", _("Her consent")
    DUTY = "duty", _("A legal duty")
    VITAL_INTEREST = "vital_interest", _("Her life or somebody else's is in danger")
    COURT_ORDER = "court_order", _("Order of a court")


class DutyAge(models.TextChoices):
    """Whom a legal duty is about. Where the age is not known, she counts as under 18."""

    ANY = "any", _("People of any age")
    MINOR = "minor", _("People younger than 18")
    ADULT = "adult", _("Adults")


class Why(models.TextChoices):
    """The reason for one block, as the preview says it."""

    AGREED = "agreed", _("She said yes to this.")
    REFUSED = "refused", _("She said no to this.")
    NO_YES = "no_yes", _("There is no yes of hers to this.")
    ENDED = "ended", _("Her yes to this ended or was taken back.")
    DEMANDED = "demanded", _("The legal duty demands this.")
    NOT_DEMANDED = "not_demanded", _("The legal duty does not demand this.")
    DUTY_DOES_NOT_HOLD = "duty_does_not_hold", _("This legal duty does not hold here today.")
    DECIDED_BY_TWO = "decided_by_two", _("Two people decided this.")
    NOT_DECIDED = "not_decided", _("The two people did not decide this.")
    ALONE = "alone", _("It waits for a second person, so nothing goes.")
    NOT_TO_THEM = "not_to_them", _("Nothing about her goes to this name.")
    NO_CLAUSE = "no_clause", _("No data-sharing clause lets this go to them.")
    CLAUSE_SHUT = "clause_shut", _("The data-sharing clause about this does not hold today.")
    OVER = "over", _("The decision of the two people has ended.")
