from datetime import date
from pathlib import Path

from amparo.analyses import actions
from amparo.core import clock
from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput
from amparo.taxonomy.queries import find_place, place


class Command(AmparoCommand):
    help = "Build the situational analysis of a place: web page, PDF, DOCX and its figures."

    def arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        build = verbs.add_parser("build", help="build the analysis of a place")
        build.add_argument("place", metavar="PLACE", help="INEGI code or name of a municipality")
        build.add_argument("--language", choices=("es", "en"), required=True)
        build.add_argument("--as-of", metavar="DATE", help="data up to the end of this day")
        build.add_argument("--out", metavar="DIR", required=True)
        self.add_actor(build)

    def handle(self, **options):
        self.say("Building the page, the PDF and the DOCX; this takes some seconds.")
        built = actions.build(
            by=self.actor(options),
            place=_place(options["place"]),
            language=options["language"],
            as_of=_day(options["as_of"]),
        )
        folder = Path(options["out"])
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in built.files.items():
            (folder / name).write_bytes(content)
        self.say(f"Built: {', '.join(built.files)}.")


def _place(asked: str) -> str:
    found = place(asked) or next(iter(find_place(asked.replace("-", " "), limit=1)), None)
    if found is None:
        raise BadInput(
            "No place has this code or name. Give the INEGI code of a municipality, such as "
            "14067, or its name."
        )
    return found.code


def _day(text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("--as-of takes a day written as 2014-01-31.") from None
