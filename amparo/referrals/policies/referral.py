"""May a referral be drafted, sent, answered, closed? Pure: asks no database."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models import Case, Document, Letter
from amparo.cases.policies import can_record
from amparo.cases.policies import disclosure as disclosures
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.directory.enums import Status
from amparo.organisations.models import Organisation
from amparo.referrals.enums import (
    CHOSEN,
    LEADS_TO,
    LIVE,
    NEXT_REFERRAL,
    OUTSIDE,
    AnswerKind,
    Channel,
    ReferralState,
    Refusal,
)
from amparo.referrals.models import Referral
from amparo.taxonomy import codes


def can_draft(
    case: Case, *, by: Any, basis: str, organisation: Organisation | None, service: Any,
    need: str, on_its_way: bool,
) -> Decision:  # fmt: skip
    """`organisation`: whom one asks for the service, or whom one asks where no service of the
    directory is meant; none where nobody is known. `on_its_way`: whether one to the same waits for
    its answer or was accepted."""
    may = can_record(case, by=by) and disclosures.can_rest_on(basis, by=by)
    if not may:
        return may
    if organisation is None:
        return Decision(
            _(
                "The agency through which one asks for this service does not stand among the "
                "organisations yet, so no clause can open the way. Its coordinator records it."
            )
        )
    if organisation.agency_id == case.agency_id:
        return Decision(_("This is a service of your own agency: nobody needs to be asked."))
    if service is None:
        return _can_ask_itself(organisation, need=need, on_its_way=on_its_way)
    if not organisation.works or service.status != Status.ACTIVE:
        return Decision(_("This service takes nobody now. Choose another one."))
    if on_its_way:
        return Decision(_("A referral to this service is on its way. Wait for it, or close it."))
    return ALLOWED


def _can_ask_itself(organisation: Organisation, *, need: str, on_its_way: bool) -> Decision:
    if not organisation.works:
        return Decision(_("This organisation works no longer. Choose another one."))
    if need not in codes.codes("service"):
        return Decision(
            _("Say what she needs there: no service of the directory says it for this one.")
        )
    if on_its_way:
        return Decision(
            _("A referral to this organisation is on its way. Wait for it, or close it.")
        )
    return ALLOWED


def can_send(
    referral: Referral, *, by: Any, going: Collection[str], was_seen: Collection[str] | None
) -> Decision:
    """`going`: what may go at this moment, asked anew."""
    if referral.state != ReferralState.DRAFTED:
        return Decision(_("This referral was sent or closed before."))
    if referral.disclosure.state == DisclosureState.WAITING:
        return Decision(_("It waits for the second person."))
    may = can_record(referral.case, by=by) and disclosures.is_not_empty(going)
    if not may:
        return may
    if was_seen is None or set(was_seen) != set(going):
        return Decision(
            _(
                "What would go is no longer what you looked at, or nobody looked at it yet. Look "
                "at the preview again, then decide."
            )
        )
    return ALLOWED


def can_go_as_file(referral: Referral) -> Decision:
    """Whether it may leave as a file at all. That their card counts is asked when it is sealed."""
    if referral.channel == Channel.IN_SYSTEM:
        return Decision(_("This agency signs in here and reads it here; nothing leaves as a file."))
    return ALLOWED


def can_close(referral: Referral, *, by: Any, ending: str) -> Decision:
    if ReferralState.CLOSED not in NEXT_REFERRAL.get(referral.state, set()):
        return Decision(_("This referral has come to its end before."))
    if ending not in CHOSEN:
        return Decision(_("Say why it is closed."))
    return can_record(referral.case, by=by)


def can_answer(referral: Referral, *, by: Any, kind: str, refusal: str = "") -> Decision:
    """Whoever received it answers here: one of the agency, whose role opens cases."""
    if kind == AnswerKind.RECEIVED:
        return Decision(_("A stamp is written down where the paper comes back."))
    if not _is_there(referral, by):
        return Decision(_("Only the agency that received this referral answers it."))
    may = agencies.may(by, Permission.OPEN_CASES)
    return may and follows(referral, kind=kind, refusal=refusal)


def _is_there(referral: Referral, by: Any) -> bool:
    return referral.to_agency_id is not None and by.agency_id == referral.to_agency_id


def can_write_down(referral: Referral, *, by: Any, kind: str, refusal: str = "") -> Decision:
    """What came back on paper, or was told, is written down where the letter was sent."""
    if referral.channel not in OUTSIDE:
        return Decision(_("The other agency signs in here and answers for itself."))
    return can_record(referral.case, by=by) and follows(referral, kind=kind, refusal=refusal)


def follows(referral: Referral, *, kind: str, refusal: str = "") -> Decision:
    """Whether this answer may come now, whoever brings it."""
    whole = is_whole(kind=kind, refusal=refusal)
    if not whole:
        return whole
    if kind == AnswerKind.FEEDBACK:
        return _may_say_more(referral)
    if kind == AnswerKind.RECEIVED:
        return ALLOWED if referral.state in LIVE else Decision(_("It has come to its end."))
    if LEADS_TO[AnswerKind(kind)] in NEXT_REFERRAL.get(referral.state, set()):
        return ALLOWED
    if referral.state == ReferralState.CLOSED:
        return Decision(
            _("Whoever sent this referral has closed it. Stop, and use nothing that came with it.")
        )
    return Decision(_("This referral was answered before."))


def is_whole(*, kind: str, refusal: str = "") -> Decision:
    if kind not in AnswerKind:
        return Decision(_("Say what the answer is."))
    if (kind == AnswerKind.REFUSED) != (refusal in Refusal):
        return Decision(_("A refusal needs a reason of the list, and nothing else has one."))
    return ALLOWED


def _may_say_more(referral: Referral) -> Decision:
    if referral.state in (ReferralState.ACCEPTED, ReferralState.DONE):
        return ALLOWED
    return Decision(_("Feedback follows what was accepted or done."))


def can_see_the_stop(referral: Referral, *, by: Any) -> Decision:
    """That it was stopped is confirmed once: by the agency that received it, or for paper by who
    told them."""
    if referral.channel in OUTSIDE:
        return _was_stopped(referral) and can_record(referral.case, by=by)
    if not _is_there(referral, by):
        return Decision(_("Only the agency that received this referral confirms this."))
    return _was_stopped(referral) and agencies.may(by, Permission.OPEN_CASES)


def _was_stopped(referral: Referral) -> Decision:
    if referral.state != ReferralState.CLOSED or referral.sent_at is None:
        return Decision(_("Nobody has stopped this referral."))
    if referral.stopped_at is not None:
        return Decision(_("This was confirmed before."))
    return ALLOWED


def may_be_read(referral: Referral | None) -> bool:
    """What goes with it is read while it is on its way: not before it was sent, nor afterwards."""
    return referral is not None and referral.state in LIVE


# What comes back on paper


def is_a_day(said_on: date, *, sent_at: datetime | None, today: date) -> Decision:
    if said_on > today:
        return Decision(_("This day has not come yet."))
    if sent_at is None or said_on < sent_at.astimezone(clock.programme_zone()).date():
        return Decision(_("Nobody could answer before the letter was issued."))
    return ALLOWED


def is_of_the_case(document: Document | None, *, case: Case) -> Decision:
    if document is None or document.case_id == case.pk:
        return ALLOWED
    return Decision(_("The scanned paper is a document of another case."))


def letter_stands(letter: Letter) -> Decision:
    """A slip is as good as its letter."""
    if letter.void_at is None:
        return ALLOWED
    return Decision(
        _(
            "The letter of this slip, no. %(folio)s, was declared void and its referral has ended, "
            "so nothing was kept: an answer would count for something that nobody should have "
            "received. Call whoever sent it. If they can help her, make a new referral."
        )
        % {"folio": letter.shown_folio}
    )


def slip_counts(
    referral: Referral, *, used_at: datetime | None, kind: str, refusal: str
) -> Decision:
    """A slip is used once. What comes with it later is kept and makes nothing of the referral."""
    if used_at is not None:
        day = used_at.astimezone(clock.programme_zone()).date()
        return Decision(
            _(
                "This slip was used on %(day)s. What you typed was kept beside that answer and "
                "changed nothing."
            )
            % {"day": date_format(day, "SHORT_DATE_FORMAT")}
        )
    may = follows(referral, kind=kind, refusal=refusal)
    if may:
        return may
    return Decision(
        _("What you typed was kept, and changed nothing: %(reason)s") % {"reason": may.reason}
    )
