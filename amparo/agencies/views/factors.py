"""Her own second factors: allauth's pages, but the last one that she needs is never taken away."""

from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.shortcuts import redirect
from django.views.generic.edit import FormView

from amparo.agencies import actions, policies, queries


def may_remove(member, authenticator):
    return policies.can_remove_factor(member, others=queries.other_factors(authenticator))


class Overview(IndexView):
    def get_context_data(self, **kwargs):
        found = super().get_context_data(**kwargs)
        if app := found["authenticators"].get("totp"):
            found["may_remove_app"] = may_remove(self.request.member, app.instance)
        return found


class Removing:
    """The button and the refusal say the same words."""

    def get_context_data(self, **kwargs):
        found = super().get_context_data(**kwargs)
        return found | {"may_remove": may_remove(self.request.member, self.removed())}

    def form_valid(self, form):
        actions.hold_still(member=self.request.member)
        may_remove(self.request.member, self.removed()).or_refuse()
        return super().form_valid(form)


class RemoveApp(Removing, DeactivateTOTPView):
    def removed(self):
        return self.authenticator


class RemoveKey(Removing, RemoveWebAuthnView):
    def removed(self):
        return self.get_object()


class ReplaceApp(ActivateTOTPView):
    """A new telephone: the new app first, and in the same moment the old one ends."""

    template_name = "mfa/totp/replace_form.html"

    def dispatch(self, request, *args, **kwargs):
        if queries.app_of(request.member) is None:
            return redirect("mfa_activate_totp")
        # Not the parent's, which sends whoever has an app to the page that removes it.
        return FormView.dispatch(self, request, *args, **kwargs)

    def form_valid(self, form):
        actions.end_app(by=self.request.member)
        return super().form_valid(form)


overview = Overview.as_view()
remove_app = RemoveApp.as_view()
remove_key = RemoveKey.as_view()
replace_app = ReplaceApp.as_view()
