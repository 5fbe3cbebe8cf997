from django.urls import path

from amparo.cases.views import (
    case,
    caseload,
    decision,
    document,
    document_new,
    edit,
    event,
    handover,
    identity,
    intake,
    label,
    print_sheet,
    search,
    status,
    team,
    who_saw,
)

app_name = "cases"
urlpatterns = [
    path("", caseload.caseload, name="caseload"),
    path("new/", intake.intake, name="intake"),
    path("search/", search.search, name="search"),
    path("who-saw/", who_saw.find, name="who_saw_find"),
    path("handover/", handover.handover, name="handover"),
    path("<uuid:case_id>/", case.case, name="case"),
    path("<uuid:case_id>/identity/", identity.identity, name="identity"),
    path("<uuid:case_id>/edit/", edit.edit, name="edit"),
    path("<uuid:case_id>/status/", status.status, name="status"),
    path("<uuid:case_id>/label/", label.label, name="label"),
    path("<uuid:case_id>/decision/", decision.decision, name="decision"),
    path("<uuid:case_id>/team/", team.team, name="team"),
    path("<uuid:case_id>/events/new/", event.new, name="event_new"),
    path("<uuid:case_id>/events/<uuid:event_id>/", event.event, name="event"),
    path("<uuid:case_id>/documents/new/", document_new.document_new, name="document_new"),
    path("<uuid:case_id>/documents/<uuid:document_id>/", document.document, name="document"),
    path("<uuid:case_id>/documents/<uuid:document_id>/file/", document.file, name="document_file"),
    path(
        "<uuid:case_id>/documents/<uuid:document_id>/remove/",
        document.remove,
        name="document_remove",
    ),
    path("<uuid:case_id>/who-saw/", who_saw.who_saw, name="who_saw"),
    path("<uuid:case_id>/print/", print_sheet.sheet, name="print"),
    path("<uuid:case_id>/print/identity/", print_sheet.with_identity, name="print_identity"),
]
