"""Why a release may not leave the house: codes, with a sentence in both languages.

A sentence names the fix and never a count. R codes: METHODS section 5; L codes: its ladder.
"""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES: dict[str, tuple[str, str]] = {
    "L1": (
        "There are too few people for any breakdown; publish only the band for the total, or join"
        " several programmes or years.",
        "Hay muy pocas personas para cualquier desglose; publique solo el rango del total, o una"
        " varios programas o años.",
    ),
    "L2": (
        "This table crosses too many attributes for this number of people; cross at most two.",
        "Este cuadro cruza demasiados atributos para este número de personas; cruce dos como"
        " máximo.",
    ),
    "L3": (
        "With this number of people only coarse attributes may be crossed; group the labels into"
        " six or fewer, for example regions instead of countries.",
        "Con este número de personas solo se cruzan atributos gruesos; agrupe las etiquetas en seis"
        " o menos, por ejemplo regiones en lugar de países.",
    ),
    "L4": (
        "With this number of people a release comes once a year at most; wait until a year has"
        " passed since the last one.",
        "Con este número de personas se publica una vez al año como máximo; espere a que pase un"
        " año desde la última publicación.",
    ),
    "R1": (
        "Too few people stand behind a hidden cell, which could be worked out from the other"
        " numbers; group labels or leave this table out.",
        "Hay muy pocas personas detrás de una celda oculta, que podría deducirse de los demás"
        " números; agrupe etiquetas o deje fuera este cuadro.",
    ),
    "R2": (
        "Compared with an earlier release this one would describe too few people; leave this table"
        " out or wait for more people.",
        "Comparada con una publicación anterior, esta describiría a muy pocas personas; deje fuera"
        " este cuadro o espere a que haya más personas.",
    ),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal: its code, the table it concerns (attributes; empty = the whole release)."""

    code: str
    table: tuple[str, ...] = ()

    @property
    def sentence_en(self) -> str:
        """The reason in English."""
        return SENTENCES[self.code][0]

    @property
    def sentence_es(self) -> str:
        """The reason in Spanish."""
        return SENTENCES[self.code][1]

    def to_json(self) -> dict[str, str]:
        """As the command prints it."""
        return {
            "code": self.code,
            "table": ",".join(self.table),
            "sentence_en": self.sentence_en,
            "sentence_es": self.sentence_es,
        }
