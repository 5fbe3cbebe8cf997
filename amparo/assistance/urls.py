from django.urls import path

from amparo.assistance.views import correct, ledger

app_name = "assistance"
urlpatterns = [
    path("<uuid:case_id>/", ledger.ledger, name="ledger"),
    path("<uuid:case_id>/<uuid:entry_id>/correct/", correct.correct, name="correct"),
]
