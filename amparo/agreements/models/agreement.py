"""What organisations sign: who, about what, from when until when, as exactly as it is known."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.agreements.enums import Form, Kind, PartyRole, WhereSaid
from amparo.evidence.models import Statement
from amparo.organisations.models import Organisation, Paper
from amparo.taxonomy.models import Place


class Agreement(models.Model):
    """Dates are EDTF: a month stays a month. The first and last day they may mean stand beside
    them for sorting and for rules, and are never shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    purpose = models.TextField(_("its purpose"), blank=True)
    forms = models.JSONField(_("forms of exploitation"), default=list)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed = models.CharField(_("signed"), max_length=40, blank=True)
    signed_low = models.DateField(null=True, editable=False)
    signed_high = models.DateField(null=True, editable=False)
    starts = models.CharField(_("in force from"), max_length=40, blank=True)
    starts_high = models.DateField(null=True, editable=False)
    ends = models.CharField(_("in force until"), max_length=40, blank=True)
    ends_low = models.DateField(null=True, editable=False)
    renews = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals"
    )
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=300, blank=True)
    # When who answers for it was told that it ends: 60 days before, and 15.
    told_early_on = models.DateField(null=True, editable=False)
    told_late_on = models.DateField(null=True, editable=False)
    # The ceremony at which it was signed: its statements hang on it and not on the text.
    ceremony_place = models.CharField(_("signing ceremony held at"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("agreement"), _("agreements")
        ordering = ["-signed_low", "title", "id"]
        indexes = [models.Index(fields=["ends_low"], name="agreement_ends")]
        constraints = [
            models.CheckConstraint(
                name="an_agreement_ends_early_with_its_reason",
                condition=models.Q(ended_on__isnull=True, ended_why="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_why="")),
            ),
            models.CheckConstraint(
                name="an_agreement_renews_another",
                condition=models.Q(renews__isnull=True) | ~models.Q(renews=models.F("id")),
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "title", "kind", "purpose", "forms", "place", "signed", "signed_low",
            "signed_high", "starts", "starts_high", "ends", "ends_low", "renews", "ended_on",
            "ended_why", "told_early_on", "told_late_on", "ceremony_place", "recorded_by",
            "recorded_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:agreement", args=[self.pk])

    @property
    def form_words(self) -> list[str]:
        return [str(Form(code).label) for code in self.forms]


class Party(models.Model):
    """An organisation in an agreement, and who signed for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements"
    )
    role = models.CharField(_("as what"), max_length=20, choices=PartyRole.choices)
    post = models.CharField(_("post of who signed"), max_length=200, blank=True)
    signatory = models.CharField(_("who signed"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("party"), _("parties")
        ordering = ["organisation__words", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="a_party_once_in_an_agreement"
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        # An official in her office; still a name.
        sensitive = {"signatory"}
        open = {"id", "agreement", "organisation", "role", "post"}

    def __str__(self) -> str:
        return f"party {self.pk}"


class Clause(models.Model):
    """A numbered clause, in the words of the agreement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="clauses")
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.TextField(_("text"))

    class Meta:
        verbose_name, verbose_name_plural = _("clause"), _("clauses")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_clause_of_a_number")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "agreement", "number", "words"}

    def __str__(self) -> str:
        return f"clause {self.number}"


class Annex(models.Model):
    """A paper that belongs to an agreement: the signed text, an annex, a plan of work."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="annexes")
    title = models.CharField(_("title"), max_length=200)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("annex"), _("annexes")
        ordering = ["paper__kept_at"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "agreement", "title", "paper"}

    def __str__(self) -> str:
        return self.title


class Telling(models.Model):
    """What a document says about who signed, or what was said at the ceremony.

    Where two parts of a document name different parties, both stay and the register says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tellings")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    at_ceremony = models.BooleanField(_("said at the signing ceremony"), default=False)
    where = models.CharField(_("where"), max_length=10, choices=WhereSaid.choices, blank=True)
    # As the document names them, one a line; empty where it names none.
    names = models.TextField(_("who it says signed"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("telling"), _("tellings")
        ordering = ["statement__start"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "statement"], name="a_statement_tells_once_of_an_agreement"
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "agreement", "statement", "at_ceremony", "where", "names"}

    def __str__(self) -> str:
        return f"telling {self.pk}"

    @property
    def named(self) -> list[str]:
        return [line.strip() for line in self.names.splitlines() if line.strip()]
