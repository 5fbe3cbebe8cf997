"""Make an installation: its settings, its keys and their three recovery sheets."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from zoneinfo import available_timezones

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from amparo.core import apart, clock, custody
from amparo.core.errors import BadInput, NotPossible

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
LANGUAGES = {"es", "en"}


@dataclass(frozen=True)
class Answers:
    """What an installation has to be told. The order is that of the questions."""

    host: str
    languages: str
    zone: str
    mail: str
    agency: str
    agency_name: str
    admin: str
    admin_name: str
    admin_email: str
    database: str
    folder: str
    key_store: str
    key_ring: str
    backups: str
    backup_keys: str


QUESTIONS = {
    "host": "Host name that members type, such as registro.example.org",
    "languages": "Languages, the usual one first",
    "zone": "Time zone of the programme",
    "mail": "Mail server, such as submission://user:password@mail.example.org:587 (may be empty)",
    "agency": "Short code of the first agency, such as mission",
    "agency_name": "Name of the first agency",
    "admin": "User name of the first administrator",
    "admin_name": "Her name, as colleagues see it",
    "admin_email": "Her work e-mail",
    "database": "Address of a PostgreSQL database (empty for SQLite)",
    "folder": "Folder of the data",
    "key_store": "Folder of the key store, outside the folder of the data and of its backups",
    "key_ring": "Place of the open key ring, in memory",
    "backups": "Folder of the nightly backups, on another disk (may be empty)",
    "backup_keys": "Folder of the key backups, on yet another (may be empty)",
}
USUAL = {
    "languages": "es,en",
    "zone": "America/Mexico_City",
    "mail": "",
    "database": "",
    "folder": "/var/lib/amparo",
    "key_store": "",
    "key_ring": "/run/amparo/ring.json",
    "backups": "",
    "backup_keys": "",
}


def check(answers: Answers) -> None:
    """Everything that can be known to be wrong, before anything is made."""
    for field in fields(Answers):
        value = getattr(answers, field.name)
        if not value and USUAL.get(field.name, True):
            raise BadInput(f"Nothing was given for: {QUESTIONS[field.name]}.")
        if any(ord(sign) < 32 or sign in "'\"\\$`" for sign in value):
            raise BadInput(f"Quotes, $ and line breaks cannot stand in: {QUESTIONS[field.name]}.")
    if not HOST.fullmatch(answers.host) or answers.host in ("localhost", "127.0.0.1"):
        raise BadInput("The host is a name such as registro.example.org, without https://.")
    if not set(answers.languages.split(",")) <= LANGUAGES:
        raise BadInput("The languages are es and en, with a comma in between.")
    if answers.zone not in available_timezones():
        raise BadInput("There is no such time zone. Names look like America/Mexico_City.")
    if bool(answers.backups) != bool(answers.backup_keys):
        raise BadInput("Backups need two folders: one for the database, another for the keys.")
    _check_apart(answers)
    _check_folder(Path(answers.folder), Path(answers.key_ring))


def key_store_of(answers: Answers) -> Path:
    """Where the key store lies: as answered, else beside the folder of the data, never in it."""
    folder = Path(answers.folder)
    return Path(answers.key_store or folder.with_name(f"{folder.name}-keys"))


def _check_apart(answers: Answers) -> None:
    folders = {
        apart.DATA: Path(answers.folder),
        apart.KEYS: key_store_of(answers),
        apart.BACKUP: Path(answers.backups) if answers.backups else None,
        apart.KEY_BACKUP: Path(answers.backup_keys) if answers.backup_keys else None,
    }
    for one, other in apart.together(folders):
        raise BadInput(
            f"The folders of {one} and {other} lie together, so whoever finds one would hold both "
            "halves of every record. Nothing was made; choose a place of its own for each."
        )


def _check_folder(folder: Path, key_ring: Path) -> None:
    if (folder / "amparo.sqlite3").exists() or (folder / "demo-members.json").exists():
        raise NotPossible(
            "There is a database in that folder already. A demonstration cannot be turned into an "
            "installation, and an installation is made once. Choose an empty folder."
        )
    with _as_if_in(folder):
        if custody.lies_with_the_data(key_ring):
            raise NotPossible(
                "The place of the open key ring is on the disk of the data, where a thief would "
                "find it. Choose one in memory, such as /run/amparo/ring.json."
            )


class _as_if_in:
    """The folder of the data is chosen here, before there are settings that name it."""

    def __init__(self, folder: Path, **more):
        self.wanted = {"VAR": folder} | more
        self.before: dict = {}

    def __enter__(self):
        self.before = {name: getattr(settings, name) for name in self.wanted}
        for name, value in self.wanted.items():
            setattr(settings, name, value)

    def __exit__(self, *_error):
        for name, value in self.before.items():
            setattr(settings, name, value)


def settings_of(answers: Answers) -> dict[str, str]:
    folder = Path(answers.folder)
    found = {
        "AMPARO_DEMONSTRATION": "false",
        "AMPARO_VAR": str(folder),
        "AMPARO_HOSTS": answers.host,
        "AMPARO_ORIGINS": f"https://{answers.host}",
        "AMPARO_BEHIND_TLS": "true",
        "AMPARO_LANGUAGES": answers.languages,
        "AMPARO_TIME_ZONE": answers.zone,
        "AMPARO_MAIL": answers.mail,
        "AMPARO_MAIL_FROM": f"no-reply@{answers.host}",
        "AMPARO_DATABASE": answers.database,
        "AMPARO_KEY_STORE": str(key_store_of(answers) / "keys.sqlite3"),
        "AMPARO_KEY_RING": answers.key_ring,
        "AMPARO_KEY_RING_SEALED": str(folder / "keys" / "ring.sealed"),
        "AMPARO_BACKUP_DIR": answers.backups,
        "AMPARO_BACKUP_KEYS_DIR": answers.backup_keys,
    }
    return {name: value for name, value in found.items() if value}


def write_settings(path: Path, values: Mapping[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = ["# Made by `amparo install`. Every name is explained in dotenv-sample."]
    lines += [f"{name}='{value}'" for name, value in values.items()]
    _write_new(path, "\n".join(lines) + "\n")


def make_keys(values: Mapping[str, str]) -> list[str]:
    """Seal a new key ring, open it in memory, and return the words of the three sheets."""
    folder = Path(values["AMPARO_VAR"])
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    (folder / "keys").mkdir(exist_ok=True, mode=0o700)
    Path(values["AMPARO_KEY_STORE"]).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_new(folder / "keys" / "secret_key", secrets.token_urlsafe(48))
    public, sheets = custody.fresh_sheets()
    sealed, place = Path(values["AMPARO_KEY_RING_SEALED"]), Path(values["AMPARO_KEY_RING"])
    with _as_if_in(folder, KEY_RING_SEALED_FILE=sealed, KEY_RING_FILE=place):
        custody.found(public)
    return sheets


def _write_new(path: Path, text: str) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise NotPossible(
            f"{path} is there already. An installation is made once; nothing was changed."
        ) from error
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def sheet(words: str, number: int, host: str, language: str) -> dict:
    """What stands on the sheet of one custodian."""
    numbered = list(enumerate(words.split(), 1))
    return {
        "words": numbered,
        "number": number,
        "host": host,
        "language": language,
        "made_on": clock.today(),
    }


def sheet_as_page(content: dict) -> str:
    """One black-and-white A4 page, to be printed and then removed."""
    with translation.override(content["language"]):
        return render_to_string("site/recovery_sheet.html", content)


def write_pages(pages: list[dict], folder: Path) -> None:
    """One file for each sheet, readable by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for page in pages:
        path = folder / f"sheet-{page['number']}.html"
        path.touch(mode=0o600)
        path.write_text(sheet_as_page(page))


def sheet_as_text(content: dict) -> str:
    with translation.override(content["language"]):
        return render_to_string("site/recovery_sheet.txt", content)
