from .drafts import drop_draft, drop_drafts_about, drop_stale_drafts, keep_draft
from .factors import (
    ask_code,
    ask_factor_reset,
    end_app,
    give_totp,
    hold_still,
    make_enrolment_code,
    note_factor,
    note_factor_given_up,
    use_enrolment_code,
)
from .members import (
    begin,
    choose_language,
    choose_password,
    enrol,
    found_agency,
    invite,
    invite_again,
)
from .requests import confirm, lapse_requests, refuse
from .sessions import end_every_session, end_other_visits, end_visits
from .standing import (
    change_role,
    end_access,
    end_again,
    restore_access,
    when_she_leaves_cases,
)

__all__ = [
    "ask_code",
    "ask_factor_reset",
    "begin",
    "change_role",
    "choose_language",
    "choose_password",
    "confirm",
    "drop_draft",
    "drop_drafts_about",
    "drop_stale_drafts",
    "end_access",
    "end_again",
    "end_app",
    "end_every_session",
    "end_other_visits",
    "end_visits",
    "enrol",
    "found_agency",
    "give_totp",
    "hold_still",
    "invite",
    "invite_again",
    "keep_draft",
    "lapse_requests",
    "make_enrolment_code",
    "note_factor",
    "note_factor_given_up",
    "refuse",
    "restore_access",
    "use_enrolment_code",
    "when_she_leaves_cases",
]
