"""Shape of what is typed about consents. No rule and no write here."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.core.decisions import ALLOWED
from amparo.people import notice
from amparo.people.enums import Answer, Block, How, Purpose, Recipient
from amparo.people.forms.person import languages
from amparo.people.forms.words import Choice, Day, Words
from amparo.people.models import Guardian
from amparo.people.policies.children import child_may_answer
from amparo.people.policies.disclosure import ONLY_BY_NAME, is_a_whole_answer

OF_A_CHILD = ("says", "explained", "words", "guardian", "guardian_says")


class ConsentForm(forms.Form):
    """One answer: what for, which information, for whom, until when, how it was explained."""

    # Nothing is chosen beforehand: an answer that nobody gave must not slip in.
    purpose = Choice(
        label=_("What for"),
        choices=Purpose.choices,
        empty="—",
        required=True,
        help_text=_("“For whatever it may be” goes with a no only."),
    )
    block = Choice(
        label=_("Which information"),
        choices=Block.choices,
        empty="—",
        required=True,
        help_text=_("“Everything” goes with a no only."),
    )
    recipient = Choice(label=_("For whom"), choices=Recipient.choices, empty="—", required=True)
    recipient_name = Words(
        label=_("Name of the recipient"),
        help_text=_(
            "Which hospital, consulate or office. Empty: any of that kind. Another agency of this "
            "installation is always named."
        ),
        widget=forms.TextInput(attrs={"list": "agencies-here", "autocomplete": "off"}),
    )
    answer = forms.ChoiceField(
        label=_("Her answer"), choices=Answer.choices, widget=forms.RadioSelect
    )
    given_on = Day(label=_("Asked on"))
    lasts = Choice(
        label=_("How long"),
        choices=[("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))],
        empty=_("until she takes it back, or the day below"),
    )
    expires_on = Day(label=_("Valid until"), help_text=_("Only if none of the above fits."))
    language = forms.ChoiceField(label=_("Language used"), choices=languages)
    interpreter = forms.BooleanField(label=_("Through an interpreter"), required=False)
    how = Choice(label=_("How she answered"), choices=How.choices, empty="—", required=True)
    notice_version = forms.ChoiceField(label=_("Version of the privacy notice"))
    says = Choice(
        label=_("What she says herself"),
        choices=Answer.choices,
        empty=_("Not asked yet"),
        help_text=_("Her no is enough: nothing goes, whoever says yes."),
    )
    explained = Words(
        label=_("How it was explained to her"),
        longest=2000,
        rows=2,
        help_text=_("In which words, with what drawing or example, who was in the room."),
    )
    words = Words(label=_("What she answered, in her words"), longest=2000, rows=2)
    guardian = Choice(
        label=_("Who answers on her behalf"),
        choices=[],
        help_text=_("Only who may represent her today is offered."),
    )
    guardian_says = Choice(
        label=_("What this person answers"), choices=Answer.choices, empty=_("Not asked yet")
    )

    def __init__(self, *args: Any, represented_by: Iterable[Guardian] | None = None, **kwargs: Any):
        """`represented_by`: of a child, who may answer on her behalf; nothing of an adult."""
        super().__init__(*args, **kwargs)
        self.guardians = {str(each.pk): each for each in represented_by or ()}
        if represented_by is None:
            for name in OF_A_CHILD:
                del self.fields[name]
        else:
            named = [(key, each.name) for key, each in self.guardians.items()]
            self.fields["guardian"].choices = [("", "—"), *named]
        versions = sorted(notice.versions(), reverse=True)
        self.fields["notice_version"].choices = [(version, version) for version in versions]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        given, expires = typed.get("given_on"), typed.get("expires_on")
        if given and given > clock.today():
            self.add_error("given_on", gettext("A consent cannot be dated in the future."))
        if typed.get("lasts"):
            if expires:
                self.add_error(
                    "expires_on",
                    gettext("Choose how long, or write the last day, not both: which one holds?"),
                )
            expires = (given or clock.today()) + timedelta(days=int(typed["lasts"]))
        if expires and expires < (given or clock.today()):
            self.add_error(
                "expires_on", gettext("The last day lies before the day on which she was asked.")
            )
        self._whole(typed)
        if "says" in self.fields:
            self._of_a_child(typed)
        if typed.get("recipient") in ONLY_BY_NAME and not typed.get("recipient_name"):
            self.add_error(
                "recipient_name",
                gettext("Name the recipient: she consented to somebody in particular."),
            )
        return typed

    def _whole(self, typed: dict[str, Any]) -> None:
        whole = is_a_whole_answer(typed)
        if not whole:
            wide = "block" if typed.get("block") == Block.ALL else "purpose"
            self.add_error(wide, whole.reason)

    def _of_a_child(self, typed: dict[str, Any]) -> None:
        chosen = typed.get("guardian")
        agrees = chosen and typed.get("guardian_says") == Answer.GRANTED
        said = child_may_answer(
            typed.get("answer", ""),
            says=typed.get("says", ""),
            explained=typed.get("explained", ""),
            words=typed.get("words", ""),
            representative=ALLOWED if agrees else None,
        )
        if not said:
            says_herself = all(typed.get(name) for name in ("says", "explained", "words"))
            self.add_error("guardian" if says_herself and not agrees else "says", said.reason)

    def facts(self) -> dict[str, Any]:
        """The answer as it is kept: the length became a last day."""
        typed = dict(self.cleaned_data)
        if "says" in self.fields:
            assent = {name: typed.pop(name) for name in OF_A_CHILD}
            typed["assent"] = assent | {"guardian": self.guardians.get(assent["guardian"])}
        lasts = typed.pop("lasts")
        if lasts:
            given = typed["given_on"] or clock.today()
            typed["expires_on"] = given + timedelta(days=int(lasts))
        return typed


class StatisticsAnswer(forms.Form):
    """The one question of consent that the first intake asks itself; the others have a page."""

    notice_explained = forms.BooleanField(
        label=_("The privacy notice was explained to her"), required=False
    )
    duties_told = forms.BooleanField(
        label=_("I told her, before she spoke, what I must pass on"), required=False
    )
    statistics = Choice(
        label=_("May she be counted in statistics, without her name?"),
        choices=[*Answer.choices, ("", _("Not asked yet"))],
        widget=forms.RadioSelect,
    )
    consent_language = Choice(
        label=_("Language used"),
        choices=languages,
        empty="—",
        help_text=_("If she said yes or no."),
    )
    consent_how = Choice(
        label=_("How she answered"),
        choices=How.choices,
        empty="—",
        help_text=_("If she said yes or no."),
    )
    consent_interpreter = forms.BooleanField(label=_("Through an interpreter"), required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("statistics") == Answer.GRANTED and self.may_be_child():
            self.add_error(
                "statistics",
                gettext(
                    "She is younger than 18, or may be: her yes takes her own words and somebody "
                    "who may represent her. Set this back to “Not asked yet” and record it later "
                    "under Consents."
                ),
            )
        if typed.get("statistics"):
            for name in ("consent_language", "consent_how"):
                if not typed.get(name):
                    self.add_error(
                        name,
                        gettext(
                            "Her answer about statistics counts only with the language used "
                            "and how she gave it. Choose one, or set the answer back to "
                            "“Not asked yet”."
                        ),
                    )
        return typed

    def may_be_child(self) -> bool:
        """Whether what is typed beside it says that she is a child, or leaves it open."""
        return False

    def consent_facts(self) -> dict[str, Any] | None:
        """Her answer as a consent, if she was asked."""
        typed = self.cleaned_data
        if not typed["statistics"]:
            return None
        return {
            "purpose": Purpose.STATISTICS.value,
            "block": Block.FACTS.value,
            "recipient": Recipient.STATISTICS.value,
            "answer": typed["statistics"],
            "language": typed["consent_language"],
            "how": typed["consent_how"],
            "interpreter": typed["consent_interpreter"],
            "notice_version": notice.CURRENT,
        }
