"""The ways in which a day is written, always the day before the month; it knows no calendar and refuses nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta

PIVOT = 50  # a year of two digits is one of 2000 to 2049, or else of 1950 to 1999: births are checked against today
DAY_ZERO = date(1899, 12, 30)  # day numbers of spreadsheets count from here
FIRST_NUMBER, LAST_NUMBER = 10_000, 99_999  # five digits: 1927 to 2173

_ZONE_AT_MIDNIGHT = r"(?:Z|[+-]\d{2}:?\d{2})"  # a zone can move any other time into the next day
_TIME = (
    rf"(?:[ T,]+(?:00:00(?::00(?:\.0+)?)? ?{_ZONE_AT_MIDNIGHT}"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?))?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[- /.]*([A-Za-z]{{3,9}})\.?[- /.,]*(\d{{4}}|\d{{2}}){_TIME}")
_NAME_FIRST = re.compile(rf"([A-Za-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?")
_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)


def parts_of_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as they are written, whether or not there is such a day; None where it is no such form."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _DAY_FIRST.fullmatch(text):
        return _year(found[4]), int(found[3]), int(found[1])
    if found := _NAMED.fullmatch(text):
        return _named(found[3], found[2], found[1])
    if found := _NAME_FIRST.fullmatch(text):
        return _named(found[3], found[1], found[2])
    return None


def day_of_number(text: str) -> date | None:
    """The day of a spreadsheet's day number of five digits, whatever part of the day follows the point."""
    found = _NUMBER.fullmatch(text)
    if found is None or not FIRST_NUMBER <= int(found[1]) <= LAST_NUMBER:
        return None
    return DAY_ZERO + timedelta(days=int(found[1]))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < PIVOT else 1900 + year


def _named(year: str, name: str, day: str) -> tuple[int, int, int] | None:
    """A month by its name or the first three letters or more of it; September may be Sept."""
    months = [at for at, month in enumerate(_MONTHS, start=1) if month.startswith(name.casefold())]
    return (_year(year), months[0], int(day)) if months else None
