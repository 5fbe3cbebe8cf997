"""The way in to each room, shown to those whose role opens it."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amparo.agencies.roles import Permission as P


@dataclass(frozen=True)
class Entry:
    label: Promise
    page: str
    permission: P | None = None
    # What one does there, for whoever comes in for the first time.
    what: Promise | str = ""

    @cached_property
    def url(self) -> str:
        return reverse(self.page)


PROPOSED = _("See what was proposed and what was let out. You propose from a count.")
ANSWER = _("Read what another proposed, and say yes or no.")
BUILD = _("Build what is known of a place, each number with its evidence.")
ASKED = _("By the number of a case, when its person asks.")
EMERGENCIES = _("What waits for your review, and who asked what was withheld.")
KEPT = _("Whose record ends soon, what is held, who asks to be erased.")
DUTIES = _("What the lawyer says that an agency must pass on.")
SECOND_YES = _("What a coordinator wants to share without consent.")
LET_IN = _("Invite, change roles, end access, help with a lost second factor.")
TONGUES = _("Text and recordings in Mam, Kʼicheʼ, Qʼeqchiʼ, Tseltal and Tsotsil.")
TRAINED = _("Who was trained to decide about identification, and who decided without it.")
TOLD = _("What came in by the public page. Whom it tells of goes to a colleague.")
DUTY = _("Who reads the public page when, and which lines it names otherwise.")
HOUSE = _("Who sleeps where, what the next shift must know.")
SITS = _("Who sits with whom, what was promised, who is late.")
NEUTRAL = _("Under which name airlines and town halls get papers of yours.")
SIGNED = _("What was signed with whom, what it promises, what it lets cross.")
PAYS = _("Whose money for what, how much is left, what was to be reached.")
OWED = _("What goes out every year, by when, and which releases feed it.")
ASKED_US = _("Questions by transparency law: by when, and the answer that two let out.")
MONTH = _("One page a month, exact here and rounded on paper; the donor’s own form filled.")
DELAYS = _("How many days each office takes for each word, and who still waits.")
HELP = _("Who can help with what, in which language, and what is free tonight.")
WITH = _("With whom we work: who signs, sits in committees, serves.")
TODAY = _("What is due, what waits for you, what runs out.")
JOINED = _("Who works with whom, and what would come apart without one.")
CARDS = _("With which offices sealed files are exchanged, and whose digits were compared.")
FAMILY = _("Who asks for somebody of the family, by number, and when the answer is due.")
GIVEN = _("Whole cases that wait for a second person, or for your agency.")
ENTRIES = [
    Entry(_("Today"), "site:today", what=TODAY),
    Entry(_("Caseload"), "cases:caseload", P.OPEN_CASES),
    Entry(_("What is due"), "cases:due", P.OPEN_CASES),
    Entry(_("Search"), "cases:search", P.OPEN_CASES),
    Entry(_("Perhaps recorded twice"), "cases:duplicates", P.OPEN_AGENCY_CASES),
    Entry(_("Messages"), "cases:tips", P.ANSWER_TIPS, TOLD),
    Entry(_("On duty"), "cases:roster", P.KEEP_ROSTER, DUTY),
    Entry(_("Opened to us"), "shared:shared", P.OPEN_CASES),
    Entry(_("Referrals"), "referrals:sent", P.OPEN_CASES),
    Entry(_("Referrals to us"), "referrals:received", P.OPEN_CASES),
    Entry(_("Transfers of cases"), "referrals:transfers", P.OVERRIDE_CONSENT, GIVEN),
    Entry(_("Journeys"), "journeys:journeys", P.PLAN_SAFETY),
    Entry(_("Journeys to us"), "journeys:received", P.RECORD_CASES),
    Entry(_("Claims of family"), "journeys:claims", P.RECORD_CASES, FAMILY),
    Entry(_("Neutral name"), "journeys:neutral_name", P.ASSIGN_TEAM, NEUTRAL),
    Entry(_("Packages"), "packages:packages", P.RECORD_CASES),
    Entry(_("Cards of offices"), "packages:offices", P.SET_DUTIES, CARDS),
    Entry(_("Cards of offices"), "packages:offices", P.KEEP_AGREEMENTS, CARDS),
    Entry(_("Shelters"), "shelter:shelters", P.WORK_IN_SHELTER, HOUSE),
    Entry(_("Bring in a register"), "registers:imports", P.BRING_IN_REGISTERS),
    Entry(_("Counts"), "statistics:extracts", P.COUNT, _("Count who was seen, up to a day.")),
    Entry(_("Releases"), "releases:releases", P.PROPOSE_RELEASE, PROPOSED),
    Entry(_("Releases"), "releases:releases", P.APPROVE_RELEASE, ANSWER),
    Entry(_("Analyses"), "analyses:analyses", P.BUILD_ANALYSIS, BUILD),
    Entry(_("Monthly report"), "reporting:monthly", P.SEE_REPORTS, MONTH),
    Entry(_("How long journeys take"), "journeys:delays", P.SEE_REPORTS, DELAYS),
    Entry(_("Returns owed"), "reporting:returns", P.PROPOSE_RELEASE, OWED),
    Entry(_("Requests for information"), "reporting:requests", P.PROPOSE_RELEASE, ASKED_US),
    Entry(_("Requests for information"), "reporting:requests", P.APPROVE_RELEASE, ASKED_US),
    Entry(_("Committees"), "committees:committees", what=SITS),
    Entry(_("Agreements"), "agreements:agreements", what=SIGNED),
    Entry(_("Projects"), "projects:projects", P.KEEP_PROJECTS, PAYS),
    Entry(_("Directory of services"), "directory:services", what=HELP),
    Entry(_("Network"), "network:network", what=JOINED),
    Entry(_("Organisations"), "organisations:organisations", what=WITH),
    Entry(_("Evidence"), "evidence:evidence", what=_("Where every figure comes from.")),
    Entry(_("Who has seen a file"), "cases:who_saw_find", P.READ_AUDIT, ASKED),
    Entry(_("Opened in an emergency"), "cases:glasses", P.REVIEW_GLASS, EMERGENCIES),
    Entry(_("Periods of keeping"), "people:keeping_list", P.ERASE_PEOPLE, KEPT),
    # A coordinator asks from the case; whoever confirms has no other way to it.
    Entry(_("Second yes"), "cases:second_yes", P.SET_DUTIES, SECOND_YES),
    Entry(_("Legal duties"), "people:duties", P.SET_DUTIES, DUTIES),
    Entry(_("Notice in other languages"), "people:translations", P.KEEP_TRANSLATIONS, TONGUES),
    Entry(_("Trainings"), "cases:trainings", P.KEEP_TRAININGS, TRAINED),
    Entry(_("Members"), "agencies:members", P.MANAGE_MEMBERS, LET_IN),
    Entry(_("Audit log"), "site:audit", P.READ_AUDIT, _("Everything read, written or refused.")),
    Entry(_("Roles"), "site:roles", what=_("Who may do what.")),
]


def entries(member) -> list[Entry]:
    """The entries of a member's menu, each page once, only pages that exist."""
    found: dict[str, Entry] = {}
    for entry in ENTRIES if member is not None else []:
        if entry.page in found or (entry.permission and not member.may(entry.permission)):
            continue
        if _exists(entry):
            found[entry.page] = entry
    return list(found.values())


def _exists(entry: Entry) -> bool:
    try:
        return bool(entry.url)
    except NoReverseMatch:
        return False
