"""Shape of a translation that somebody brings in, and of its review."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.people import sound
from amparo.people.enums.translation import Tongue
from amparo.people.forms.words import PAGE, Choice, Words

MOST = f"{sound.MOST_BYTES // 1024 // 1024} MB"


class TranslationForm(forms.Form):
    use_required_attribute = False

    language = Choice(label=_("Language"), choices=Tongue.choices, empty="—", required=True)
    translated_by = Words(
        label=_("Who translated"),
        required=True,
        help_text=_("Name and post of the person. Whoever lends the voice agreed to be heard."),
    )
    text = Words(
        label=_("Text"),
        rows=12,
        longest=PAGE,
        help_text=_("As in the Spanish: an empty line between paragraphs, ## before a heading."),
    )
    recording = forms.FileField(
        label=_("Recording"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".wav,audio/wav,audio/x-wav"}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["recording"].help_text = gettext(
            "WAV, %(most)s at most. What it says on the side is taken out."
        ) % {"most": MOST}

    def clean_recording(self) -> sound.Sound | None:
        file = self.cleaned_data["recording"]
        if file is None:
            return None
        if file.size > sound.MOST_BYTES:
            raise forms.ValidationError(
                gettext(
                    "This recording is larger than %(most)s, so it was not kept. Record it in mono "
                    "with 16,000 samples a second and send it again."
                )
                % {"most": MOST}
            )
        try:
            return sound.cleaned(file.read())
        except sound.NotSound:
            raise forms.ValidationError(NOT_CLEANED) from None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.errors and not typed.get("text") and not typed.get("recording"):
            self.add_error(
                "text",
                gettext("There is neither a text nor a recording, so there is nothing to keep."),
            )
        return typed

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return typed | {"sound": typed.pop("recording")}


class ReviewForm(forms.Form):
    speaks = forms.BooleanField(
        label=_(
            "I speak this language, or somebody who does sat beside me, and we compared it with "
            "the Spanish word by word"
        ),
        required=False,
    )


NOT_CLEANED = _(
    "This recording was not kept: only plain WAV can be freed for sure of the names and places "
    "that a telephone writes into it. Save it as WAV (PCM) and send it again."
)
