"""The shape of the invented caseload: table MX-2005, as of two days, by nationality.

Each line is a number of people alike in what is counted. Nobody here exists.
"""

from dataclasses import dataclass
from datetime import date

FIRST = date(2010, 9, 23)  # as of the first release
SECOND = date(2014, 1, 31)  # as of the second


@dataclass(frozen=True)
class Group:
    country: str
    women: int
    men: int
    labour: int  # of them exploited for labour
    begging: int  # of those, through begging
    newcomer: bool = False


# As of FIRST: 171 people, 103 exploited for labour, 145 Central American women and girls,
# 13 nationalities. One of the two Congos is meant; the invented one is the Democratic Republic.
GROUPS = (
    Group("GT", women=113, men=10, labour=76, begging=52),
    Group("HN", women=18, men=3, labour=12, begging=7),
    Group("SV", women=10, men=2, labour=7, begging=4),
    Group("NI", women=3, men=1, labour=2, begging=1),
    Group("CR", women=1, men=0, labour=0, begging=0),
    Group("CO", women=2, men=0, labour=0, begging=0),
    Group("CD", women=1, men=0, labour=1, begging=0),
    Group("EC", women=1, men=1, labour=1, begging=1),
    Group("PE", women=1, men=0, labour=1, begging=1),
    Group("DO", women=1, men=0, labour=0, begging=0),
    Group("CU", women=1, men=0, labour=1, begging=0),
    Group("VE", women=1, men=0, labour=1, begging=0),
    Group("IN", women=0, men=1, labour=1, begging=1),
    # The seven who came after: six from Guatemala and one of a new nationality; four for labour.
    Group("GT", women=6, men=0, labour=4, begging=3, newcomer=True),
    Group("BR", women=1, men=0, labour=0, begging=0, newcomer=True),
)

IDENTIFIED_ONLY = 2  # of the newcomers: identified, not assisted
NOT_FORMALLY_IDENTIFIED = 31  # of the first 171: assisted, never formally identified
