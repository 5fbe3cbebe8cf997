"""Every page of the site and how it is reached. A page that is not here fails the architecture.

`PAGES`: by the name of its address, who opens it, and which of the made things it is about
(`make_things.py`). One address may stand here twice, in two states. `EXCUSED`: addresses that are
no pages, each with a reason that a test puts to the proof.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    """A page in one state, for one reader."""

    name: str
    who: str | None
    about: dict[str, str] = field(default_factory=dict)
    query: str = ""
    state: str = ""
    # Something to do on the browser page before it can be seen, instead of only going there.
    reach: Callable[[Any, Any], None] | None = None
    # What to type so that its form is refused. None: the page has no form that can be refused.
    refused: dict[str, str] | None = None

    @property
    def id(self) -> str:
        return "-".join(filter(None, [self.name, self.who, self.state]))

    def address(self, things: dict[str, str]) -> str:
        about = {key: things.get(value, value) for key, value in self.about.items()}
        return reverse(self.name, kwargs=about) + (f"?{self.query}" if self.query else "")


def second_step(site, page) -> None:
    # Half-way in, the first step is not shown again.
    if not page.locator("input[name=code]").count():
        site.first_step(page, "dora")


def first_factor(site, page) -> None:
    """Luz has a password and nothing else yet: every door leads to this page."""
    page.goto("/account/2fa/first/")
    if "/login/" in page.url:
        page.fill("input[name=login]", "luz")
        page.fill("input[name=password]", site.things["password of luz"])
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/2fa/first/")


def enrolment_code(site, page) -> None:
    page.goto("/members/")
    page.locator(f"form[action$='/{site.things['lia']}/code/'] button").click()


def no_such_page(site, page) -> None:
    assert page.goto("/no-such-page/").status == 404


def not_for_him(site, page) -> None:
    assert page.goto("/cases/").status == 403


def stale_form(site, page) -> None:
    """The form stood open for so long that its token is no longer taken."""
    page.goto("/account/password/change/")
    page.locator("main [name=csrfmiddlewaretoken]").evaluate("one => { one.value = 'old' }")
    with page.expect_navigation() as answer:
        page.locator("main form .button").first.click()
    assert answer.value.status == 403


def busy_database(site, page) -> None:
    """Somebody else is saving what she wants to save, for longer than anyone waits."""
    case = site.things["case"]
    page.goto(f"/cases/{case}/edit/")
    with site.held_by_another(f"select 1 from cases_case where id = '{case}' for update"):
        with page.expect_navigation() as answer:
            page.locator("main form[method=post]:has(.field) .button").first.click()
        assert answer.value.status == 503


def full_disk(site, page) -> None:
    """What she typed is given back on the page: nothing can be saved, not even a draft."""
    page.goto(f"/cases/{site.things['case']}/edit/")
    page.fill("main [name=next_step]", "Comprar un disco más grande.")
    with site.without_room("cases_case"):
        with page.expect_navigation() as answer:
            page.locator("main form[method=post]:has(.field) .button").first.click()
        assert answer.value.status == 503


def blocked_file(site, page) -> None:
    """A request opens it for an hour, so it is asked for each time."""
    page.goto("/cases/blocked/")
    page.fill("main [name=number]", site.things["blocked"])
    page.fill("main [name=reason]", "Oficio inventado 12 de un juzgado inventado")
    page.locator("main form:has(.field) .button").first.click()
    page.wait_for_url("**/blocked/*-*/")


def locked_ring(site, page) -> None:
    """The machine was started again, and its custodians have not come yet."""
    with site.without_its_keys():
        assert page.goto(f"/cases/{site.things['case']}/").status == 503


CASE = {"case_id": "case"}
PERSON = {"person_id": "person"}
CHILD = {"case_id": "child's case"}
ACCOMPANIED = {"case_id": "accompanied"}
NOT_REACHED = {"case_id": "not reached"}
BY_LIST = {"key": "ilo-labour-child-1"}
HOUSE = {"shelter_id": "house"}
WAITING = {"upload_id": "upload"}
BROUGHT = {"import_id": "import"}
ORGANISATION = {"organisation_id": "organisation"}
AGREEMENT = {"agreement_id": "agreement"}
COMMITTEE = {"committee_id": "committee"}
SESSION = COMMITTEE | {"session_id": "session"}
OPEN_SESSION = COMMITTEE | {"session_id": "open session"}
CLOSED_SESSION = COMMITTEE | {"session_id": "closed session"}
DATA_CLAUSE = {"agreement_id": "sharing agreement", "clause_id": "data clause"}
DELIVERABLE = {"agreement_id": "agreement", "deliverable_id": "deliverable"}
PROJECT = {"project_id": "project"}
SERVICE = {"service_id": "service"}
PUBLIC_SERVICE = {"service_id": "public service"}
SEALED = {"service_id": "sealed service"}
ANALYSIS = {"place": "14067", "language": "es", "as_of": "2014-12-31"}

HOME = {"case_id": "case going home", "journey_id": "journey going home"}
BEGINS = {"case_id": "case that begins", "journey_id": "journey that begins"}
FAMILY = {"case_id": "case of a family", "journey_id": "journey of a family"}
NOBODY = {"case_id": "case of nobody", "journey_id": "journey of nobody"}
RELATIVE = FAMILY | {"relative_id": "a relative"}
WRITTEN = {"word": "asked_on", "appointment": "on", "fee": "receipt_seen_on"}
RECORDS = {
    "interview": "held_on",
    "assessment": "assessed_on",
    "host": "assessed_on",
    "fitness": "seen_on",
    "escort": "cleared_on",
}
PAGES = [
    # At the door.
    Page("account_login", None, refused={"login": "nobody", "password": "nothing"}),
    Page("mfa_authenticate", None, reach=second_step, refused={"code": "000000"}),
    Page("account_first_factor", None, reach=first_factor, refused={"code": "x"}),
    Page("account_reset_password", None, refused={"email": "x"}),
    Page("account_reset_password_done", None),
    Page("account_reset_password_from_key", None, {"uidb36": "abc", "key": "set-password"}),
    Page("account_reset_password_from_key_done", None),
    Page("account_inactive", None),
    Page("site:closed", None),
    Page("releases:figures", None),
    Page("services:services", None, refused={"place": "Ningún lugar"}),
    Page("services:service", None, PUBLIC_SERVICE),
    Page("services:card", None, PUBLIC_SERVICE),
    Page("tips:tell", None, refused={"text": ""}),
    Page("tips:answer", None, refused={"receipt": "1234"}),
    # A hotline operator, and who puts her on duty.
    Page("cases:tips", "olga"),
    Page("cases:tip", "olga", {"tip_id": "tip"}, refused={"text": ""}),
    Page("cases:tip_intake", "olga", {"tip_id": "tip"}, refused={}),
    Page("cases:roster", "alba", refused={}),
    # A caseworker.
    Page("cases:caseload", "ana"),
    Page("cases:caseload", "ana", query="show=closed", state="empty"),
    Page("cases:due", "ana"),
    Page("cases:calendar", "ana"),
    Page("cases:due", "celia", state="empty"),
    Page("cases:intake", "ana", refused={"birth": "ayer tal vez"}),
    Page("cases:search", "ana", refused={}),
    Page("cases:case", "ana", CASE),
    Page("cases:tasks", "ana", CASE, refused={"due_on": "ayer"}),
    Page("cases:identity", "ana", CASE),
    Page("cases:same", "ana", CASE | {"other_id": "case of the second record"}, refused={}),
    Page("cases:edit", "ana", CASE, refused={"next_step_on": "ayer"}),
    Page("cases:decision", "ana", CASE, refused={"decided_on": "ayer"}),
    Page("cases:screening", "ana", CASE),
    Page("cases:screening_new", "ana", CASE | BY_LIST, refused={"screened_on": "ayer"}),
    Page("cases:screening_read", "ana", CASE | {"screening_id": "screening"}),
    Page("cases:procedures", "ana"),
    Page("cases:attribution", "alba"),
    Page("cases:procedure", "ana", {"key": "mx-art10-1"}),
    Page("cases:event_new", "ana", CASE, refused={"started": "ayer tal vez"}),
    Page("cases:event", "ana", CASE | {"event_id": "event"}, refused={"started": "ayer tal vez"}),
    Page("cases:closing", "ana", {"case_id": "case of the second record"}, refused={}),
    Page("cases:closing", "alba", {"case_id": "case to close"}, state="to approve"),
    Page("cases:closing", "alba", {"case_id": "closed case"}, state="closed", refused={}),
    Page("cases:document_new", "ana", CASE, refused={}),
    Page("cases:document", "ana", CASE | {"document_id": "document"}),
    Page("cases:letters", "ana", CASE),
    Page("cases:letter_new", "ana", CASE, query="template=medical_care&language=es", refused={}),
    Page("cases:letter_register", "ana"),
    Page("cases:letter_register", "celia", state="empty"),
    Page("cases:notes", "ana", CASE, refused={"text": ""}),
    Page("cases:note", "ana", CASE | {"note_id": "note"}, refused={"text": ""}),
    Page("cases:redacted", "ana", CASE),
    Page("cases:disclosures", "ana", CASE, refused={}),
    Page("cases:disclosures", "alba", CASE, state="override", refused={}),
    Page("cases:disclosure", "ana", CASE | {"disclosure_id": "disclosure"}),
    Page("cases:disclosure", "alba", CASE | {"disclosure_id": "asked"}, state="asked"),
    Page("cases:disclosure_sheet", "ana", CASE | {"disclosure_id": "disclosure"}),
    Page("cases:second_yes", "fina"),
    Page("network:network", "sara"),
    Page("network:network", "noe", query="year=1990&level=federal", state="empty"),
    Page("packages:packages", "ana", refused={}),
    Page("packages:packages", "celia", state="empty", refused={}),
    Page(
        "journeys:both_ends",
        "ana",
        {"case_id": "case going home", "journey_id": "journey going home"},
        refused={"first": "x"},
    ),
    Page("journeys:journeys", "ana"),
    Page("journeys:journeys", "celia", state="empty"),
    Page("journeys:of_case", "ana", CASE, refused={"office": "x"}),
    Page("journeys:of_case", "ana", {"case_id": "case going home"}, state="on one"),
    Page("journeys:journey", "ana", HOME),
    Page("journeys:journey", "ana", BEGINS, state="nothing yet"),
    *(
        Page("journeys:record", "ana", HOME | {"kind": kind}, state=kind, refused={day: "x"})
        for kind, day in RECORDS.items()
    ),
    Page("journeys:papers", "ana", HOME),
    Page("journeys:papers", "ana", BEGINS, state="missing"),
    Page("journeys:paper", "ana", HOME | {"code": "travel_document"}, refused={"asked_on": "x"}),
    Page("journeys:itinerary", "ana", HOME, refused={"arrives_at_1": "07:00"}),
    Page("journeys:bans", "ana", {"case_id": "case going home"}, refused={"since": "x"}),
    Page(
        "journeys:ban",
        "ana",
        {"case_id": "case going home", "ban_id": "measure that forbids"},
        refused={"since": "x"},
    ),
    Page("journeys:journey", "ana", FAMILY, state="family"),
    Page("journeys:journey", "ana", NOBODY, state="family of nobody"),
    Page("journeys:both_ends", "ana", FAMILY, state="family", refused={}),
    Page("journeys:family_rule", "ana", FAMILY, refused={"applied_on": "x"}),
    Page("journeys:family_rule", "ana", NOBODY, state="not known", refused={"applied_on": "x"}),
    Page("journeys:relative_new", "ana", FAMILY, refused={"born_on": "x"}),
    Page("journeys:relative", "ana", RELATIVE),
    Page("journeys:relative_edit", "ana", RELATIVE, refused={"born_on": "x"}),
    Page(
        "journeys:relative_paper",
        "ana",
        RELATIVE | {"code": "passport"},
        refused={"asked_on": "x"},
    ),
    *(
        Page(
            "journeys:relative_write",
            "ana",
            RELATIVE | {"kind": kind},
            state=kind,
            refused={day: "x"},
        )
        for kind, day in WRITTEN.items()
    ),
    Page("journeys:other_way", "ana", FAMILY, refused={"office": "x"}),
    Page(
        "journeys:received_one",
        "ana",
        {"journey_id": "received family"},
        state="family",
        refused={},
    ),
    Page("journeys:outside_new", "ana", HOME, state="not yet"),
    Page("journeys:neutral_name", "alba", refused={"name": "Refugio"}),
    Page("journeys:delays", "alba"),
    Page("journeys:delays", "noe", state="of all agencies"),
    Page("journeys:received", "ana"),
    Page("journeys:received", "celia", state="empty"),
    Page(
        "journeys:received_one",
        "ana",
        {"journey_id": "received journey"},
        refused={"day": "x"},
    ),
    Page("packages:offices", "fina"),
    Page("packages:bring", "sara", refused={"organisation": "x"}),
    Page(
        "packages:office", "fina", {"correspondent_id": "office of a card"}, refused={"heard": "1"}
    ),
    Page("packages:incoming", "ana", {"incoming_id": "incoming referral"}, refused={}),
    Page(
        "referrals:referral", "ana", CASE | {"referral_id": "referral abroad"}, state="to be sealed"
    ),
    Page("referrals:sent", "ana"),
    Page("referrals:sent", "celia", state="empty"),
    Page("referrals:slip", "ana", refused={"code": "x"}),
    Page(
        "referrals:new",
        "ana",
        CASE | {"service_id": "service of the hospital"},
        state="paper",
        refused={"lasts": ""},
    ),
    Page(
        "referrals:referral",
        "ana",
        CASE | {"referral_id": "paper referral"},
        state="paper",
        refused={"said_on": "x"},
    ),
    Page("referrals:new_to", "ana", CASE, refused={"lasts": "", "organisation": "Nadie (x)"}),
    Page("referrals:transfer", "ana", CASE),
    Page(
        "referrals:transfer",
        "alba",
        CASE,
        query="to=tapachula",
        state="chosen",
    ),
    Page("referrals:transfer", "ana", {"case_id": "case to transfer"}, state="waiting"),
    # A life rebuilt.
    Page("journeys:reintegration", "ana", ACCOMPANIED),
    Page(
        "journeys:reintegration",
        "bruno",
        {"case_id": "case of bruno"},
        state="empty",
        refused={"begun_on": "2999-01-01"},
    ),
    Page("journeys:reintegration", "ana", NOT_REACHED, state="not reached"),
    Page("journeys:reintegration", "ana", {"case_id": "back"}, state="ended"),
    Page("journeys:reintegration_begin", "ana", CASE, refused={"begun_on": "2999-01-01"}),
    Page("journeys:beginning", "ana", ACCOMPANIED, refused={"begun_on": "2999-01-01"}),
    Page("journeys:visit_new", "ana", ACCOMPANIED, refused={"on": "ayer"}),
    Page("journeys:visit", "ana", ACCOMPANIED | {"visit_id": "visit"}),
    Page("journeys:services_near", "ana", ACCOMPANIED),
    Page("journeys:grant_new", "ana", ACCOMPANIED, refused={"amount": ""}),
    Page("journeys:grant", "ana", ACCOMPANIED | {"grant_id": "grant"}, refused={}),
    Page(
        "journeys:grant", "alba", ACCOMPANIED | {"grant_id": "grant"}, state="to accept", refused={}
    ),
    Page("journeys:lost_contact", "ana", NOT_REACHED, refused={}),
    Page("journeys:lost_contact", "ana", ACCOMPANIED, state="none"),
    Page("journeys:reintegration_end", "ana", ACCOMPANIED, refused={}),
    Page("journeys:way_back", "ana", ACCOMPANIED, refused={"on": "ayer"}),
    Page("journeys:way_back", "ana", {"case_id": "back"}, state="opened"),
    Page("journeys:card", "ana", ACCOMPANIED, refused={"phone": "x"}),
    Page("journeys:promises", "ana", ACCOMPANIED, refused={}),
    Page("referrals:transfers", "alba"),
    Page("referrals:transfers", "tomas", state="to take"),
    Page("referrals:transfers", "celia", state="empty"),
    Page(
        "referrals:transfer_one",
        "tomas",
        {"transfer_id": "waiting transfer"},
        refused={"member": ""},
    ),
    Page(
        "referrals:transfer_one", "fina", {"transfer_id": "proposed transfer"}, state="to confirm"
    ),
    # Her family looked for, and who asks for her.
    Page("journeys:claims", "bruno"),
    Page("journeys:claims", "celia", state="empty"),
    Page("journeys:claim_new", "celia", refused={"claimant": "José", "sought_year": "20"}),
    Page("journeys:claim", "bruno", {"claim_id": "family claim"}),
    Page("journeys:claim", "bruno", {"claim_id": "due family claim"}, state="to be given"),
    Page("journeys:claimant", "bruno", {"claim_id": "family claim"}),
    Page("journeys:matches", "ana"),
    Page("journeys:matches", "celia", state="empty"),
    Page("journeys:match", "ana", {"match_id": "found match"}, refused={"papers": "", "fits": ""}),
    Page("journeys:match", "ana", {"match_id": "verified match"}, state="to ask her", refused={}),
    Page("journeys:match", "ana", {"match_id": "agreed match"}, state="not by herself", refused={}),
    Page("journeys:match", "ana", {"match_id": "confirmed match"}, state="to call", refused={}),
    Page("journeys:match", "ana", {"match_id": "blocked match"}, state="a warning", refused={}),
    Page("journeys:tracing", "ana", {"case_id": "case of a search"}, refused={}),
    Page("journeys:tracing", "ana", CASE, state="without her yes"),
    Page("referrals:received", "bruno"),
    Page("referrals:received", "celia", state="empty"),
    Page("referrals:of_case", "ana", CASE),
    Page("referrals:conference", "ana", CASE),
    Page(
        "referrals:conference",
        "bruno",
        {"case_id": "case of bruno"},
        state="nothing brought",
        refused={"session": "x"},
    ),
    Page("referrals:table", "ana", {"session_id": "open session"}, refused={}),
    Page("referrals:table", "diana", {"session_id": "open session"}, state="empty"),
    Page("referrals:new", "ana", CASE | {"service_id": "service of faro"}, refused={"lasts": ""}),
    Page(
        "referrals:new",
        "alba",
        CASE | {"service_id": "service of faro"},
        state="override",
        refused={"lasts": ""},
    ),
    Page("referrals:referral", "ana", CASE | {"referral_id": "drafted referral"}, state="drafted"),
    Page("referrals:referral", "ana", CASE | {"referral_id": "refused referral"}, state="refused"),
    Page("referrals:received_one", "bruno", {"referral_id": "sent referral"}),
    Page("referrals:received_one", "bruno", {"referral_id": "closed referral"}, state="closed"),
    Page("shared:shared", "celia", state="empty"),
    Page("shared:shared", "bruno"),
    Page("shared:one", "bruno", {"disclosure_id": "opened"}),
    Page("cases:who_saw", "ana", CASE),
    Page("cases:print", "ana", CASE),
    Page("cases:print_identity", "ana", CASE),
    Page("people:edit", "ana", PERSON, refused={"birth": "ayer tal vez"}),
    Page("people:consents", "ana", PERSON, refused={}),
    Page("cases:risk", "ana", CASE, refused={"next_due_on": "ayer"}),
    Page("cases:safety_plan", "ana", CASE, refused={"next_due_on": "ayer", "card_phone": "911"}),
    Page("cases:safety_card", "ana", CASE, query="safe=yes&as=page"),
    Page("cases:child", "ana", CHILD),
    Page("cases:child", "ana", CASE, state="grown up"),
    Page("cases:child_new", "ana", CHILD | {"kind": "guardian"}, refused={}),
    Page("cases:child_new", "ana", CHILD | {"kind": "best-interests"}, state="best", refused={}),
    Page(
        "cases:child_change",
        "ana",
        CHILD | {"kind": "notice", "row_id": "child notice"},
        refused={"told_on": "ayer"},
    ),
    Page("people:consents", "ana", {"person_id": "child"}, state="child", refused={}),
    Page("people:contact", "ana", PERSON, refused={"on": "ayer"}),
    Page("people:relations", "ana", PERSON, refused={}),
    Page("people:related", "ana", PERSON | {"related_id": "related"}, refused={"name": ""}),
    Page("people:hiding", "ana", PERSON, refused={}),
    Page("people:contact_rules", "ana", PERSON, refused={"call_from": "ayer"}),
    Page("people:notice", "ana", {"version": "2026-11"}),
    Page("people:translations", "alba", refused={}),
    Page("people:translation", "ana", {"translation_id": "translation"}),
    Page("assistance:ledger", "ana", CASE, refused={}),
    Page("assistance:correct", "ana", CASE | {"entry_id": "entry"}, refused={"given_on": "ayer"}),
    Page("assistance:barriers", "ana", CASE, refused={"met_on": "ayer"}),
    Page(
        "assistance:barrier_correct",
        "alba",
        CASE | {"barrier_id": "barrier"},
        refused={"met_on": "ayer"},
    ),
    Page("assistance:gaps", "alba"),
    Page("assistance:feedback", "ana", refused={}),
    Page("assistance:feedback_sheet", "ana", refused={"box": ""}),
    Page("assistance:feedback_sums", "alba", refused={"number": ""}),
    Page("asked:asked", None, {"token": "turn"}, refused={}),
    Page("asked:asked", None, {"token": "used"}, state="end"),
    Page("assistance:needs", "ana", CASE),
    Page("assistance:needs", "bruno", {"case_id": "case of bruno"}, state="empty"),
    Page("assistance:needs_new", "ana", CASE, refused={"assessed_on": "ayer"}),
    Page("assistance:plan", "bruno", {"case_id": "case of bruno"}, state="empty"),
    Page("assistance:plan", "ana", CASE, refused={"review_on": "ayer"}),
    Page("assistance:plan", "alba", CASE, state="to approve", refused={"review_on": "ayer"}),
    Page("assistance:plan_version", "ana", CASE | {"number": "1"}),
    Page("assistance:goal_new", "ana", CASE | {"number": "2"}, refused={"due_0": "ayer"}),
    Page(
        "assistance:goal",
        "ana",
        CASE | {"number": "2", "goal_id": "goal"},
        refused={"due_0": "ayer"},
    ),
    Page("assistance:justice", "ana", CASE),
    Page("assistance:justice", "bruno", {"case_id": "case of bruno"}, state="empty"),
    Page("assistance:justice_file", "ana", CASE, refused={"registration": ""}),
    Page("assistance:justice_date_new", "ana", CASE, refused={"day": "ayer"}),
    Page("assistance:justice_date", "ana", CASE | {"date_id": "hearing"}, refused={"day": "ayer"}),
    Page("assistance:medication", "ana", CASE, refused={"hours": "mañana"}),
    Page("assistance:consulate", "ana", CASE, refused={"notified_on": "ayer"}),
    Page("assistance:stay", "ana", CASE, refused={"belongings": "x" * 2001}),
    Page(
        "assistance:stay_new",
        "ana",
        {"case_id": "case of the second record"},
        refused={"short_name": ""},
    ),
    Page("assistance:stay_exit", "ana", CASE | {"stay_id": "stay"}, refused={"left_on": "ayer"}),
    Page(
        "assistance:stay_colleagues",
        "alba",
        {"case_id": "case of the mother"},
        refused={"reason": ""},
    ),
    # A shelter: whoever works there, and whoever keeps its beds.
    Page("shelter:shelters", "celia", state="empty", refused={"name": ""}),
    Page("shelter:shelters", "alba", refused={"name": ""}),
    Page("shelter:rooms", "alba", HOUSE, refused={"name": ""}),
    Page("shelter:unit", "alba", HOUSE | {"unit_id": "unit"}, refused={"name": ""}),
    Page("shelter:tonight", "ana", HOUSE),
    Page("shelter:shift", "ana", HOUSE, refused={"text": ""}),
    Page("shelter:incidents", "ana", HOUSE, refused={"happened_on": "ayer"}),
    Page("shelter:list", "ana", HOUSE),
    Page("shelter:guest", "ana", HOUSE | {"stay_id": "stay"}, refused={"back_due_on": "ayer"}),
    # What says that something did not go well, whatever the page.
    Page("site:home", "ana", state="not found", reach=no_such_page),
    Page("cases:caseload", "noe", state="refused", reach=not_for_him),
    Page("account_change_password", "ana", state="stale", reach=stale_form),
    Page("cases:edit", "ana", state="busy", reach=busy_database),
    Page("cases:edit", "ana", state="full", reach=full_disk),
    Page("cases:case", "ana", state="locked", reach=locked_ring),
    # A coordinator.
    Page("cases:team", "alba", CASE, refused={"until": "ayer"}),
    Page(
        "cases:team",
        "alba",
        {"case_id": "case of the mother"},
        state="set aside",
        refused={"until": "ayer"},
    ),
    Page("cases:trainings", "alba", refused={"trained_on": "ayer"}),
    Page("cases:trainings", "ada", state="all agencies", refused={"trained_on": "ayer"}),
    Page("cases:duplicates", "alba"),
    Page("cases:duplicates", "celia", state="empty"),
    Page("cases:named_files", "alba"),
    Page("cases:named_files", "celia", state="empty"),
    Page("cases:colleagues", "alba", refused={"starts_on": "ayer"}),
    Page("cases:colleagues", "ana", state="her own", refused={"starts_on": "ayer"}),
    Page("cases:break_glass", "alba", refused={"number": "x"}),
    Page("cases:handover", "alba"),
    Page("cases:handover", "celia", state="empty"),
    Page("registers:imports", "alba"),
    Page("registers:upload", "alba", refused={}),
    Page("registers:mapping", "alba", WAITING, refused={"currency": "pesos"}),
    Page("registers:trial", "alba", WAITING),
    Page("registers:import", "alba", BROUGHT),
    Page("registers:doubts", "alba", BROUGHT | {"kind": "name_split"}),
    Page("registers:doubts", "alba", BROUGHT | {"kind": "future"}, state="empty"),
    Page("registers:imports", "celia", state="empty"),
    Page("cases:caseload", "celia", state="no cases"),
    # Whoever counts, approves, writes, watches over the log, keeps the installation.
    Page("site:home", "noe"),
    Page("site:today", "noe", state="empty"),
    Page("site:today", "ana"),
    Page("site:today", "sara"),
    Page("statistics:extracts", "noe", refused={"as_of": "ayer"}),
    Page("statistics:extract", "noe", {"extract_id": "extract"}),
    Page("releases:releases", "dora"),
    Page("releases:release", "dora", {"release_id": "release"}),
    Page("releases:figures", "noe"),
    Page("committees:committees", "sara"),
    Page("committees:record", "sara", refused={"name": ""}),
    Page("committees:committee", "sara", COMMITTEE, refused={"on": ""}),
    Page("committees:edit", "sara", COMMITTEE, refused={"name": ""}),
    Page("committees:seats", "sara", COMMITTEE, refused={"organisation": "x"}),
    Page("committees:end_term", "sara", COMMITTEE | {"seat_id": "seat"}, refused={"on": ""}),
    Page("committees:plan", "sara", COMMITTEE, refused={"title": ""}),
    Page("committees:call", "sara", COMMITTEE, refused={"on": "", "place": ""}),
    Page("committees:session", "sara", SESSION, refused={"why": ""}),
    Page("committees:session", "sara", OPEN_SESSION, state="open", refused={"at": ""}),
    Page("committees:session", "sara", CLOSED_SESSION, state="closed"),
    Page("committees:session", "ana", CLOSED_SESSION, state="read"),
    Page("committees:session_edit", "sara", SESSION, refused={"on": ""}),
    Page("committees:agenda", "sara", SESSION, refused={"points": ""}),
    Page("committees:point", "sara", SESSION | {"point_id": "point"}, refused={"text": ""}),
    Page("committees:attendance", "sara", OPEN_SESSION),
    Page("committees:resolve", "sara", OPEN_SESSION, refused={"text": ""}),
    Page(
        "committees:resolution",
        "sara",
        OPEN_SESSION | {"resolution_id": "resolution"},
        refused={"text": ""},
    ),
    Page("committees:minutes", "sara", CLOSED_SESSION, refused={}),
    Page("committees:minutes", "ana", OPEN_SESSION, state="draft"),
    Page("committees:commitments", "sara"),
    Page("committees:write", "sara", refused={"text": ""}),
    Page("committees:commitment", "sara", {"commitment_id": "commitment"}, refused={"words": ""}),
    Page("reporting:monthly", "pablo"),
    Page("reporting:monthly", "alba", state="of her agency"),
    Page("reporting:template", "pablo", PROJECT, refused={}),
    Page(
        "reporting:template",
        "pablo",
        {"project_id": "bare project"},
        state="empty",
        refused={},
    ),
    Page("reporting:returns", "noe", refused={"period": ""}),
    Page("reporting:returns", "noe", query="show=all", state="all", refused={"period": ""}),
    Page("reporting:owed", "noe", {"owed_id": "owed"}, refused={"words": ""}),
    Page("reporting:requests", "noe", refused={"folio": ""}),
    Page("reporting:request", "noe", {"asked_id": "request"}, refused={"answer": ""}),
    Page(
        "reporting:request",
        "dora",
        {"asked_id": "answered request"},
        state="waits",
        refused={"why": ""},
    ),
    Page("projects:projects", "pablo"),
    Page("projects:projects", "bruno", state="empty"),
    Page("projects:record", "pablo", refused={"code": ""}),
    Page("projects:project", "pablo", PROJECT),
    Page("projects:edit", "pablo", PROJECT, refused={"code": ""}),
    Page("projects:money", "pablo", PROJECT, refused={"what": ""}),
    Page("projects:budget", "pablo", PROJECT, refused={"title": ""}),
    Page("projects:activities", "pablo", PROJECT, refused={"title": ""}),
    Page(
        "projects:activities",
        "pablo",
        {"project_id": "bare project"},
        refused={"title": ""},
        state="empty",
    ),
    Page("projects:frame", "pablo", PROJECT),
    Page("projects:frame", "pablo", {"project_id": "bare project"}, state="empty"),
    Page("projects:row", "pablo", PROJECT, refused={"text": ""}),
    Page("projects:target", "pablo", PROJECT | {"row_id": "frame row"}, refused={"goal": ""}),
    Page("projects:indicators", "pablo"),
    Page("agreements:agreements", "sara"),
    Page("agreements:agreements", "fina", state="waiting"),
    Page("agreements:record", "sara", refused={"title": "", "signed": "x"}),
    Page("agreements:agreement", "sara", AGREEMENT, refused={"why": ""}),
    Page("agreements:agreement", "ana", {"agreement_id": "sharing agreement"}, state="sharing"),
    Page("agreements:edit", "sara", AGREEMENT, refused={"title": ""}),
    Page("agreements:parties", "sara", AGREEMENT, refused={"organisation": "x"}),
    Page("agreements:clause", "sara", AGREEMENT, refused={"words": ""}),
    Page("agreements:propose", "sara", AGREEMENT, refused={"starts_on": ""}),
    Page("agreements:settle", "fina", DATA_CLAUSE),
    Page("agreements:attach", "sara", AGREEMENT, refused={"title": ""}),
    Page("agreements:promise", "sara", AGREEMENT, refused={"title": ""}),
    Page("agreements:deliverable", "sara", DELIVERABLE, refused={"words": ""}),
    Page("agreements:deliverables", "sara"),
    Page(
        "directory:services", "ana", query="need=Shelter&group=girls&age=15&language=mam&tonight=on"
    ),
    Page("directory:bring", "sara", refused={}),
    Page("directory:brought", "sara", {"bringing_id": "bringing"}, refused={"sector": "x"}),
    Page("directory:record", "sara", refused={"name": ""}),
    Page("directory:service", "sara", SERVICE),
    Page("directory:service", "bruno", SEALED, state="sealed"),
    Page("directory:edit", "sara", SERVICE, refused={"name": ""}),
    Page("directory:tier", "alba", SEALED, refused={}),
    Page("directory:location", "sara", SERVICE, refused={"place": ""}),
    Page("directory:location", "alba", SEALED, state="sealed", refused={"latitude": "9"}),
    Page("directory:capacity", "alba", SEALED, refused={"free_girls": "9", "of_girls": "3"}),
    Page("directory:card", "ana", SERVICE),
    Page("directory:card", "ana", SEALED, state="sealed"),
    Page("directory:rights", "ana", query="place=14067"),
    Page("organisations:organisations", "sara"),
    Page("organisations:record", "sara", refused={"name": ""}),
    Page("organisations:organisation", "sara", ORGANISATION, refused={"on": ""}),
    Page("organisations:edit", "sara", ORGANISATION, refused={"name": ""}),
    Page("evidence:evidence", "noe"),
    Page("evidence:claim", "noe", {"name": "claim"}, refused={}),
    Page("evidence:derivation", "noe", {"name": "derivation"}),
    Page("analyses:analyses", "edith", refused={"as_of": "ayer"}),
    Page("analyses:read", "edith", ANALYSIS),
    Page("site:audit", "fina"),
    Page("cases:who_saw_find", "fina", refused={"number": "x"}),
    Page("cases:glasses", "fina"),
    Page("cases:glass_review", "fina", {"glass_id": "glass"}, refused={"review": ""}),
    Page(
        "cases:glass_review",
        "fina",
        {"glass_id": "glass taken further"},
        state="taken further",
        refused={"words": ""},
    ),
    Page("people:keeping_list", "fina", refused={"number": "x"}),
    Page("people:erasure_receipt", "fina", {"erasure_id": "erased"}),
    Page("people:consent_receipt", "ana", PERSON | {"consent_id": "consent"}),
    Page(
        "people:consent_receipt",
        "ana",
        PERSON | {"consent_id": "consent"},
        query="form=neutral",
        state="neutral",
    ),
    Page("cases:rights_requests", "fina", refused={"number": "x"}),
    Page("cases:rights", "ana", CASE, refused={"received_on": "ayer"}),
    Page("cases:rights", "fina", CASE, state="focal point", refused={"received_on": "ayer"}),
    Page("cases:copy", "ana", CASE, query="identity=known&safe=yes"),
    Page("cases:copy", "ana", CASE, query="identity=known&safe=no", state="card"),
    Page("cases:held_documents", "fina", refused={"number": "x", "document": "1", "order": "x"}),
    Page("cases:retention", "fina"),
    Page("cases:retention", "celia", state="no series"),
    Page("cases:series", "fina", refused={"lawyer": ""}),
    Page("cases:blocked", "fina", refused={"number": "x"}),
    Page("cases:blocked_file", "fina", reach=blocked_file),
    Page("people:keeping_list", "celia", state="empty", refused={"number": "x"}),
    Page("people:keeping", "fina", {"person_id": "to erase"}, refused={}),
    Page("people:keeping", "alba", {"person_id": "to keep"}, state="held", refused={}),
    Page("people:period", "fina", refused={}),
    Page("people:duties", "fina", refused={"lawyer": ""}),
    Page("agencies:members", "ada"),
    Page("agencies:members", "amalia", state="to confirm"),
    Page("site:home", "amalia", state="something waits"),
    Page("agencies:invite", "ada", refused={}),
    Page("agencies:member", "ada", {"member_id": "luz"}, refused={"role": ""}),
    Page("agencies:member", "ada", {"member_id": "gone"}, state="ended", refused={"email": "x"}),
    Page("agencies:give_code", "ada", reach=enrolment_code),
    # Everyone.
    Page("site:roles", "ada"),
    Page("site:components", "ada", refused={}),
    Page("account_logout", "ada"),
    Page("account_change_password", "ada", refused={"oldpassword": "x"}),
    Page("account_reauthenticate", "ada", refused={"password": "x"}),
    Page("mfa_reauthenticate", "ada", refused={"code": "000000"}),
    Page("mfa_index", "ada"),
    Page("mfa_replace_totp", "ada", refused={"code": "000000"}),
    Page("mfa_deactivate_totp", "ada"),
    Page("mfa_view_recovery_codes", "ada"),
    Page("mfa_generate_recovery_codes", "ada"),
    Page("mfa_list_webauthn", "ada", state="empty"),
    Page("mfa_add_webauthn", "ada"),
]

POST_ONLY = "changes something and has no page: it answers to POST alone"
NOT_A_PAGE = "gives data or a file, not a page"
SENDS_ON = "sends whoever has a password and a second factor to another page"
ELSEWHERE = "needs a key in the browser: test_a_passkey_is_added_and_opens_the_door_alone"

EXCUSED = {
    "agreements:remove_party": POST_ONLY,
    "journeys:sort_plan": POST_ONLY,
    "committees:lead_to": POST_ONLY,
    "committees:put_in_line": POST_ONLY,
    "committees:move": POST_ONLY,
    "projects:strike": POST_ONLY,
    "projects:strike_activity": POST_ONLY,
    "reporting:sheet": NOT_A_PAGE,
    "reporting:committee_page": NOT_A_PAGE,
    "reporting:project_page": NOT_A_PAGE,
    "reporting:workbook": NOT_A_PAGE,
    "journeys:change_mind": POST_ONLY,
    "journeys:take_off_escort": POST_ONLY,
    "journeys:relative_stays": POST_ONLY,
    "journeys:appointment_kept": POST_ONLY,
    "journeys:fee_receipt": POST_ONLY,
    "journeys:outside_cancel": POST_ONLY,
    "journeys:outside": NOT_A_PAGE,
    "packages:take_out": POST_ONLY,
    "packages:make_keys": POST_ONLY,
    "packages:end": POST_ONLY,
    "packages:card": NOT_A_PAGE,
    "network:graphml": NOT_A_PAGE,
    "committees:paper": NOT_A_PAGE,
    "committees:signed": NOT_A_PAGE,
    "committees:minutes_file": NOT_A_PAGE,
    "committees:call_file": NOT_A_PAGE,
    "committees:calendar_file": NOT_A_PAGE,
    "agreements:annex": NOT_A_PAGE,
    "agreements:evidence": NOT_A_PAGE,
    "directory:take_out": POST_ONLY,
    "directory:location_remove": POST_ONLY,
    "directory:verify": POST_ONLY,
    "agencies:ask_reset": POST_ONLY,
    "agencies:confirm": POST_ONLY,
    "agencies:change_role": POST_ONLY,
    "agencies:end_access": POST_ONLY,
    "agencies:invite_again": POST_ONLY,
    "agencies:refuse": POST_ONLY,
    "agencies:restore_access": POST_ONLY,
    "assistance:dose": POST_ONLY,
    "assistance:incident_done": POST_ONLY,
    "shelter:confirm": POST_ONLY,
    "shelter:incident_done": POST_ONLY,
    "shelter:dose": POST_ONLY,
    "assistance:medication_stop": POST_ONLY,
    "assistance:plan_action_end": POST_ONLY,
    "assistance:plan_answer": POST_ONLY,
    "assistance:plan_begin": POST_ONLY,
    "assistance:plan_send": POST_ONLY,
    "cases:closing_answer": POST_ONLY,
    "cases:disposal_act": NOT_A_PAGE,
    "cases:disposal_approve": POST_ONLY,
    "cases:disposal_off": POST_ONLY,
    "cases:series_off": POST_ONLY,
    "cases:document_clean": POST_ONLY,
    "cases:document_remove": POST_ONLY,
    "cases:label": POST_ONLY,
    "cases:lift_held": POST_ONLY,
    "cases:procedure_paper": NOT_A_PAGE,
    "cases:rights_answer": POST_ONLY,
    "cases:same_undo": POST_ONLY,
    "cases:document_original": POST_ONLY,
    "cases:letter_void": POST_ONLY,
    "cases:mask": POST_ONLY,
    "cases:note_strike": POST_ONLY,
    "cases:risk_unchanged": POST_ONLY,
    "cases:second_yes_confirm": POST_ONLY,
    "cases:second_yes_refuse": POST_ONLY,
    "cases:status": POST_ONLY,
    "cases:calendar_end": POST_ONLY,
    "agenda:file": NOT_A_PAGE,
    "shared:readers": POST_ONLY,
    "agencies:end_other_visits": POST_ONLY,
    "agencies:end_visits": POST_ONLY,
    "cases:deputy_end": POST_ONLY,
    "cases:visits_end": POST_ONLY,
    "site:lock": POST_ONLY,
    "cases:team_turn": POST_ONLY,
    "people:call_off_erasure": POST_ONLY,
    "people:confirm_erasure": POST_ONLY,
    "people:duty_off": POST_ONLY,
    "people:tell_duties": POST_ONLY,
    "people:translation_review": POST_ONLY,
    "people:translation_take_back": POST_ONLY,
    "people:translation_sound": NOT_A_PAGE,
    "people:remove_related": POST_ONLY,
    "people:withdraw": POST_ONLY,
    "registers:bring_in": POST_ONLY,
    "registers:correct": POST_ONLY,
    "registers:discard": POST_ONLY,
    "cases:training_end": POST_ONLY,
    "registers:settle": POST_ONLY,
    "registers:settle_all": POST_ONLY,
    "registers:undo": POST_ONLY,
    "releases:approve": POST_ONLY,
    "releases:propose": POST_ONLY,
    "releases:return": POST_ONLY,
    "site:draft": POST_ONLY,
    "site:language": POST_ONLY,
    "site:stay": POST_ONLY,
    "analyses:file": NOT_A_PAGE,
    "cases:document_file": NOT_A_PAGE,
    "cases:held_file": NOT_A_PAGE,
    "cases:letter_file": NOT_A_PAGE,
    "cases:redacted_file": NOT_A_PAGE,
    "mfa_login_webauthn": NOT_A_PAGE,
    "site:health": NOT_A_PAGE,
    "account_set_password": SENDS_ON,
    "mfa_activate_totp": SENDS_ON,
    "mfa_edit_webauthn": ELSEWHERE,
    "mfa_reauthenticate_webauthn": ELSEWHERE,
    "mfa_remove_webauthn": ELSEWHERE,
}
