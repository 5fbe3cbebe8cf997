"""Shape of what is typed about a new member."""

from allauth.account.forms import ResetPasswordForm
from allauth.core import context
from allauth.mfa.signals import authentication_failed
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.agencies import notify, queries
from amparo.agencies.enums import EndReason, Role
from amparo.agencies.models import Agency


class PasswordLinkForm(ResetPasswordForm):
    """A forgotten password. Nobody is looked up here, so every address takes the same time."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs) -> str:
        email = self.cleaned_data["email"]
        notify.password_link_asked(email, request.build_absolute_uri("/"))
        return email


class KeyTried:
    """A passkey or security key that does not fit is told to the log, as a wrong code is."""

    reauthentication = False

    def clean_credential(self):
        try:
            return super().clean_credential()
        except forms.ValidationError:
            self._tell()
            raise

    def _tell(self) -> None:
        held = self.user and self.user.authenticator_set.filter(type="webauthn").first()
        if held:
            authentication_failed.send(
                sender=type(held),
                request=context.request,
                user=self.user,
                authenticator=held,
                reauthentication=self.reauthentication,
            )
        else:
            user_login_failed.send(sender=__name__, credentials={}, request=context.request)


class KeyAtTheDoor(KeyTried, AuthenticateWebAuthnForm):
    pass


class KeyAlone(KeyTried, LoginWebAuthnForm):
    """Whose key it is is not known while it does not fit."""


class KeyAgain(KeyTried, ReauthenticateWebAuthnForm):
    reauthentication = True


class EnrolmentCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from an administrator"),
        max_length=40,
        help_text=_("Twelve letters and digits, such as abcd-efgh-jkmn. It works once."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def say_wrong(self) -> None:
        words = gettext(
            "That code is not right, was used already, or is older than half an hour. After five "
            "wrong tries it ends. Ask an administrator for another one."
        )
        self.add_error("code", words)


class EndAccessForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why her access ends"), choices=EndReason.choices, widget=forms.RadioSelect
    )

    to = forms.ChoiceField(
        label=_("Who takes her open cases"),
        required=False,
        help_text=_(
            "A colleague of the same agency. Files for named people wait for the coordinator even "
            "so."
        ),
    )

    def __init__(self, *args, colleagues=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.colleagues = {str(each.pk): each for each in colleagues}
        named = [(key, each.display_name) for key, each in self.colleagues.items()]
        self.fields["to"].choices = [("", _("They wait for the coordinator")), *named]

    @property
    def colleague(self):
        return self.colleagues.get(self.cleaned_data["to"])


class RestoreAccessForm(forms.Form):
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        help_text=_("The link goes there. Make sure that it is still hers."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class InvitationForm(forms.Form):
    display_name = forms.CharField(label=_("Name shown to colleagues"), max_length=120)
    username = forms.SlugField(
        label=_("User name"),
        max_length=60,
        help_text=_("What she signs in with: letters, digits, hyphens."),
    )
    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        help_text=_("The link goes there. It names neither the programme nor her role."),
    )
    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), empty_label="—"
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.all()

    def clean_username(self) -> str:
        name = self.cleaned_data["username"].lower()
        if queries.is_wanted(name):
            raise forms.ValidationError(gettext("Another member signs in with this name already."))
        return name
