"""Somebody brought to a service: on what it rests, by which way, how it was answered."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.models import Case, Disclosure, Document, Letter
from amparo.cases.models.case import SealedWithItsCase
from amparo.core.fields import SealedTextField
from amparo.directory.models import Service
from amparo.organisations.models import Organisation
from amparo.people.enums import Block
from amparo.referrals.enums import (
    LIVE,
    AnsweredBy,
    AnswerKind,
    Channel,
    Ending,
    ReferralState,
    Refusal,
)
from amparo.referrals.models.package import SentPackage
from amparo.taxonomy import codes


class Referral(SealedWithItsCase, models.Model):
    """One person to one service. What of her goes with it is decided by its disclosure, and
    nothing is typed beside: what is in no block does not go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.CASCADE, related_name="referral")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Of a sealed service the organisation above is the agency through which one asks for it.
    service = models.ForeignKey(Service, null=True, on_delete=models.SET_NULL, related_name="+")
    # Whose members answer it here.
    to_agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(_("by which way"), max_length=12, choices=Channel.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=ReferralState.choices, default=ReferralState.DRAFTED
    )
    # A code of the list `service`.
    need = models.CharField(_("need"), max_length=40, blank=True)
    # By what the service was found, to find the next one.
    looked_for = models.JSONField(default=dict)
    # What was let go when it was sent.
    blocks = models.JSONField(default=list)
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    refusal = models.CharField(
        _("why it was refused"), max_length=12, choices=Refusal.choices, blank=True
    )
    ending = models.CharField(
        _("why it was closed"), max_length=14, choices=Ending.choices, blank=True
    )
    # As it was sealed, where it went as a file.
    package = models.OneToOneField(
        SentPackage, null=True, on_delete=models.PROTECT, related_name="referral"
    )
    # Outside: by when an answer is awaited, or when they are told to stop.
    due_on = models.DateField(null=True)
    # That they were told to stop, or saw it: by whom and when.
    stopped_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("referral"), _("referrals")
        ordering = ["-drafted_at", "-id"]
        indexes = [
            models.Index(fields=["case", "-drafted_at"], name="referrals_of_a_case"),
            models.Index(fields=["agency", "-drafted_at", "-id"], name="referrals_sent_in_order"),
            models.Index(
                fields=["agency", "state", "-drafted_at", "-id"], name="referrals_sent_of_a_state"
            ),
            models.Index(fields=["to_agency", "-sent_at", "-id"], name="referrals_got_in_order"),
            models.Index(
                fields=["to_agency", "state", "-sent_at", "-id"], name="referrals_got_of_a_state"
            ),
            models.Index(fields=["state", "sent_at"], name="referrals_unanswered"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[ReferralState.DRAFTED, ReferralState.CLOSED])
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="referral_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.REFUSED) & ~Q(refusal="")
                | ~Q(state=ReferralState.REFUSED) & Q(refusal=""),
                name="referral_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.CLOSED) & ~Q(ending="")
                | ~Q(state=ReferralState.CLOSED) & Q(ending=""),
                name="referral_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.IN_SYSTEM) | Q(to_agency__isnull=False),
                name="referral_in_the_system_has_its_agency",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {
            "case", "disclosure", "organisation", "service", "to_agency", "need", "looked_for",
            "blocks", "refusal", "ending", "due_on", "package",
        }  # fmt: skip
        open = {
            "id", "agency", "channel", "state", "drafted_by", "drafted_at", "sent_by", "sent_at",
            "answered_at", "ended_at", "stopped_by", "stopped_at", "reminded_at", "raised_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"referral {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("referrals:referral", args=[self.case_id, self.pk])

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def to_words(self) -> str:
        """To whom: the service as everybody knows it, and whom one asks for it."""
        names = [self.service.name] if self.service else []
        return " · ".join([*names, self.organisation.name])

    @property
    def need_words(self) -> str:
        return codes.label("service", self.need) if self.need else ""

    @property
    def block_words(self) -> list[str]:
        return [str(Block(block).label) for block in self.blocks]


class Answer(SealedWithItsCase, models.Model):
    """What whoever received it said, on which day. Never changed: a later one stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(_("answer"), max_length=10, choices=AnswerKind.choices)
    refusal = models.CharField(_("why"), max_length=12, choices=Refusal.choices, blank=True)
    words = SealedTextField(_("in their words"))
    said_on = models.DateField(_("said on"))
    by_way = models.CharField(
        _("how it came"),
        max_length=10,
        choices=AnsweredBy.choices,
        default=AnsweredBy.IN_SYSTEM,
    )
    # A slip that came twice: what was typed is kept, and made nothing of the referral.
    counts = models.BooleanField(default=True)
    document = models.ForeignKey(Document, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = (
            _("answer to a referral"),
            _("answers to referrals"),
        )
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.REFUSED) & ~Q(refusal="")
                | ~Q(kind=AnswerKind.REFUSED) & Q(refusal=""),
                name="answer_refuses_with_reason",
            ),
        ]

    class Privacy:
        identifying = {"words"}
        sensitive = {"case", "referral", "kind", "refusal", "said_on", "by_way", "document"}
        open = {"id", "recorded_by", "recorded_at", "counts"}

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Slip(SealedWithItsCase, models.Model):
    """The part of a letter that comes back. Its code finds the referral once, and names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="slip")
    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="+")
    # To be printed again; to be found, there is the digest alone.
    code = SealedTextField(_("code of the slip"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("reply slip"), _("reply slips")

    class Privacy:
        identifying = {"code"}
        sensitive = {"case", "referral", "letter"}
        open = {"id", "digest", "used_at"}

    def __str__(self) -> str:
        return f"reply slip {self.pk}"
