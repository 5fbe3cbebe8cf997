import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amparo.settings")
pages = get_wsgi_application()

from amparo.core import errors, leftovers, serving, turns  # noqa: E402  (needs the settings)

application = turns.Turns(pages)

try:
    serving.refuse_if_unfit()
except errors.CheckFailed as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(error.exit_code)
leftovers.clear()
