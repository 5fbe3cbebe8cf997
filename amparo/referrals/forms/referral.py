"""Shape of what is typed about a referral. What goes of her is not typed: the rule says it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.letter import LetterLanguage
from amparo.cases.forms.disclosure import KINDS, DisclosureForm
from amparo.core.form_fields import Choice, Day, Words
from amparo.directory.forms.service import FindForm
from amparo.organisations.forms.pick import OrganisationField
from amparo.organisations.models import Organisation
from amparo.people.enums import Basis, Purpose, Recipient
from amparo.referrals.enums import CHOSEN, AnswerKind, Ending, ReferralState, Refusal
from amparo.referrals.queries import paper
from amparo.taxonomy import codes

LANGUAGES = [(each.value, each.label) for each in (LetterLanguage.SPANISH, LetterLanguage.ENGLISH)]
USUAL = {"purpose": Purpose.REFERRAL.value, "basis": Basis.CONSENT.value, "lasts": "30"}


class LookForm(FindForm):
    """As in the directory; what takes nobody is left out."""

    ended = None


class DraftForm(DisclosureForm):
    """What for, on what basis, until when. To whom follows from the service."""

    need = Choice(label=_("What she needs there"), choices=codes.choices("service"), empty="—")

    def __init__(self, *args: Any, organisation: Organisation | None, **kwargs: Any):
        super().__init__(*args, agencies=[], **kwargs)
        self.organisation = organisation
        for name in ("agency", "recipient_name"):
            del self.fields[name]
        outside = [each for each in KINDS if each[0] != Recipient.AGENCY]
        self.fields["recipient"].choices = outside
        self.fields["recipient"].label = _("What kind of office it is")
        self.fields["recipient"].help_text = _(
            "Her yes is to a hospital, a consulate, a prosecutor, or to one by name."
        )
        if not self.asks_what_it_is:
            del self.fields["recipient"]

    @property
    def asks_what_it_is(self) -> bool:
        return self.organisation is not None and self.organisation.agency_id is None

    def clean(self) -> dict[str, Any]:
        # She consented to somebody in particular, and that is whom this goes to.
        self.cleaned_data["recipient_name"] = self.organisation.name if self.organisation else ""
        typed = super().clean()
        if not typed.get("expires_on") and not self.errors:
            self.add_error(
                "lasts",
                gettext("Say until which day it holds: nothing stays open without an end."),
            )
        return typed

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        for name in ("lasts", "recipient_name"):
            typed.pop(name)
        return typed


class OrganisationDraftForm(DraftForm):
    """To an organisation of the register whose services stand in no directory."""

    organisation = OrganisationField(label=_("Which organisation"), required=True)
    field_order = ("organisation", "need", "recipient")
    asks_what_it_is = True

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, organisation=None, **kwargs)
        self.fields["need"].required = True
        self.fields["recipient"].required = False
        self.fields["recipient"].choices = [("", "—"), *self.fields["recipient"].choices]

    def clean(self) -> dict[str, Any]:
        self.organisation = self.cleaned_data.get("organisation")
        needs = [self.cleaned_data.get("need", "")]
        # What it most likely is, where nobody says it.
        recipient = self.cleaned_data.get("recipient") or paper.likely_for(needs)
        self.cleaned_data["recipient"] = recipient
        if self.organisation is None:
            return self.cleaned_data
        return super().clean()


class AnswerForm(forms.Form):
    kind = Choice(choices=AnswerKind.choices, required=True, widget=forms.HiddenInput)
    refusal = Choice(label=_("Why it is refused"), choices=Refusal.choices, empty="—")
    words = Words(
        label=_("In a few words"),
        rows=3,
        longest=1000,
        help_text=_("It lies sealed with her file in the agency that sent her."),
    )


class WrittenForm(forms.Form):
    """What came back of a letter, as somebody writes it down."""

    kind = Choice(label=_("What they say"), choices=AnswerKind.choices, empty="—", required=True)
    refusal = Choice(label=_("Why it is refused"), choices=Refusal.choices, empty="—")
    said_on = Day(label=_("On which day"), required=True)
    words = Words(label=_("In a few words"), rows=3, longest=1000)


class ToldForm(WrittenForm):
    document = Choice(
        label=_("The scanned paper"),
        choices=[],
        empty="—",
        help_text=_("Add it to the documents of the case first, if it was scanned."),
    )

    def __init__(self, *args: Any, documents: Iterable[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.documents = {str(each.pk): each for each in documents}
        named = [(pk, each.title) for pk, each in self.documents.items()]
        self.fields["document"].choices = [("", "—"), *named]

    def clean_document(self) -> Any:
        return self.documents.get(self.cleaned_data["document"])


class SlipForm(WrittenForm):
    code = Words(
        label=_("Code of the slip"),
        required=True,
        longest=20,
        help_text=_("Eight letters and digits, as they stand on the slip."),
    )
    field_order = ("code", "kind", "refusal", "said_on", "words")


class PaperForm(forms.Form):
    """How the letter is written."""

    language = Choice(label=_("Language of the letter"), choices=LANGUAGES, required=True)
    copies = Words(label=_("Copies to (c.c.p.)"), rows=2, longest=1000)


class CloseForm(forms.Form):
    ending = Choice(
        label=_("Why it is closed"),
        choices=[(each.value, each.label) for each in Ending if each in CHOSEN],
        empty="—",
        required=True,
    )


class StateForm(forms.Form):
    state = Choice(label=_("Which ones"), choices=[], empty=_("all of them"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = [(each.value, each.label) for each in ReferralState]
        self.fields["state"].choices = [
            ("", _("all of them")),
            ("open", _("Those on their way")),
            *named,
        ]
