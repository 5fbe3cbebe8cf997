from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COOPERATION = "cooperation", _("Cooperation agreement")
    SPECIFIC = "specific", _("Agreement on one work")
    DATA_SHARING = "data_sharing", _("Data-sharing agreement")
    MEMORANDUM = "memorandum", _("Memorandum of understanding")
    PROTOCOL = "protocol", _("Protocol of a mechanism")
    OTHER = "other", _("Other")


class PartyRole(models.TextChoices):
    PARTY = "party", _("Party")
    WITNESS = "witness", _("Witness of honour")
    JOINED = "joined", _("Joined later")


class Form(models.TextChoices):
    """Which forms of exploitation an agreement is about."""

    SEXUAL = "sexual", _("Sexual exploitation")
    LABOUR = "labour", _("Labour exploitation")
    OTHER = "other", _("Other forms")


class Standing(models.TextChoices):
    """How an agreement stands on a day. Follows from its dates, and is never stored."""

    DRAFT = "draft", _("Not signed yet")
    AHEAD = "ahead", _("Signed, not in force yet")
    IN_FORCE = "in_force", _("In force")
    EXPIRES = "expires", _("In force, expires soon")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended early")


class Delivery(models.TextChoices):
    """A promised work. Only evidence takes it to accepted."""

    PROMISED = "promised", _("Promised")
    ACCEPTED = "accepted", _("Accepted, with evidence")
    CALLED_OFF = "called_off", _("Called off")


NEXT_DELIVERY = {Delivery.PROMISED: {Delivery.ACCEPTED, Delivery.CALLED_OFF}}


class Light(models.TextChoices):
    """How what was promised stands towards its day."""

    DONE = "done", _("Kept")
    ON_TIME = "on_time", _("On time")
    SOON = "soon", _("Due soon")
    OVERDUE = "overdue", _("Late")
    NO_DAY = "no_day", _("No day agreed")


class SharedBlock(models.TextChoices):
    """What of a person's file a clause lets cross. The codes of `people.enums.Block`."""

    IDENTITY = "identity", _("Identity")
    CONTACT = "contact", _("Contact")
    HEALTH = "health", _("Health")
    CASE = "case", _("Course of the case")
    EVENT = "event", _("What happened")
    FACTS = "facts", _("Coded facts without identity")


class SharedFor(models.TextChoices):
    """What for. The codes of `people.enums.Purpose`, without counting and research."""

    ASSISTANCE = "assistance", _("To be assisted")
    REFERRAL = "referral", _("To be referred to a service")
    DOCUMENT = "document", _("To get an identity document")
    RETURN = "return", _("To return home")
    FAMILY = "family", _("That her family comes to her")
    JUSTICE = "justice", _("For the proceedings")
    TRACING = "tracing", _("To look for the family")
    STATISTICS = "statistics", _("To be counted without a name")


class SharedBasis(models.TextChoices):
    """On what it rests. A clause opens a way; the basis decides for each person."""

    CONSENT = "consent", _("Her consent")
    DUTY = "duty", _("A legal duty")


class WhereSaid(models.TextChoices):
    """Where a document names who signed."""

    HEADLINE = "headline", _("In the headline")
    BODY = "body", _("In the text")
