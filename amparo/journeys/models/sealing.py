"""Under whose key the rows of a journey lie."""

import uuid


class SealedWithItsJourney:
    """Belongs to a journey of a case, and is sealed under the key of the person it is about."""

    SEALING_PATH = "journey__case__person_id"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.journey.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.journey.case.person_id
