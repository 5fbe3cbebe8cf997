import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import UserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies import roles
from amparo.agencies.enums import AgencyKind, EndReason, RequestKind, RequestState, Role
from amparo.core.marks import Marked


class Agency(models.Model):
    """A vault: nothing in it is seen from another agency without a referral or a grant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind.choices)
    zone = models.CharField(_("time zone"), max_length=60, default="America/Mexico_City")

    class Meta:
        verbose_name, verbose_name_plural = _("agency"), _("agencies")
        ordering = ["name"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "code", "name", "kind", "zone"}

    def __str__(self) -> str:
        return self.name


class Member(Marked, AbstractBaseUser):
    """Someone who works for an agency and signs in."""

    MARKED = (
        "id",
        "username",
        "display_name",
        "email",
        "password",
        "agency_id",
        "role",
        "is_active",
        "factor_held",
    )
    ALTERED = _(
        "What is kept about this member was written by somebody else than this site, so she is "
        "not let in and nothing is changed. End her access, find out who wrote it, then give it "
        "back."
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=60, unique=True)
    display_name = models.CharField(_("name shown to colleagues"), max_length=120)
    email = models.EmailField(_("work e-mail"), blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    language = models.CharField(_("language"), max_length=5, default="es")
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    access_ended_at = models.DateTimeField(_("access ended"), null=True, blank=True)
    access_ended_why = models.CharField(
        _("why it ended"), max_length=20, choices=EndReason.choices, blank=True
    )
    # Who held one comes in with one, unless her role needs none and she took it away herself.
    factor_held = models.BooleanField(_("has held a second factor"), default=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name, verbose_name_plural = _("member"), _("members")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="an_ended_access_has_its_reason",
                condition=models.Q(access_ended_at__isnull=True, access_ended_why="")
                | (models.Q(access_ended_at__isnull=False) & ~models.Q(access_ended_why="")),
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"username", "display_name", "email", "password", "last_login"}
        open = {
            "id",
            "agency",
            "role",
            "language",
            "is_active",
            "joined_at",
            "access_ended_at",
            "access_ended_why",
            "factor_held",
            "mark",
        }

    def __str__(self) -> str:
        return self.display_name

    @property
    def opens_nothing(self) -> bool:
        return not self.is_active

    def may(self, permission: roles.Permission) -> bool:
        return self.is_active and roles.permits(self.role, permission)

    @property
    def opens_cases(self) -> bool:
        return roles.ROLES[Role(self.role)].opens_cases

    @property
    def role_needs_factor(self) -> bool:
        return roles.is_grave(self.role)

    @property
    def needs_factor(self) -> bool:
        return self.role_needs_factor or self.factor_held


class Session(AbstractBaseSession):
    """Somebody's visit, under a digest of its key and sealed (see `sessions`)."""

    session_key = models.CharField(max_length=64, primary_key=True)
    # Whose it is, so that all of hers can be ended without opening anybody's.
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"session_data"}
        open = {"session_key", "member", "expire_date"}

    @classmethod
    def get_session_store_class(cls):
        from amparo.agencies.sessions import SessionStore

        return SessionStore

    def __str__(self) -> str:
        return "session"


class Draft(models.Model):
    """What a member has typed into a form and not yet sent, sealed under a key of the ring."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=200)
    sealed = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("draft"), _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["member", "form"], name="one_draft_per_form")
        ]

    class Privacy:
        identifying = {"sealed"}
        sensitive = {"form"}
        open = {"id", "member", "saved_at"}

    def __str__(self) -> str:
        return f"draft {self.pk}"


class AccessRequest(Marked):
    """What gives somebody access: asked for by one, and nothing happens before a second's yes.

    Of somebody new, name and address stand here until it is answered, and no longer.
    """

    MARKED = (
        "id",
        "kind",
        "member_id",
        "username",
        "display_name",
        "email",
        "agency_id",
        "role",
        "language",
        "asked_by_id",
        "asked_at",
        "state",
    )
    ALTERED = _(
        "This request was written by somebody else than this site, so nobody can confirm it. Say "
        "no, and find out who wrote it."
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="access_requests", null=True, blank=True
    )
    username = models.CharField(max_length=60, blank=True)
    display_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    language = models.CharField(max_length=5, blank=True)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=20, choices=RequestState.choices, default=RequestState.WAITING
    )
    # Nobody, once it is answered: the operator at the machine, or the clock.
    answered_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("request for access"), _("requests for access")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="confirmed_by_somebody_else",
                condition=~models.Q(state=RequestState.CONFIRMED)
                | models.Q(answered_by__isnull=True)
                | (
                    ~models.Q(answered_by=models.F("asked_by"))
                    & (models.Q(member__isnull=True) | ~models.Q(answered_by=models.F("member")))
                ),
            ),
            models.CheckConstraint(
                name="an_answer_has_its_moment",
                condition=models.Q(
                    state=RequestState.WAITING, answered_at__isnull=True, answered_by__isnull=True
                )
                | (~models.Q(state=RequestState.WAITING) & models.Q(answered_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="one_waits_for_a_member",
                fields=["member", "kind"],
                condition=models.Q(state=RequestState.WAITING),
            ),
            models.UniqueConstraint(
                name="one_waits_for_a_name",
                fields=["username"],
                condition=models.Q(state=RequestState.WAITING, kind=RequestKind.INVITATION),
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"username", "display_name", "email"}
        open = {
            "id",
            "kind",
            "member",
            "agency",
            "role",
            "language",
            "asked_by",
            "asked_at",
            "state",
            "answered_by",
            "answered_at",
            "mark",
        }

    @property
    def opens_nothing(self) -> bool:
        return self.state in (RequestState.LAPSED, RequestState.REFUSED)

    def __str__(self) -> str:
        return f"request for access {self.pk}"


class EnrolmentCode(models.Model):
    """A code that an administrator hands over, so that a password alone sets up no factor."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="enrolment_code")
    digest = models.CharField(max_length=64)
    # Nobody: the operator at the machine.
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name, verbose_name_plural = _("enrolment code"), _("enrolment codes")

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"digest"}
        open = {"id", "member", "made_by", "made_at", "tries_left"}

    def __str__(self) -> str:
        return f"enrolment code {self.pk}"
