"""Make a small site for the browser: keys, tables, static files, Ana with a telephone, and Ada.

Ada edits analyses: hers is a role that needs no second factor. Olga, Otilia and Olivia
administer, Alba and Amelia coordinate, Nora works on a case, and Eva has set up no factor yet.
"""

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from amparo import agencies  # noqa: E402
from amparo.agencies import actions  # noqa: E402
from amparo.cases import actions as cases  # noqa: E402
from amparo.core import catalogues, keyring, tables  # noqa: E402

PASSWORD = "cuatro palabras sin pareja"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MEMBERS = [
    ("ana", "data_protection"),
    ("flor", "data_protection"),
    ("ada", "editor"),
    # A code opens once, so each journey with a second factor has somebody of its own.
    ("olga", "administrator"),
    ("otilia", "administrator"),
    ("olivia", "administrator"),
    ("alba", "coordinator"),
    ("amelia", "coordinator"),
    ("nora", "caseworker"),
    ("eva", "caseworker"),
]
WITH_FACTOR = {"ana", "flor", "olga", "otilia", "olivia", "alba", "amelia", "nora"}


@transaction.atomic
def people():
    from allauth.mfa.totp.internal.auth import TOTP

    luz = actions.found_agency(by=agencies.OPERATOR, code="luz", name="Casa Luz", kind="shelter")
    for username, role in MEMBERS:
        member = actions.enrol(
            by=agencies.OPERATOR,
            username=username,
            display_name=f"{username.title()} Inventada",
            agency=luz,
            role=role,
            password=PASSWORD,
            email=f"{username}@example.org",
        )
        if username in WITH_FACTOR:
            TOTP.activate(member, TOTP_SECRET)
        if username == "nora":
            cases.take_in(by=member, agency=luz, about_person={}, about_case={})


if __name__ == "__main__":
    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)
    catalogues.compile_all()
    tables.bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    people()
