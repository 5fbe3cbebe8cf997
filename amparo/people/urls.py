from django.urls import path

from amparo.people.views import (
    consents,
    contact,
    contact_rules,
    edit,
    hiding,
    keeping,
    keeping_of_person,
    legal_duties,
    period,
    privacy_notice,
    receipts,
    relations,
    translations,
)

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/", edit.edit, name="edit"),
    path("<uuid:person_id>/consents/", consents.consents, name="consents"),
    path(
        "<uuid:person_id>/consents/<uuid:consent_id>/withdraw/",
        consents.withdraw,
        name="withdraw",
    ),
    path("<uuid:person_id>/duties/told/", legal_duties.tell, name="tell_duties"),
    path("duties/", legal_duties.duties, name="duties"),
    path("duties/<uuid:switch_id>/off/", legal_duties.switch_off, name="duty_off"),
    path("<uuid:person_id>/contact/", contact.contact, name="contact"),
    path("<uuid:person_id>/contact/rules/", contact_rules.contact_rules, name="contact_rules"),
    path("<uuid:person_id>/relations/", relations.relations, name="relations"),
    path(
        "<uuid:person_id>/relations/<uuid:related_id>/",
        relations.related,
        name="related",
    ),
    path(
        "<uuid:person_id>/relations/<uuid:related_id>/remove/",
        relations.remove,
        name="remove_related",
    ),
    path("<uuid:person_id>/search/", hiding.hiding, name="hiding"),
    path("keeping/", keeping.keeping_list, name="keeping_list"),
    path("keeping/<uuid:erasure_id>/receipt/", receipts.erasure, name="erasure_receipt"),
    path(
        "<uuid:person_id>/consents/<uuid:consent_id>/receipt/",
        receipts.consent,
        name="consent_receipt",
    ),
    path("keeping/period/", period.period, name="period"),
    path("<uuid:person_id>/keeping/", keeping_of_person.keeping, name="keeping"),
    path(
        "<uuid:person_id>/keeping/<uuid:erasure_id>/confirm/",
        keeping_of_person.confirm,
        name="confirm_erasure",
    ),
    path(
        "<uuid:person_id>/keeping/<uuid:erasure_id>/off/",
        keeping_of_person.call_off,
        name="call_off_erasure",
    ),
    path("notice/languages/", translations.translations, name="translations"),
    path("notice/languages/<uuid:translation_id>/", translations.translation, name="translation"),
    path(
        "notice/languages/<uuid:translation_id>/sound/",
        translations.sound,
        name="translation_sound",
    ),
    path(
        "notice/languages/<uuid:translation_id>/review/",
        translations.review,
        name="translation_review",
    ),
    path(
        "notice/languages/<uuid:translation_id>/take-back/",
        translations.take_back,
        name="translation_take_back",
    ),
    path("notice/<slug:version>/", privacy_notice.privacy_notice, name="notice"),
]
