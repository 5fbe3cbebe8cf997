"""The pages of signing in: allauth's, by name, only those that are used here.

Nobody signs up alone or changes her own e-mail address (a reset link would follow it), and
recovery codes go on paper, so those doors are not built.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from amparo.agencies.confirming import freshly_confirmed
from amparo.agencies.views import factors, first_factor

RESET_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(RESET_KEY, account.password_reset_from_key, name="account_reset_password_from_key"),
    path("2fa/", factors.overview, name="mfa_index"),
    path("2fa/authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/first/", first_factor.first_factor, name="account_first_factor"),
    path("2fa/totp/activate/", freshly_confirmed(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/replace/", freshly_confirmed(factors.replace_app), name="mfa_replace_totp"),
    path("2fa/totp/deactivate/", freshly_confirmed(factors.remove_app), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        freshly_confirmed(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        freshly_confirmed(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/webauthn/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", freshly_confirmed(keys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        freshly_confirmed(keys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        freshly_confirmed(factors.remove_key),
        name="mfa_remove_webauthn",
    ),
]
