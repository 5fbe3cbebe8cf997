"""What each event is called on the page of the log. Its code stays what is stored."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amparo.agencies import events as members
from amparo.cases import wording as cases

# A file says more: whose it is and which document it was. Here an event is one of a kind.
FILES = cases.SENTENCES | {
    "letter_issued": _("Issued a letter"),
    "letter_taken_out": _("Took out a letter"),
    "letter_voided": _("Declared a letter void"),
    "note_corrected": _("Corrected a note"),
    "note_struck": _("Struck a note"),
    "note_written": _("Wrote a note in a case"),
    "redacted_copy_made": _("Took out a redacted copy of a case"),
    "words_masked": _("Said which words a redacted copy leaves out"),
    "document_added": _("Added a document to a case"),
    "document_cleaned": _("Had a cleaned copy made of a document"),
    "document_held": _("Placed a hold on a document"),
    "document_hold_lifted": _("Lifted the hold on a document and destroyed the copy"),
    "held_document_taken_out": _("Took out a document on hold"),
    "document_opened": _("Looked at what is known of a document"),
    "document_original_opened": _("Opened the original of a document"),
    "document_refused": _("A document was refused by the virus scanner"),
    "document_removed": _("Removed a document from a case"),
    "document_taken_out": _("Took out a document"),
    "plan_approved": _("Approved a plan"),
    "plan_begun": _("Began a version of a plan"),
    "plan_returned": _("Returned a plan"),
    "plan_sent": _("Asked for approval of a plan"),
    "log_of_case_read": _("Read who has seen a file"),
}
STANDING_IN = {
    "training_recorded": _("Recorded a training in a procedure of identification"),
    "training_ended": _("Took back a training in a procedure of identification"),
    "deputy_named": _("Said who stands in for a member"),
    "deputy_ended": _("Ended that somebody stands in"),
}
LISTS = {
    "duplicates_shown": _("Was shown records that may be about one person"),
    "caseload_shown": _("Was shown her caseload"),
    "attribution_shown": _("Was shown who identified and who assists, in numbers"),
    "feedback_asked": _("Handed a telephone over to ask what is thought of the help"),
    "feedback_given": _("Answered what is thought of the help"),
    "feedback_sheet_printed": _("Printed sheets to ask what is thought of the help"),
    "feedback_papers_counted": _("Added up answers from paper"),
    "feedback_forgotten": _("Took away questions that nobody finished"),
    "feedback_shown": _("Was shown what is thought of the help, in sums"),
    "gaps_shown": _("Was shown why services are not reached, in numbers"),
    "due_shown": _("Was shown what is due"),
    "today_shown": _("Was shown the page of the day"),
    "glasses_shown": _("Was shown what was opened in emergencies"),
    "handovers_shown": _("Was shown cases that wait to be handed over"),
    "named_files_shown": _("Was shown files for named people, by number and age"),
    "shared_list_shown": _("Was shown what other agencies opened to hers"),
    "searched": _("Searched for a person or a number"),
    "log_read": _("Read the audit log"),
}
TIPS = {
    "tips_shown": _("Was shown the messages of the public page"),
    "tip_received": _("A message came in by the public page"),
    "tip_added_to": _("Words were added to a message"),
    "tip_opened": _("Opened a message"),
    "tip_taken_up": _("Said that a message was read"),
    "tip_answered": _("Answered a message"),
    "tip_closed": _("Closed a message"),
    "tip_handed_over": _("Recorded whom a message tells of, and handed her case over"),
    "tips_forgotten": _("Deleted messages whose time was over"),
    "shift_added": _("Put somebody on duty"),
    "shift_removed": _("Took somebody off duty"),
    "line_added": _("Added a line to the public page"),
    "line_removed": _("Took a line off the public page"),
}
SHELTERS = {
    "conflict_withheld": cases.WITHHELD["conflict_withheld"],
    "shelter_named_herself": cases.WITHHELD["shelter_named_herself"],
    "shelter_founded": _("Added a shelter"),
    "shelter_opened": _("Was shown who sleeps in a shelter"),
    "shelter_staff_named": _("Said who works in a shelter"),
    "shelter_staff_removed": _("Took somebody off the staff of a shelter"),
    "unit_added": _("Added a unit to a shelter"),
    "unit_changed": _("Changed a unit of a shelter"),
    "beds_added": _("Added beds to a unit of a shelter"),
    "bed_turned": _("Took a bed out of use or back into it"),
    "daybook_forgotten": _("Took away what a day-book had kept long enough"),
    "shift_handed_over": _("Handed a shift over"),
    "shift_taken_on": _("Took a shift on"),
    "beds_confirmed": _("Said that the beds are as they stand"),
}
KEEPING = {
    "calendar_address_ended": _("Ended the address of her calendar"),
    "calendar_address_made": _("Made an address for her calendar"),
    "calendar_read": _("A calendar asked by its address on which days something is due"),
    "translation_reviewed": _("Reviewed the notice in another language"),
    "translation_taken_back": _("Took the notice in another language back"),
    "translation_uploaded": _("Brought in the notice in another language"),
    "duty_switched_on": _("Kept that a lawyer switched a legal duty on"),
    "duty_switched_off": _("Kept that a legal duty was switched off"),
    "period_set": _("Set how long records are kept"),
    "ends_warned": _("Told who answers for records that some end soon"),
    "series_switched_on": _("Kept that a lawyer switched a series of files on"),
    "series_switched_off": _("Kept that a series of files was switched off"),
    "disposal_asked": _("Proposed an act of disposal"),
    "disposal_called_off": _("Called an act of disposal off"),
    "disposal_done": _("Approved and carried out an act of disposal"),
    "blocked_files_listed": _("Was shown which files are blocked, by number"),
    "ends_listed": _("Listed whose period of keeping ends"),
    "person_erased": _("Erased a person"),
    "person_erased_again": _("Erased a person again, who had come back with a backup"),
    "key_destroyed": _("Destroyed the key of an erased person"),
    "asides_forgotten": _("Forgot what a register said of an erased person"),
}
REGISTERS = {
    "register_file_held": _("Handed in the file of a register"),
    "register_file_opened": _("Looked at the file of a register"),
    "register_file_dropped": _("Forgot the file of a register"),
    "mapping_corrected": _("Corrected where the columns of a register go"),
    "mapping_saved": _("Saved a mapping"),
    "mapping_dropped": _("Deleted a mapping"),
    "import_queued": _("Asked for a register to be brought in"),
    "import_begun": _("Began to bring in a register"),
    "import_finished": _("Brought in a register"),
    "import_opened": _("Looked at a register that was brought in"),
    "import_undo_queued": _("Asked for a register to be taken back out"),
    "import_undo_stopped": _("Stopped taking a register back out, since it was worked with"),
    "import_undone": _("Took a register back out"),
    "doubts_read": _("Read the doubts of a register"),
    "doubt_settled": _("Settled a doubt of a register"),
    "doubts_settled": _("Settled the doubts of one kind"),
}
FIGURES = {
    "counted": _("Made an internal count"),
    "count_opened": _("Opened an internal count"),
    "release_proposed": _("Proposed figures for release"),
    "release_approved": _("Approved proposed figures"),
    "release_returned": _("Returned proposed figures"),
    "release_published": _("Let figures out"),
    "analysis_built": _("Built an analysis"),
}
REPORTS = {
    "report_shown": _("Was shown a monthly report in exact numbers"),
    "report_taken_out": _("Took out a report"),
    "committee_page_taken_out": _("Took out the page of a committee"),
    "template_kept": _("Kept the template of a donor"),
    "return_owed": _("Wrote down a return that is owed"),
    "return_sent": _("Wrote down that a return was sent"),
    "return_dropped": _("Wrote down that a return is not sent"),
    "request_received": _("Wrote down a request for information"),
    "answer_proposed": _("Wrote the answer to a request for information"),
    "answer_let_out": _("Let out the answer to a request for information"),
    "answer_returned": _("Returned the answer to a request for information"),
}
ORGANISATIONS = {
    "organisation_recorded": _("Recorded an organisation"),
    "organisation_changed": _("Changed an organisation"),
    "organisation_ended": _("Wrote down that an organisation works no longer"),
}
AGREEMENTS = {
    "agreement_recorded": _("Recorded an agreement"),
    "agreement_changed": _("Changed an agreement"),
    "agreement_ended": _("Ended an agreement early"),
    "party_added": _("Added a party to an agreement"),
    "party_removed": _("Took a party out of an agreement"),
    "clause_written": _("Wrote a clause of an agreement"),
    "clause_changed": _("Changed a clause of an agreement"),
    "annex_attached": _("Kept a paper with an agreement"),
    "agreement_end_told": _("Told who answers for an agreement that it ends"),
    "annex_taken_out": _("Took out a paper of an agreement"),
    "statement_bound": _("Bound the words of a document to an agreement"),
    "data_clause_proposed": _("Proposed a data-sharing clause"),
    "data_clause_confirmed": _("Confirmed a data-sharing clause"),
    "data_clause_ended": _("Ended a data-sharing clause"),
    "deliverable_promised": _("Wrote down what an agreement promises"),
    "deliverable_accepted": _("Accepted what an agreement promised"),
    "deliverable_off": _("Called off what an agreement promised"),
    "evidence_taken_out": _("Took out what shows that a promise was kept"),
}
COMMITTEES = {
    "committee_recorded": _("Recorded a committee"),
    "committee_changed": _("Changed a committee"),
    "committee_ended": _("Wrote down that a committee meets no more"),
    "seat_taken": _("Gave an organisation a seat in a committee"),
    "term_ended": _("Ended a term in a committee"),
    "session_called": _("Called a session of a committee"),
    "session_changed": _("Changed the day or place of a session"),
    "session_begun": _("Opened a session of a committee"),
    "attendance_taken": _("Wrote down who came to a session"),
    "session_closed": _("Closed a session and fixed its minutes"),
    "session_called_off": _("Called off a session"),
    "minutes_signed": _("Kept the signed minutes of a session"),
    "minutes_corrected": _("Wrote a correction to the minutes of a session"),
    "signed_minutes_taken_out": _("Took out the signed minutes of a session"),
    "points_added": _("Put points on the agenda of a session"),
    "point_changed": _("Changed a point of the agenda of a session"),
    "point_moved": _("Moved a point of the agenda of a session"),
    "point_removed": _("Took a point off the agenda of a session"),
    "resolution_adopted": _("Wrote a resolution of a committee"),
    "resolution_corrected": _("Put a resolution of a committee right"),
    "resolution_struck": _("Struck a resolution of a committee"),
    "line_drawn": _("Added a line to the plan of action of a committee"),
    "commitment_put_in_line": _("Said which line of action a commitment serves"),
    "commitment_written": _("Wrote down a commitment"),
    "commitment_kept": _("Closed a commitment with what shows it"),
    "commitment_dropped": _("Dropped a commitment with its reason"),
    "commitment_led_on": _("Joined a commitment with the agreement that came of it"),
    "commitment_paper_taken_out": _("Took out the paper that shows a commitment was kept"),
}
PROJECTS = {
    "project_recorded": _("Recorded a project"),
    "project_changed": _("Changed a project"),
    "budget_line_added": _("Added a budget line to a project"),
    "activity_recorded": _("Wrote down an activity of a project"),
    "activity_struck": _("Struck an activity of a project"),
    "payment_recorded": _("Wrote down a payment of a project"),
    "payment_struck": _("Struck a payment of a project"),
    "frame_row_written": _("Wrote a row of a log-frame"),
    "target_set": _("Set a target of a project"),
}
DIRECTORY = {
    "service_recorded": _("Recorded a service in the directory"),
    "service_changed": _("Changed a service of the directory"),
    "service_verified": _("Verified a service of the directory"),
    "service_tier_widened": _("Let more people learn where a service is"),
    "service_tier_narrowed": _("Let fewer people learn where a service is"),
    "sealed_place_read": _("Read where a sealed service is"),
    "capacity_said": _("Said what is free in a service"),
    "directory_held": _("Brought a file of services to the desk"),
    "directory_brought_in": _("Brought services into the directory"),
    "directory_dropped": _("Dropped a file of services that waited"),
    "service_place_added": _("Added a further place of a service"),
    "service_place_removed": _("Took a further place of a service away"),
    "directory_taken_out": _("Took the directory of services out"),
}
REFERRALS = {
    "referral_drafted": _("Prepared a referral"),
    "referral_asked": _("Asked the second person about a referral"),
    "referral_sent": _("Sent a referral"),
    "referral_opened": _("Opened a referral that was received"),
    "referral_answered": _("Wrote down an answer to a referral"),
    "referral_closed": _("Closed a referral"),
    "conference_brought": _("Brought a case before a committee, under a code"),
    "conference_heard": _("Was shown coded facts of a case at a session"),
    "conference_table_opened": _("Looked at what is before a session, by code"),
    "conference_answered": _("Answered a case that was before a session"),
    "conference_ended": _("Nothing of a case is before a session any more"),
    "slip_used": _("Kept what a reply slip says"),
    "referral_reminded": _("Reminded of a referral without an answer"),
    "referral_raised": _("Told who answers for the cases of a referral without an answer"),
    "referral_stop_seen": _("Said that it is known that a referral was stopped"),
    "transfers_listed": _("Looked at a list of transfers"),
    "referrals_listed": _("Looked at a list of referrals"),
    "office_keys_made": _("Made new keys of the office"),
    "office_card_taken_out": _("Took out the card of the office"),
    "office_card_brought": _("Brought in the card of another office"),
    "office_digits_compared": _("Compared the digits of another office by telephone"),
    "office_card_ended": _("Ended the card of another office"),
    "package_sealed": _("Sealed a package to another office"),
    "package_taken_out": _("Took out a sealed package"),
    "package_received": _("Opened a package of another office"),
    "package_refused": _("A package was refused"),
    "package_acknowledged": _("Kept that another office acknowledged a package"),
    "network_taken_out": _("Took the network of organisations out"),
    "packages_let_go": _("Let old packages go"),
    "incoming_referral_came": _("Received a referral of another office in a package"),
    "incoming_referral_read": _("Read a referral of another office"),
    "incoming_referral_answered": _("Answered a referral of another office"),
    "incoming_referral_stopped": _("A referral of another office was stopped"),
}
RETURNS = {
    "return_interview_kept": _("Wrote down a decision interview"),
    "return_mind_changed": _("Wrote down that she changed her mind"),
    "return_assessed": _("Assessed whether a return is safe"),
    "return_host_assessed": _("Wrote down what the other office found where she would live"),
    "travel_ban_kept": _("Wrote down a measure that forbids leaving"),
    "travel_paper_kept": _("Wrote down how far a travel paper is"),
    "fitness_to_travel_kept": _("Wrote down whether she is fit to travel"),
    "itinerary_kept": _("Wrote down an itinerary"),
    "escort_cleared": _("Wrote down who travels with her"),
    "escort_taken_off": _("Wrote down that somebody does not travel with her"),
    "neutral_name_set": _("Set the neutral name of the agency"),
    "outside_paper_made": _("Made a paper for a carrier or a town hall"),
    "outside_paper_taken_out": _("Took out a paper for a carrier or a town hall"),
}
JOURNEYS = {
    "journey_begun": _("Began to prepare a journey"),
    "journey_called_off": _("Called a journey off"),
    "journey_linked": _("Joined a journey to its case here"),
    "journey_read": _("Read what another office tells of somebody who would come"),
    "journey_sent_again": _("Sealed once more what was said of a journey"),
    "journey_step_said": _("Said something to the other office about a journey"),
    "journey_steps_came": _("Took in what another office said about a journey"),
    "journeys_listed": _("Looked at the list of journeys"),
    "journey_opened": _("Opened a journey that another office asked us to receive"),
    "claim_taken": _("Took down a claim of family"),
    "claim_opened": _("Opened a claim of family by its number"),
    "claimant_revealed": _("Saw who asked, and how to answer"),
    "claim_answer_given": _("Gave the answer to a claim of family"),
    "claims_listed": _("Was shown the claims of family that her agency took down"),
    "claims_forgotten": _("Let old claims of family go"),
    "matches_listed": _("Was shown claims about people in her cases, by number"),
}
EVIDENCE = {
    "source_recorded": _("Recorded a source"),
    "document_recorded": _("Recorded a document of a source"),
    "statement_recorded": _("Recorded a statement"),
    "claim_recorded": _("Recorded a claim"),
    "claim_assessed": _("Graded a claim"),
    "derivation_recorded": _("Recorded how a value is derived"),
    "data_set_stored": _("Stored a data set"),
    "full_text_loaded": _("Loaded the full text of a document"),
    "shipped_evidence_loaded": _("Loaded the evidence that comes with the system"),
    "places_loaded": _("Loaded the list of places"),
}
INSTALLATION = {
    "backed_up": _("Made a backup"),
    "key_copies_unreached": _("Could not reach old copies of the key store"),
    "restored": _("Restored a backup: the events after it are lost"),
    "restore_done": _("Finished restoring a backup"),
    "sheets_renewed": _("Printed new recovery sheets"),
}
WORDS: dict[str, Promise] = (
    members.WORDS
    | FILES
    | STANDING_IN
    | LISTS
    | TIPS
    | SHELTERS
    | KEEPING
    | REGISTERS
    | FIGURES
    | REPORTS
    | ORGANISATIONS
    | AGREEMENTS
    | COMMITTEES
    | PROJECTS
    | DIRECTORY
    | REFERRALS
    | RETURNS
    | JOURNEYS
    | EVIDENCE
    | INSTALLATION
)
