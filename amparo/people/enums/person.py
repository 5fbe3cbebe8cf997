from django.db import models
from django.utils.translation import gettext_lazy as _


class CameFrom(models.TextChoices):
    INTAKE = "intake", _("Recorded at intake")
    REGISTER = "register", _("Brought in from an old register")


class Purpose(models.TextChoices):
    ASSISTANCE = "assistance", _("to be assisted")
    REFERRAL = "referral", _("to be referred to a service")
    CONTACT = "contact", _("to be contacted again")
    STATISTICS = "statistics", _("to be counted in statistics without a name")
    RESEARCH = "research", _("to take part in research")
    TRACING = "tracing", _("to look for the family")
    DOCUMENT = "document", _("to get an identity document")
    RETURN = "return", _("to return home")
    FAMILY = "family", _("that her family comes to her")
    JUSTICE = "justice", _("to report the crime and for the proceedings")
    # Only a no: who says no to somebody need not say to what.
    ANY = "any", _("for whatever it may be")


class Block(models.TextChoices):
    IDENTITY = "identity", _("Identity")
    CONTACT = "contact", _("Contact")
    HEALTH = "health", _("Health")
    CASE = "case", _("Course of the case")
    EVENT = "event", _("What happened")
    FACTS = "facts", _("Coded facts without identity")
    # Only a no. A yes names what it is about, block by block.
    ALL = "all", _("Everything")


class Recipient(models.TextChoices):
    OWN_AGENCY = "own_agency", _("This agency")
    AGENCY = "agency", _("Another agency of this installation")
    HOSPITAL = "hospital", _("Hospital or clinic")
    CONSULATE = "consulate", _("Consulate")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    CHILD_PROTECTION = "child_protection", _("Child protection authority")
    STATISTICS = "programme_statistics", _("Statistics of the programme")
    OTHER = "other", _("Somebody else, named")


class Answer(models.TextChoices):
    GRANTED = "granted", _("Yes")
    REFUSED = "refused", _("No")


class How(models.TextChoices):
    WRITTEN = "written", _("In writing")
    SPOKEN = "spoken", _("Spoken, before a witness")
    THUMBPRINT = "thumbprint", _("By thumbprint")


class Unanswered(models.TextChoices):
    """Three different answers that must never be taken for one another, or for no."""

    UNKNOWN = "unknown", _("Not known")
    REFUSED = "refused", _("Did not want to say")
    NOT_ASKED = "not_asked", _("Not asked")


class Ground(models.TextChoices):
    """Why somebody is erased. Nothing else is a ground."""

    SHE_ASKED = "she_asked", _("She asked for it")
    PERIOD_ENDED = "period_ended", _("The period of keeping ended")
    MISTAKE = "mistake", _("Recorded by mistake")
    ORDER = "order", _("Order of an authority")


class ErasureState(models.TextChoices):
    """From a request to the last copy: the records go first, then the key that opened them."""

    ASKED = "asked", _("Asked for: waits for the second person")
    CALLED_OFF = "called_off", _("Called off")
    CONFIRMED = "confirmed", _("Confirmed: the records are gone, the key is being destroyed")
    DONE = "done", _("Erased")


NEXT_ERASURE: dict[str, set[str]] = {
    ErasureState.ASKED: {ErasureState.CALLED_OFF, ErasureState.CONFIRMED},
    ErasureState.CONFIRMED: {ErasureState.DONE},
}


class CountedFrom(models.TextChoices):
    LAST_ACTIVITY = "last_activity", _("the last activity of her closed case")
    GROWN_UP = "grown_up", _("the day on which she turned 18")
