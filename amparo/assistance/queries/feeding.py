"""What the directory of services may say of the beds of an agency: numbers, and nobody in them."""

from amparo.agencies.models import Agency
from amparo.assistance.queries import shelter
from amparo.directory.feeding import Free, feeds_capacity


@feeds_capacity
def free_beds(agency: Agency) -> list[Free]:
    """Group by group, as old as the oldest of the houses that were counted."""
    return [
        Free(str(line.group), line.free, line.beds, line.said_at)
        for line in shelter.capacity(agency)
    ]
