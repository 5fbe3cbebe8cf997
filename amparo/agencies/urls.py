from django.urls import path

from amparo.agencies.views import member, members, requests, visits

app_name = "agencies"
urlpatterns = [
    path("", members.members, name="members"),
    path("invite/", members.invite, name="invite"),
    path("<uuid:member_id>/", member.member, name="member"),
    path("<uuid:member_id>/end/", member.end_access, name="end_access"),
    path("<uuid:member_id>/visits/", member.end_visits, name="end_visits"),
    path("visits/end/", visits.end_others, name="end_other_visits"),
    path("<uuid:member_id>/restore/", member.restore_access, name="restore_access"),
    path("<uuid:member_id>/role/", member.change_role, name="change_role"),
    path("<uuid:member_id>/code/", members.give_code, name="give_code"),
    path("<uuid:member_id>/invite-again/", members.invite_again, name="invite_again"),
    path("<uuid:member_id>/lost-factor/", members.ask_reset, name="ask_reset"),
    path("waiting/<uuid:request_id>/confirm/", requests.confirm, name="confirm"),
    path("waiting/<uuid:request_id>/refuse/", requests.refuse, name="refuse"),
]
