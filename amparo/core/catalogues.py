"""Compile every Spanish catalogue without gettext: `python -m amparo.core.catalogues`."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def compile_all(root: Path = ROOT) -> int:
    done = 0
    for source in sorted(root.rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            done += 1
    return done


if __name__ == "__main__":
    compile_all()
