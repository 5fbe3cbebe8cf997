"""How a project is said in a line."""

from dataclasses import dataclass
from datetime import date

from amparo.projects.enums import Standing
from amparo.projects.models import Project
from amparo.projects.policies.project import standing

TONES = {Standing.AHEAD: "waiting", Standing.RUNS: "good", Standing.OVER: "stopped"}


@dataclass(frozen=True)
class Line:
    project: Project
    standing: Standing

    @property
    def tone(self) -> str:
        return TONES[self.standing]


def line(project: Project, *, on: date) -> Line:
    return Line(project, standing(project, on=on))
