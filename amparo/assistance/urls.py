from django.urls import path

from amparo.assistance.views import correct, ledger, needs, needs_new

app_name = "assistance"
urlpatterns = [
    path("<uuid:case_id>/", ledger.ledger, name="ledger"),
    path("<uuid:case_id>/needs/", needs.needs, name="needs"),
    path("<uuid:case_id>/needs/new/", needs_new.needs_new, name="needs_new"),
    path("<uuid:case_id>/<uuid:entry_id>/correct/", correct.correct, name="correct"),
]
