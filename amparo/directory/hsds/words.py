"""What our fields are called in the standard, for writing and for reading alike."""

from datetime import time

from amparo.directory.enums import Weekday

# Field of a service → property of the standard. Texts alone.
TEXTS = {
    "name": "name",
    "alias": "alternate_name",
    "description": "description",
    "eligibility": "eligibility_description",
    "fees": "fees_description",
    "how_to_ask": "application_process",
    "email": "email",
    "website": "url",
}
AGES = ("minimum_age", "maximum_age")
NEEDS, GROUPS = "HTCDS 2.0 services, with additions", "Groups of Amparo"
NEED, GROUP = "service_type", "target_population"
REFERRALS = "referrals"
PESOS = "mxn"
ALL_DAYS = ",".join(Weekday.values)
MIDNIGHT, LAST_MINUTE = time(0), time(23, 59)
