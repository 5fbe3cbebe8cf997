from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnKind(models.TextChoices):
    """What the programme, or the body that it reports to, owes to others every so often."""

    GLOTIP = "glotip", _("Questionnaire of UNODC for its global report (GLOTIP)")
    SDG = "sdg_16_2_2", _("SDG indicator 16.2.2")
    TIP = "tip_report", _("Questionnaire for the TIP Report")
    INTERMINISTERIAL = "interministerial", _("Annual report of the inter-ministerial commission")
    CTDC = "ctdc", _("Tables for CTDC")
    OTHER = "other", _("Other")


class Sending(models.TextChoices):
    """A return that is owed. Only published releases take it to sent."""

    OWED = "owed", _("Owed")
    SENT = "sent", _("Delivered")
    DROPPED = "dropped", _("Not sent, with a reason")


NEXT_SENDING = {Sending.OWED: {Sending.SENT, Sending.DROPPED}}


class Answering(models.TextChoices):
    """A request for information. One writes the answer, another lets it out."""

    OPEN = "open", _("Waits for an answer")
    PROPOSED = "proposed", _("Answer written, waits for a second person")
    ANSWERED = "answered", _("Answered")


NEXT_ANSWERING = {
    Answering.OPEN: {Answering.PROPOSED},
    Answering.PROPOSED: {Answering.OPEN, Answering.ANSWERED},
}
