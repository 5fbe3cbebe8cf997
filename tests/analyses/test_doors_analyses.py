"""Built analyses open to every member, with who built them."""

from amparo.analyses import access
from amparo.analyses.models import Analysis
from amparo.core import clock
from tests.doors import is_read_with
from tests.town import town  # noqa: F401


def test_an_analysis_opens_to_members(town):  # noqa: F811
    built = Analysis.objects.create(
        place_code="MX", language="es", as_of=clock.today(), built_by=town.noe
    )
    for member in (town.ana, town.dora):
        (found,) = access.visible_analyses(member)
        assert found == built
        assert is_read_with(found, "built_by")
