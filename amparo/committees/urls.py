from django.urls import path

from amparo.committees.views import (
    agenda,
    attendance,
    call,
    commitment,
    commitments,
    committee,
    committees,
    edit,
    minutes,
    papers,
    plan,
    resolution,
    seats,
    session,
)

app_name = "committees"
ONE = "<uuid:committee_id>/"
SESSION = f"{ONE}sessions/<uuid:session_id>/"
urlpatterns = [
    path("", committees.committees, name="committees"),
    path("new/", edit.record, name="record"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/new/", commitment.write, name="write"),
    path("commitments/<uuid:commitment_id>/", commitment.commitment, name="commitment"),
    path("commitments/<uuid:commitment_id>/paper/", commitment.paper, name="paper"),
    path("commitments/<uuid:commitment_id>/led/", commitment.lead_to, name="lead_to"),
    path("commitments/<uuid:commitment_id>/line/", plan.put_in_line, name="put_in_line"),
    path(ONE, committee.committee, name="committee"),
    path(f"{ONE}edit/", edit.edit, name="edit"),
    path(f"{ONE}seats/", seats.seats, name="seats"),
    path(f"{ONE}seats/<uuid:seat_id>/end/", seats.end_term, name="end_term"),
    path(f"{ONE}plan/", plan.plan, name="plan"),
    path(f"{ONE}sessions/new/", call.call, name="call"),
    path(SESSION, session.session, name="session"),
    path(f"{SESSION}edit/", call.change, name="session_edit"),
    path(f"{SESSION}agenda/", agenda.agenda, name="agenda"),
    path(f"{SESSION}agenda/<uuid:point_id>/", agenda.point, name="point"),
    path(f"{SESSION}agenda/<uuid:point_id>/move/", agenda.move, name="move"),
    path(f"{SESSION}attendance/", attendance.attendance, name="attendance"),
    path(f"{SESSION}resolutions/new/", resolution.resolve, name="resolve"),
    path(f"{SESSION}resolutions/<uuid:resolution_id>/", resolution.resolution, name="resolution"),
    path(f"{SESSION}minutes/", minutes.minutes, name="minutes"),
    path(f"{SESSION}minutes/signed/", minutes.signed, name="signed"),
    path(f"{SESSION}minutes/file/", papers.minutes_file, name="minutes_file"),
    path(f"{SESSION}call/file/", papers.call, name="call_file"),
    path(f"{SESSION}calendar/", papers.calendar_file, name="calendar_file"),
]
