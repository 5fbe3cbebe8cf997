from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TrancheState(models.TextChoices):
    """A part of a grant: promised, then paid, or let go."""

    PROMISED = "promised", pgettext_lazy("of a tranche", "Promised")
    PAID = "paid", pgettext_lazy("of a tranche", "Paid")
    LET_GO = "let_go", pgettext_lazy("of a tranche", "Let go")


NEXT_TRANCHE: dict[str, set[str]] = {
    TrancheState.PROMISED: {TrancheState.PAID, TrancheState.LET_GO},
}


class ProofKind(models.TextChoices):
    """What shows how a tranche was used."""

    DOCUMENT = "document", _("A document of the case")
    SEEN = "seen", _("Somebody saw it")


class ProofState(models.TextChoices):
    """What shows how a tranche was used: brought by one, accepted by another."""

    BROUGHT = "brought", pgettext_lazy("of a proof", "Waits for a second person")
    ACCEPTED = "accepted", pgettext_lazy("of a proof", "Accepted")
    RETURNED = "returned", pgettext_lazy("of a proof", "Returned")


NEXT_PROOF: dict[str, set[str]] = {
    ProofState.BROUGHT: {ProofState.ACCEPTED, ProofState.RETURNED},
}
STANDING = (ProofState.BROUGHT, ProofState.ACCEPTED)
