"""Opening a file that waits, and looking into it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from amparo.core import keystore, rotation
from amparo.core.errors import BadInput
from amparo.registers import headings, sealed_file
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.models import Upload
from amparo.registers.proposing import Values
from amparo.registers.reading import Register, open_register

SHOWN = 3
SAMPLE = 500


def place_of(upload: Upload) -> Path:
    return Path(settings.MEDIA_ROOT) / "registers" / str(upload.pk)


def key_of(upload: Upload) -> bytes:
    """A file keeps its first key for the day that it waits, whether keys are rotated or not."""
    return keystore.get(upload.id, 1)[1]


@rotation.also_holds
def waiting() -> Iterable[UUID]:
    return Upload.objects.values_list("pk", flat=True)


@contextmanager
def opened(upload: Upload) -> Iterator[Path]:
    try:
        key = key_of(upload)
    except keystore.KeyMissing as error:
        raise BadInput(_(sealed_file.GONE)) from error
    suffix = Path(upload.file_name).suffix[:8]
    about = str(upload.pk)
    with sealed_file.opened(place_of(upload), key=key, about=about, suffix=suffix) as path:
        yield path


@dataclass(frozen=True)
class Column:
    """A column as the correction page shows it: its name, some of its values, where it goes."""

    name: str
    rule: Rule
    values: Values

    @property
    def has_doubtful_heading(self) -> bool:
        return headings.looks_like_a_value(self.name, self.values)

    @property
    def shown(self) -> list[str]:
        return [value[:80] for value in self.values.different[:SHOWN]]


def columns_of(register: Register, mapping: Mapping) -> list[Column]:
    rows = [row.values for row in register.sample(SAMPLE)]
    return [
        Column(name, mapping.rule(name) or Rule(name), Values.of(row[at] for row in rows))
        for at, name in enumerate(register.columns)
    ]


def look_into(upload: Upload) -> tuple[Mapping, list[Column]]:
    mapping = Mapping.from_json(upload.mapping)
    with opened(upload) as path:
        return mapping, columns_of(open_register(path, sheet=upload.sheet or None), mapping)
