from django.urls import path

from amparo.agencies.views import members

app_name = "agencies"
urlpatterns = [
    path("", members.members, name="members"),
    path("invite/", members.invite, name="invite"),
    path("<uuid:member_id>/invite-again/", members.invite_again, name="invite_again"),
    path("<uuid:member_id>/lost-factor/", members.ask_reset, name="ask_reset"),
    path("lost-factors/<uuid:reset_id>/confirm/", members.confirm_reset, name="confirm_reset"),
]
