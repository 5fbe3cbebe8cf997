"""Who may do what, on one page: each role, what it is for, and its permissions."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amparo.agencies.enums import Role


class Permission(StrEnum):
    OPEN_CASES = "open_cases"
    OPEN_AGENCY_CASES = "open_agency_cases"
    RECORD_CASES = "record_cases"
    REVEAL_IDENTITY = "reveal_identity"
    PLAN_SAFETY = "plan_safety"
    ASSIGN_TEAM = "assign_team"
    BREAK_GLASS = "break_glass"
    REVIEW_GLASS = "review_glass"
    BRING_IN_REGISTERS = "bring_in_registers"
    APPROVE_WORK = "approve_work"
    SEE_WHO_SAW = "see_who_saw"
    READ_AUDIT = "read_audit"
    COUNT = "count"
    PROPOSE_RELEASE = "propose_release"
    APPROVE_RELEASE = "approve_release"
    BUILD_ANALYSIS = "build_analysis"
    ERASE_PEOPLE = "erase_people"
    SET_PERIODS = "set_periods"
    SET_DUTIES = "set_duties"
    OVERRIDE_CONSENT = "override_consent"
    MANAGE_MEMBERS = "manage_members"
    ANSWER_TIPS = "answer_tips"
    KEEP_ROSTER = "keep_roster"
    WORK_IN_SHELTER = "work_in_shelter"
    KEEP_SHELTER = "keep_shelter"
    KEEP_TRANSLATIONS = "keep_translations"
    KEEP_TRAININGS = "keep_trainings"
    KEEP_ORGANISATIONS = "keep_organisations"
    KEEP_DIRECTORY = "keep_directory"
    KEEP_AGREEMENTS = "keep_agreements"
    KEEP_COMMITTEES = "keep_committees"
    KEEP_PROJECTS = "keep_projects"
    SEE_REPORTS = "see_reports"


WORDS: dict[Permission, Promise] = {
    Permission.OPEN_CASES: _("open the cases of her own team"),
    Permission.OPEN_AGENCY_CASES: _(
        "open every case of her own agency, but those for named people only"
    ),
    Permission.RECORD_CASES: _("record people, consent, events, assistance and documents"),
    Permission.REVEAL_IDENTITY: _("see names, contacts and documents after confirming who she is"),
    Permission.PLAN_SAFETY: _("see and write safety plans and the people around her"),
    Permission.ASSIGN_TEAM: _("decide who works on a case"),
    Permission.BREAK_GLASS: _("open a file for an hour in an emergency, which is reviewed"),
    Permission.REVIEW_GLASS: _("review what was opened in an emergency"),
    Permission.BRING_IN_REGISTERS: _("bring in an old register"),
    Permission.APPROVE_WORK: _("approve plans and closings that others wrote"),
    Permission.SEE_WHO_SAW: _("see who has opened a file"),
    Permission.READ_AUDIT: _("read the audit log"),
    Permission.COUNT: _("make internal counts"),
    Permission.PROPOSE_RELEASE: _("propose figures for publication"),
    Permission.APPROVE_RELEASE: _("approve or return figures proposed by others"),
    Permission.BUILD_ANALYSIS: _("build a situational analysis"),
    Permission.ERASE_PEOPLE: _("ask for an erasure or confirm one, place and lift legal holds"),
    Permission.SET_PERIODS: _("set how long records are kept"),
    Permission.SET_DUTIES: _("keep which legal duties the lawyer switched on"),
    Permission.OVERRIDE_CONSENT: _(
        "decide with a second person of another role what goes out without consent"
    ),
    Permission.MANAGE_MEMBERS: _(
        "invite members, end their access and re-issue lost second factors"
    ),
    Permission.ANSWER_TIPS: _(
        "read what the public page receives, answer it, and hand over whom it tells of"
    ),
    Permission.WORK_IN_SHELTER: _(
        "see who sleeps in a shelter in which she is named, and write in its day-book"
    ),
    Permission.KEEP_SHELTER: _("say which shelters and beds there are, and who works in them"),
    Permission.KEEP_TRANSLATIONS: _(
        "bring in the privacy notice in other languages, and review what others brought in"
    ),
    Permission.KEEP_TRAININGS: _("say who was trained to decide about identification"),
    Permission.KEEP_ORGANISATIONS: _("record the organisations that the programme works with"),
    Permission.KEEP_DIRECTORY: _("keep the directory of services"),
    Permission.KEEP_AGREEMENTS: _("keep agreements, what they promise and what they let cross"),
    Permission.KEEP_COMMITTEES: _("call committees together, write their minutes, follow up"),
    Permission.KEEP_PROJECTS: _("keep projects, their budgets and their indicators"),
    Permission.SEE_REPORTS: _("see the monthly report in exact numbers, and take it out rounded"),
    Permission.KEEP_ROSTER: _("say who is on duty and which lines the public page names"),
}


@dataclass(frozen=True)
class RoleCard:
    """One row of the table that a lawyer can read."""

    purpose: Promise
    permissions: frozenset[Permission]
    opens_cases: bool = False


P = Permission
ROLES: dict[Role, RoleCard] = {
    Role.CASEWORKER: RoleCard(
        _("Identifies and assists people. Sees only the cases of her own team."),
        frozenset(
            {
                P.OPEN_CASES,
                P.RECORD_CASES,
                P.REVEAL_IDENTITY,
                P.PLAN_SAFETY,
                P.SEE_WHO_SAW,
                P.WORK_IN_SHELTER,
            }
        ),
        opens_cases=True,
    ),
    Role.COORDINATOR: RoleCard(
        _("Answers for the cases of an agency and decides who works on them."),
        frozenset(
            {
                P.OPEN_CASES,
                P.OPEN_AGENCY_CASES,
                P.RECORD_CASES,
                P.REVEAL_IDENTITY,
                P.PLAN_SAFETY,
                P.ASSIGN_TEAM,
                P.APPROVE_WORK,
                P.BREAK_GLASS,
                P.BRING_IN_REGISTERS,
                P.SEE_WHO_SAW,
                P.ERASE_PEOPLE,
                P.OVERRIDE_CONSENT,
                P.KEEP_ROSTER,
                P.WORK_IN_SHELTER,
                P.KEEP_SHELTER,
                P.KEEP_TRANSLATIONS,
                P.KEEP_TRAININGS,
                P.KEEP_ORGANISATIONS,
                P.KEEP_DIRECTORY,
                P.KEEP_AGREEMENTS,
                P.SEE_REPORTS,
            }
        ),
        opens_cases=True,
    ),
    Role.DATA_PROTECTION: RoleCard(
        _("Watches over the rights of the people in the files. Reads the log, opens no case."),
        frozenset(
            {
                P.SEE_WHO_SAW,
                P.READ_AUDIT,
                P.REVIEW_GLASS,
                P.ERASE_PEOPLE,
                P.SET_PERIODS,
                P.SET_DUTIES,
                P.OVERRIDE_CONSENT,
                P.KEEP_TRANSLATIONS,
            }
        ),
    ),
    Role.ANALYST: RoleCard(
        _("Counts and proposes figures. Sees numbers, never a person."),
        frozenset({P.COUNT, P.PROPOSE_RELEASE, P.BUILD_ANALYSIS, P.SEE_REPORTS}),
    ),
    Role.APPROVER: RoleCard(
        _("Approves figures that somebody else proposed. Two approvers for each release."),
        frozenset({P.APPROVE_RELEASE}),
    ),
    Role.EDITOR: RoleCard(
        _("Writes situational analyses from released figures and cited sources."),
        frozenset({P.BUILD_ANALYSIS}),
    ),
    Role.ADMINISTRATOR: RoleCard(
        _("Invites members and keeps the installation running. Opens no case."),
        frozenset({P.MANAGE_MEMBERS, P.KEEP_ROSTER, P.KEEP_TRANSLATIONS, P.KEEP_TRAININGS}),
    ),
    Role.OPERATOR: RoleCard(
        _("Reads what the public page receives and hands it over. Opens no case."),
        frozenset({P.ANSWER_TIPS}),
    ),
    Role.SHELTER_WORKER: RoleCard(
        _("Works in a shelter by day and night. Sees who sleeps there, opens no case."),
        frozenset({P.WORK_IN_SHELTER}),
    ),
    Role.SECRETARY: RoleCard(
        _("Keeps committees, agreements and the directory of services. Opens no case."),
        frozenset({P.KEEP_ORGANISATIONS, P.KEEP_DIRECTORY, P.KEEP_AGREEMENTS, P.KEEP_COMMITTEES}),
    ),
    Role.PROJECT_OFFICER: RoleCard(
        _("Keeps projects, their money and their indicators. Opens no case."),
        frozenset({P.KEEP_ORGANISATIONS, P.KEEP_AGREEMENTS, P.KEEP_PROJECTS, P.SEE_REPORTS}),
    ),
}


def is_grave(role: str) -> bool:
    """Whether it leads to cases, guests, tips or members, erases somebody, or lets figures out.

    Two people let anybody into such a role, and nobody works in it without a second factor: who
    could make two approvers alone would let figures out alone."""
    grave = (
        P.MANAGE_MEMBERS,
        P.ERASE_PEOPLE,
        P.APPROVE_RELEASE,
        P.ANSWER_TIPS,
        P.WORK_IN_SHELTER,
    )
    return ROLES[Role(role)].opens_cases or any(permits(role, each) for each in grave)


def permits(role: str, permission: Permission) -> bool:
    return permission in ROLES[Role(role)].permissions
