"""The site's own settings, with a var/ of their own for each test process and cheap durability."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_own = tempfile.mkdtemp(prefix="amparo-test-")
atexit.register(shutil.rmtree, _own, ignore_errors=True)

# Nothing of the installation in this folder may reach a test, whichever way it was set up.
for _name in [name for name in os.environ if name.startswith("AMPARO_")]:
    if not _name.startswith("AMPARO_TEST_"):
        del os.environ[_name]
os.environ["AMPARO_VAR"] = _own
os.environ["AMPARO_SETTINGS"] = str(Path(_own) / "settings.env")
if os.environ.get("AMPARO_TEST_DATABASE"):
    os.environ["AMPARO_DATABASE"] = os.environ["AMPARO_TEST_DATABASE"]

from amparo.settings import *  # noqa: E402, F403
from amparo.settings import DATABASES, VAR  # noqa: E402

SECRET_KEY = "a key that only tests know"
# Hashing a password on purpose slowly is the product's business, not that of a thousand sign-ins.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Plain names: the manifest is made at set-up and proved by the journeys on the real server.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(VAR / "static").mkdir(exist_ok=True)
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    # A file, since threads share it; without waiting for the disk, since nothing here outlives it.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("=full", "=off")
