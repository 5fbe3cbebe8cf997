from django.urls import path

from amparo.assistance.views import (
    consulate,
    correct,
    justice,
    justice_file,
    ledger,
    medication,
    needs,
    needs_new,
    plan,
    plan_goal,
    plan_steps,
)

app_name = "assistance"
urlpatterns = [
    path("<uuid:case_id>/", ledger.ledger, name="ledger"),
    path("<uuid:case_id>/needs/", needs.needs, name="needs"),
    path("<uuid:case_id>/needs/new/", needs_new.needs_new, name="needs_new"),
    path("<uuid:case_id>/plan/", plan.plan, name="plan"),
    path("<uuid:case_id>/plan/begin/", plan_steps.begin, name="plan_begin"),
    path("<uuid:case_id>/plan/<int:number>/", plan.version, name="plan_version"),
    path("<uuid:case_id>/plan/<int:number>/goals/new/", plan_goal.new, name="goal_new"),
    path("<uuid:case_id>/plan/<int:number>/goals/<uuid:goal_id>/", plan_goal.goal, name="goal"),
    path("<uuid:case_id>/plan/<int:number>/send/", plan_steps.send, name="plan_send"),
    path("<uuid:case_id>/plan/<int:number>/answer/", plan_steps.answer, name="plan_answer"),
    path(
        "<uuid:case_id>/plan/<int:number>/actions/<uuid:action_id>/end/",
        plan_steps.end_action,
        name="plan_action_end",
    ),
    path("<uuid:case_id>/justice/", justice.justice, name="justice"),
    path("<uuid:case_id>/justice/file/", justice_file.file, name="justice_file"),
    path("<uuid:case_id>/justice/consulate/", consulate.consulate, name="consulate"),
    path("<uuid:case_id>/justice/dates/new/", justice_file.date_new, name="justice_date_new"),
    path("<uuid:case_id>/justice/dates/<uuid:date_id>/", justice_file.date, name="justice_date"),
    path("<uuid:case_id>/medication/", medication.medication, name="medication"),
    path("<uuid:case_id>/medication/<uuid:medication_id>/dose/", medication.dose, name="dose"),
    path(
        "<uuid:case_id>/medication/<uuid:medication_id>/stop/",
        medication.stop,
        name="medication_stop",
    ),
    path("<uuid:case_id>/<uuid:entry_id>/correct/", correct.correct, name="correct"),
]
