"""What came, and what did not, when somebody tried to say a step of a family's journey."""

from dataclasses import dataclass
from typing import Any

from amparo.journeys.models import Step
from amparo.referrals.models import SentPackage

FAR = ("cleared", "under_way", "arrived", "closed")


@dataclass
class Looked:
    """What stood before somebody tried, and what came since."""

    world: Any
    steps: set
    packages: set
    state: str

    def new_steps(self) -> set[str]:
        return {kind for kind, *_which in self.world.ours() - self.steps}

    def check(self, *may: str, because: str = "") -> None:
        """Of steps that pass a gate only these came, and no file says, or names, more."""
        world = self.world
        assert self.new_steps() <= set(may), (because, self.new_steps(), world.wrong)
        assert len(world.ours() - self.steps) == len(self.new_steps()), (because, "said twice")
        state = world.journey.state
        assert may or state == self.state or state not in FAR, (because, state, world.wrong)
        said = {kind for kind, *_which in world.ours()}
        for package in SentPackage.objects.exclude(pk__in=self.packages):
            if package.content is not None and package.kind != "receipt":
                self._look_into(package, said, because)

    def _look_into(self, package: SentPackage, said: set, because: str) -> None:
        world = self.world
        assert package.kind == "journey", (because, package.kind)
        _header, told = world.crossing.elsewhere.opens(bytes(package.content))
        if told["from"] == "sending":
            assert {each["kind"] for each in told["steps"]} <= {*said, "called_off"}
        words = str(told)
        for hers in ("Xquic", world.case.number):
            assert hers not in words, (because, hers)
        may_be_named = world.known.may_be_named(world.today)
        for each in world.known.relatives.values():
            assert each.name in may_be_named or each.name not in words, (because, each.name)
        if told["blocks"]:
            step = Step.objects.filter(went_with=package).first()
            assert step is not None, because
            assert step.kind in ("request", "cleared"), because
