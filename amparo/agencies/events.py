"""What each event about members is called on the page of the log. Its code stays what is stored."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "sign_in_refused": _("Sign-in refused: name and password did not go together"),
    "factor_refused": _("Sign-in refused: the password was right, the second factor was wrong"),
    "confirmed": _("Confirmed who she is"),
    "confirmation_refused": _("Did not confirm who she is: what was typed was wrong"),
    "password_changed": _("Changed a password"),
    "factor_added": _("Set up a second factor"),
    "factor_removed": _("Removed a second factor"),
    "factor_reset": _("Made new recovery codes"),
    "factors_taken_away": _("Took lost second factors away"),
    "enrolment_code_made": _("Made a code for a second factor"),
    "enrolment_code_used": _("Used a code for a second factor"),
    "enrolment_code_refused": _("Typed a wrong code for a second factor"),
    "access_asked": _("Asked for what gives access"),
    "access_confirmed": _("Confirmed what another asked for"),
    "access_refused": _("Said no to what was asked for"),
    "access_lapsed": _("What was asked for ended unanswered"),
    "access_ended": _("Ended an access"),
    "access_restored": _("Gave an access back"),
    "visits_ended": _("Ended what a member had open"),
    "other_visits_ended": _("Ended what she had open elsewhere"),
    "role_changed": _("Changed a member's role"),
    "member_enrolled": _("Enrolled a member"),
    "member_invited": _("Mailed an invitation"),
    "agency_founded": _("Founded an agency"),
    "language_chosen": _("Chose a language"),
    "altered_refused": _(
        "Sign-in refused: what is kept about her was written by somebody else than this site"
    ),
    "denied": _("Was refused a page"),
}
