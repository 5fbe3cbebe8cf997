"""What a real installation must be before it serves anyone. A demonstration is let be."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register
from django.db import DatabaseError

from amparo.agencies import demo
from amparo.agencies.models import Agency, Member
from amparo.cases.policies import safety_plan
from amparo.core import apart, custody

TAG = "installation"
LOCAL = {"localhost", "127.0.0.1", "[::1]", "*"}
SHORTEST_KEY = 40


@register(TAG)
def is_fit_to_serve(app_configs, **kwargs) -> list[Error]:
    if settings.DEMONSTRATION:
        return []
    found = (*_settings(), *_apart(), *_demonstration())
    return [Error(text, id=f"amparo.{key}") for key, text in found]


def _settings() -> Iterator[tuple[str, str]]:
    if settings.DEBUG:
        yield "debug", "DEBUG is on: an error page would show people's data. Turn it off."
    if len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < 10:
        yield "secret", "The secret key is missing or a default. `amparo install` makes one."
    if not settings.BEHIND_TLS:
        yield (
            "tls",
            (
                "AMPARO_BEHIND_TLS is not set: passwords would travel in clear. Put the site "
                "behind a proxy with TLS (deploy/ has an example), then set it to true."
            ),
        )
    if not set(settings.ALLOWED_HOSTS) - LOCAL or "*" in settings.ALLOWED_HOSTS:
        yield "hosts", "AMPARO_HOSTS does not name the host of this site. Name it, and only it."
    if not settings.CSRF_TRUSTED_ORIGINS or not all(
        origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS
    ):
        yield "origins", "AMPARO_ORIGINS must name the address of this site, with https:// first."
    telling = safety_plan.telling_word(settings.NEUTRAL_CONTACT)
    if telling:
        yield (
            "neutral",
            (
                f"AMPARO_NEUTRAL_CONTACT stands on papers that must say nothing, and “{telling}” "
                "in it tells whose it is. Name a number or an address that says nothing, or none."
            ),
        )
    if custody.lies_with_the_data(Path(settings.KEY_RING_FILE)):
        yield (
            "ring",
            (
                "The open key ring lies on the disk of the data, where a thief would find it. Set "
                "AMPARO_KEY_RING to a place in memory, such as /run/amparo/ring.json, and unlock."
            ),
        )
    if not settings.KEY_RING_SEALED_FILE or not Path(settings.KEY_RING_SEALED_FILE).exists():
        yield (
            "sealed",
            (
                "There is no sealed key ring: nobody could unlock after a restart. "
                "`amparo install` makes it; AMPARO_KEY_RING_SEALED names it."
            ),
        )


def _apart() -> Iterator[tuple[str, str]]:
    """The two halves of a record: what is sealed, and what opens it."""
    database = settings.DATABASES["default"]
    folders = {
        apart.DATA: Path(settings.VAR),
        apart.KEYS: Path(settings.KEY_STORE_FILE).parent,
        apart.BACKUP: settings.BACKUP_DIR,
        apart.KEY_BACKUP: settings.BACKUP_KEYS_DIR,
    }
    found = set(apart.together(folders))
    if "sqlite3" in database["ENGINE"]:
        beside = Path(database["NAME"]).parent
        found |= set(apart.together(folders | {apart.DATA: beside}))
    if (apart.DATA, apart.KEYS) in found:
        yield (
            "key_store",
            (
                "The key store lies in the folder of the data: whoever copies or backs up that "
                "folder holds both halves, and nobody could ever be erased. Stop the site, move "
                "the file that AMPARO_KEY_STORE names (keystore/keys.sqlite3 in the folder of the "
                "data, if it names none) to a folder of its own, and name it there."
            ),
        )
        found.discard((apart.DATA, apart.KEYS))
    if found:
        pairs = "; ".join(f"{one} and {other}" for one, other in sorted(found))
        yield (
            "apart",
            (
                f"These must not share a folder, or lie one in the other: {pairs}. Give each a "
                "place of its own, on another disk or host (AMPARO_BACKUP_DIR, "
                "AMPARO_BACKUP_KEYS_DIR, AMPARO_KEY_STORE), and move what is there."
            ),
        )


def _demonstration() -> Iterator[tuple[str, str]]:
    """Invented agencies and members are the mark that a demonstration leaves in its database."""
    names = [name for _code, name, _kind in demo.AGENCIES]
    shown = [display_name for _username, display_name, *_ in demo.MEMBERS]
    try:
        invented = Agency.objects.filter(name__in=names).exists()
        invented = invented or Member.objects.filter(display_name__in=shown).exists()
    except DatabaseError:
        yield "tables", "The database has no tables yet, or is away. `amparo prepare` makes them."
        return
    if invented:
        yield (
            "demonstration",
            (
                "This database holds demonstration members, whose passwords lie in a file. A "
                "demonstration cannot be turned into an installation: begin with an empty database "
                "(amparo install)."
            ),
        )
