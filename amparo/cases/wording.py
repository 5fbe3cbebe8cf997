"""What the log says, in sentences that a person in the file could read."""

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums import RemovalReason
from amparo.cases.enums.document import OriginalReason

SENTENCES = {
    "assistance_corrected": _("Corrected an entry of assistance"),
    "assistance_recorded": _("Recorded assistance"),
    "case_assisted": _("The case counts as assisted"),
    "case_closed_to_names": _("Let the file open to named people only"),
    "case_opened": _("Opened the case"),
    "case_opened_to_agency": _("Let the coordinators open the file again"),
    "case_opened_anew": _("Started the case"),
    "case_printed": _("Printed the case"),
    "case_revised": _("Changed what the case says"),
    "case_status_changed": _("Changed the status of the case"),
    "contact_logged": _("Recorded a contact"),
    "contact_outside_rules": _("Recorded a contact outside her rules"),
    "case_reopened": _("Took the case up again"),
    "closing_approved": _("Approved the closing of the case"),
    "closing_asked": _("Asked for the case to be closed"),
    "closing_called_off": _("Called the closing of the case off"),
    "closing_returned": _("Returned the closing of the case"),
    "conflict_set_aside": _("Said that a colleague is not who endangers the person"),
    "consent_recorded": _("Recorded an answer about consent"),
    "consent_withdrawn": _("Recorded that a consent was withdrawn"),
    "disclosure_asked": _("Asked to share something without her consent"),
    "disclosure_called_off": _("Called a disclosure off"),
    "disclosure_confirmed": _("Confirmed that something is shared without her consent"),
    "disclosure_decided": _("Decided to share something"),
    "disclosure_ended": _("Ended a disclosure"),
    "disclosure_prepared": _("Prepared to share something"),
    "disclosure_previewed": _("Looked at what a recipient would read"),
    "disclosure_printed": _("Printed a sheet for a recipient"),
    "disclosure_request_read": _("Read why something should be shared without her consent"),
    "shared_identity_opened": _("Read what was opened to their agency, with identity or contact"),
    "shared_opened": _("Read what was opened to their agency"),
    "document_added": _("Added document %(number)s"),
    "document_held": _("Placed a hold on document %(number)s"),
    "document_hold_lifted": _("Lifted the hold on document %(number)s and destroyed the copy"),
    "document_opened": _("Looked at what is known of document %(number)s"),
    "document_original_opened": _("Opened the original of document %(number)s"),
    "document_refused": _("A document was refused by the virus scanner"),
    "document_removed": _("Removed document %(number)s"),
    "document_taken_out": _("Took out document %(number)s"),
    "duties_told": _("Told her what would have to be passed on"),
    "erasure_asked": _("Asked for the person to be erased"),
    "erasure_called_off": _("Called the erasure off"),
    "event_left_to_another": _("Left a shared event to another person in it"),
    "event_opened": _("Opened an event"),
    "event_recorded": _("Recorded an event"),
    "event_revised": _("Changed an event"),
    "needs_assessed": _("Wrote down what she needs"),
    "held_document_forgotten": _("Forgot a document on hold that had come back with a backup"),
    "held_document_taken_out": _("Took out document %(number)s, which is on hold"),
    "plan_action_ended": _("Ended an action of the plan"),
    "plan_approved": _("Approved version %(number)s of the plan"),
    "plan_begun": _("Began version %(number)s of the plan"),
    "plan_returned": _("Returned version %(number)s of the plan"),
    "plan_sent": _("Asked for approval of version %(number)s of the plan"),
    "plan_written": _("Changed the plan"),
    "consulate_told": _("Recorded that a consulate was told, as she agreed"),
    "justice_date_kept": _("Wrote down a day before an authority"),
    "justice_file_kept": _("Changed what is known of the investigation"),
    "glass_broken": _("Opened the file for an hour, in an emergency"),
    "glass_looked_at": _("Looked at how the file was opened in an emergency"),
    "glass_reviewed": _("Reviewed how the file was opened in an emergency"),
    "dose_recorded": _("Wrote down what became of a dose"),
    "medication_recorded": _("Wrote down a medicine"),
    "medication_stopped": _("Ended a medicine"),
    "hold_lifted": _("Lifted a legal hold"),
    "hold_placed": _("Placed a legal hold"),
    "identification_stored": _("Stored a decision about identification"),
    "identity_revealed": _("Saw the name or contacts"),
    "keeping_opened": _("Looked at how long the record is kept"),
    "label_chosen": _("Chose a label of her own"),
    "log_of_case_read": _("Read this list"),
    "person_hidden": _("Hid the person from the search by name"),
    "person_shown_again": _("Let the person be found by name again"),
    "related_added": _("Wrote down somebody around the person"),
    "related_revised": _("Changed what is known of somebody around the person"),
    "related_removed": _("Took out somebody around the person"),
    "note_corrected": _("Corrected a note"),
    "note_struck": _("Struck a note"),
    "note_written": _("Wrote a note"),
    "person_opened": _("Opened the record of the person"),
    "person_registered": _("Recorded the person"),
    "person_removed": _("Took the person back out"),
    "person_revised": _("Changed the record of the person"),
    "possible_same_shown": _("Was shown cases with a similar name"),
    "task_added": _("Added a task"),
    "task_done": _("Said that a task is done"),
    "task_moved": _("Put the tasks in another order"),
    "task_reassigned": _("Gave a task to somebody else"),
    "task_reopened": _("Opened a task again"),
    "safe_contact_said": _("Recorded what she says about being contacted"),
    "screening_opened": _("Read a screening"),
    "screening_recorded": _("Recorded a screening"),
    "card_given": _("Gave her a card that says nothing, instead of a paper"),
    "copy_given": _("Gave her a paper: what is held and who saw it"),
    "rights_answered": _("Noted how a request about data was answered"),
    "rights_extended": _("Gave a request about data more days"),
    "rights_opened": _("Looked at what she asked about her data"),
    "rights_requested": _("Noted a request about data"),
    "records_compared": _("Compared the record with another one"),
    "comparison_undone": _("Took back a comparison with another record"),
    "redacted_copy_made": _("Took out a redacted copy"),
    "words_masked": _("Said which words a redacted copy leaves out"),
    "risk_assessed": _("Assessed the risk of the person"),
    "team_joined": _("Brought a colleague into the team"),
    "team_left": _("Took a colleague off the team"),
    "handover_settled": _("Said that nobody need take the case over"),
}
PAGES = {
    "same": _("Compared the case with another one"),
    "assistance": _("Opened the assistance of the case"),
    "case": _("Opened the case"),
    "closing": _("Opened how the case was closed and taken up again"),
    "consents": _("Opened the consents"),
    "consent_receipt": _("Opened the receipt of a consent"),
    "contact": _("Opened how she can be contacted"),
    "contact_rules": _("Opened what she says about being contacted"),
    "decision": _("Opened the decision about identification"),
    "disclosure": _("Opened the preview of a disclosure"),
    "disclosure_sheet": _("Opened the sheet for a recipient"),
    "disclosures": _("Opened what was shared of the case"),
    "document": _("Opened the page of a document"),
    "document_file": _("Opened the case to take out a document"),
    "document_original": _("Opened the case to open the original of a document"),
    "document_new": _("Opened the case to add a document"),
    "edit": _("Opened the case to change it"),
    "event": _("Opened an event"),
    "identity": _("Opened the identity page"),
    "justice": _("Opened her dealings with justice"),
    "medication": _("Opened her medicine"),
    "needs": _("Opened what she needs"),
    "plan": _("Opened the plan"),
    "note": _("Opened a note"),
    "notes": _("Opened the notes of the case"),
    "redacted": _("Opened the redacted copy of the case"),
    "person": _("Opened the record of the person to change it"),
    "print": _("Opened the sheet to print"),
    "print_identity": _("Opened the sheet to print, with identity"),
    "tasks": _("Opened the tasks of the case"),
    "screening": _("Opened the screenings"),
    "hiding": _("Opened whether the person is found by name"),
    "relations": _("Opened the people around the person"),
    "risk": _("Opened the risk of the person"),
    "team": _("Opened the team of the case"),
}

WAYS = {
    "deputy": pgettext_lazy("how a file was opened", "standing in for a colleague"),
    "glass": pgettext_lazy("how a file was opened", "in an emergency"),
}


def sentence(verb: str, detail: dict[str, Any]) -> str:
    """One entry of the log in words, and by which way she came in if not by her team."""
    way = WAYS.get(detail.get("as", ""))
    return f"{_said(verb, detail)} · {way}" if way else _said(verb, detail)


def _said(verb: str, detail: dict[str, Any]) -> str:
    if verb == "case_printed" and detail.get("identity"):
        return gettext("Printed the case with the name and contacts")
    if verb in ("case_opened", "person_opened") and detail.get("page") in PAGES:
        return str(PAGES[detail["page"]])
    said = str(SENTENCES.get(verb) or gettext("Did something else with the file"))
    if verb == "document_removed" and detail.get("reason") in RemovalReason:
        said = gettext("Removed document %(number)s: %(reason)s")
        detail = detail | {"reason": RemovalReason(detail["reason"]).label}
    if verb == "document_original_opened" and detail.get("reason") in OriginalReason:
        said = gettext("Opened the original of document %(number)s: %(reason)s")
        detail = detail | {"reason": OriginalReason(detail["reason"]).label}
    return said % detail if "number" in detail else said
