"""What is said of a child: her age, who stands for her, and her own word."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ByDates(models.TextChoices):
    """What the recorded dates say of her age on a day."""

    CHILD = "child", _("younger than 18")
    OPEN = "open", _("may be younger than 18")
    ADULT = "adult", _("18 or older")
    SILENT = "silent", _("no date of birth is recorded")


class AgeSaid(models.TextChoices):
    """What is kept about her age beside her dates."""

    PRESUMED = "presumed", _("May be younger than 18: treated as a child")
    ASSESSED = "assessed", _("A body assessed her age")


class AgeMethod(models.TextChoices):
    """How her age was assessed."""

    PAPERS = "papers", _("Papers that were checked where they come from")
    INTERVIEW = "interview", _("Psychosocial interview")
    MEDICAL = "medical", _("Medical examination, with her agreement")
    SEVERAL = "several", _("Several of these together")


class Suspected(models.TextChoices):
    """Is the guardian, or somebody near the guardian, a suspect? It is always answered."""

    NO = "no", _("No")
    NOT_KNOWN = "not_known", _("Not known: she or he does not represent her")
    YES = "yes", pgettext_lazy("a suspect", "Yes")


class StandsBy(models.TextChoices):
    """By what somebody stands for a child."""

    PARENT = "parent", _("Parental authority")
    ORDER = "order", _("Guardianship ordered by an authority")
    AUTHORITY = "authority", _("Child protection authority, as her representative")
