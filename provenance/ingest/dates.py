"""Reads a time as pages and bylines write it, never more exactly than it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from dateutil import tz

from provenance.model import Moment, Precision

__all__ = ["parse_moment"]

# A date line is short; a longer text would hold dates of the story and not of the page.
_LONGEST = 200

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d)(?!\d)"
_GAP = r"[\s,./–-]{0,5}"

# In the order in which they are tried: the first that matches decides.
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.]){_YEAR}[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?!\d)",
        r"(?<![\d.:])(?P<year>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=T|\b)",
        rf"\b{_MONTH}{_GAP}(?P<d>\d\d?)(?:st|nd|rd|th)?(?!\d|:){_GAP}{_YEAR}",
        rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?{_GAP}\b{_MONTH}{_GAP}{_YEAR}",
        # "Tue Feb 06 09:15:00 EST 2024", as date(1) prints it
        rf"\b{_MONTH}\s+(?P<d>\d\d?)\s+(?=\d\d:\d\d(?::\d\d)?\s+(?:[A-Z]{{2,5}}\s+)?(?:19|20)\d\d)(?=.{{5,16}}\s{_YEAR})",
        rf"(?<![\d.])(?P<a>\d\d?)(?P<mark>[-/.])(?P<b>\d\d?)(?P=mark){_YEAR}",
        rf"\b{_MONTH}{_GAP}{_YEAR}",
        rf"^\s*(?P<year>(?:18|19|20|21)\d\d)-(?P<m>\d\d)\s*$|^\s*{_YEAR.replace('year', 'only')}\s*$",
    )
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TIME = re.compile(
    r"(?<![\d:.+-])(?:"
    r"(?P<hour>\d\d?)[:h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?!\d)\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<hour12>\d\d?)(?:\.(?P<minute12>\d\d))?\s*(?P<half12>[ap]\.?m\b\.?)"
    r"|(?P<packed>(?:[01]\d|2[0-3])[0-5]\d)(?P<packed_second>[0-5]\d)?(?=\s*(?:Z\b|[A-Z]{3,4}\b|[+-]\d\d))"
    r")",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*(?:(?:GMT|UTC)\s*)?(?P<sign>[+−-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?(?!\d|[/.-]\d)")
_NAME = re.compile(r"\W{0,3}(?P<name>Z|[A-Z]{2,5}|Eastern|Central|Mountain|Pacific)\b")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?(?:\.\d+)?\s*")

# Hours east of Greenwich. A name is read as it is written: "CET" in July is UTC+1, as the letters say.
_ZONES = {
    name: float(hours)
    for name, hours in (
        pair.split("=")
        for pair in """Z=0 GMT=0 UTC=0 UT=0 WET=0 WEST=1 BST=1 CET=1 MET=1 CEST=2 MEST=2 EET=2 EEST=3 MSK=3 TRT=3 CAT=2
        SAST=2 WAT=1 EAT=3 GST=4 PKT=5 NPT=5.75 ICT=7 WIB=7 WITA=8 WIT=9 HKT=8 SGT=8 MYT=8 PHT=8 AWST=8 JST=9 KST=9
        ACST=9.5 ACDT=10.5 AEST=10 AEDT=11 NZST=12 NZDT=13 NST=-3.5 NDT=-2.5 AST=-4 ADT=-3 EST=-5 EDT=-4 CST=-6 CDT=-5
        MST=-7 MDT=-6 PST=-8 PDT=-7 AKST=-9 AKDT=-8 HST=-10 BRT=-3 ART=-3 CLT=-4""".split()
    )
}
# The same letters elsewhere. IST alone has no reading that is right nearly everywhere, so it needs its country.
_ZONES_BY_COUNTRY = {
    ("IST", "IN"): 5.5,
    ("IST", "IE"): 1.0,
    ("IST", "IL"): 2.0,
    ("BST", "BD"): 6.0,
    ("CST", "CN"): 8.0,
    ("CST", "TW"): 8.0,
    ("CST", "CU"): -5.0,
    ("EST", "AU"): 10.0,
    ("EDT", "AU"): 11.0,
    ("CST", "AU"): 9.5,
    ("PST", "PH"): 8.0,
    ("AST", "SA"): 3.0,
    ("AST", "IQ"): 3.0,
    ("AST", "KW"): 3.0,
    ("AST", "QA"): 3.0,
    ("MST", "MY"): 8.0,
    ("MST", "MM"): 6.5,
    ("GST", "GS"): -2.0,
}
# Names that stand for summer and winter time alike: the date decides.
_PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "EASTERN": "America/New_York",
    "CENTRAL": "America/Chicago",
    "MOUNTAIN": "America/Denver",
    "PACIFIC": "America/Los_Angeles",
    "AET": "Australia/Sydney",
}
# Who writes 03/04/2024 for 4 March, and who for 3 April. Canada writes both, the rest is not known: no reading there.
_MONTH_FIRST = frozenset({"US", "PH"})
_DAY_FIRST = frozenset("GB IE AU NZ IN PK BD LK ZA NG KE GH UG TZ ZW ZM NA BW LS SG MY HK MT IL".split())


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    precision: Precision


class _Clock(NamedTuple):
    hour: int
    minute: int
    second: int
    precision: Precision


def parse_moment(text: str, *, basis: str, country: str | None = None) -> Moment | None:
    """The first time that `text` (a stamp or a date line, at most 200 characters) gives, or None if it gives none.

    `country` (two letters) is where its writer sits: it reads "IST" and 03/04/2024, of which only the year is sure
    otherwise. A day stays a day, and a time without a zone is marked so.

    >>> str(parse_moment("Oct.30 - 2023 6:15 PM CET", basis="dateline"))
    '2023-10-30T18:15+01:00'
    >>> str(parse_moment("03/04/2024", basis="meta"))
    '2024'
    """
    if len(text) > _LONGEST:
        return None
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        return Moment(datetime.fromtimestamp(int(epoch[1]), UTC), "second", basis)
    for found in _dates(text):
        day = _day(found, country)
        if day:
            return _moment(text, found, day, basis, country)
    return None


def _dates(text: str) -> Iterator[re.Match[str]]:
    for pattern in _DATES:
        found = pattern.search(text)
        if found:
            yield found


def _day(found: re.Match[str], country: str | None) -> _Day | None:
    """The day that was matched, or None where the calendar has no such day."""
    part = {name: value for name, value in found.groupdict().items() if value}
    year = int(part.get("year") or part["only"])
    if "mark" in part:
        return _numeric(year, int(part["a"]), int(part["b"]), part["mark"], country)
    month = int(part["m"]) if "m" in part else 1
    if "month" in part:
        month = _MONTHS.index(part["month"][:3].lower()) + 1
    precision: Precision = "day" if "d" in part else "year" if "only" in part else "month"
    return _valid(_Day(year, month, int(part.get("d", 1)), precision))


def _numeric(year: int, first: int, second: int, mark: str, country: str | None) -> _Day | None:
    day_first = mark == "." or first > 12 or first == second or country in _DAY_FIRST
    if day_first:
        return _valid(_Day(year, second, first, "day"))
    if second > 12 or country in _MONTH_FIRST:
        return _valid(_Day(year, first, second, "day"))
    return _Day(year, 1, 1, "year")


def _valid(day: _Day) -> _Day | None:
    try:
        datetime(day.year, day.month, day.day, tzinfo=UTC)
    except ValueError:
        return None
    return day


def _moment(text: str, found: re.Match[str], day: _Day, basis: str, country: str | None) -> Moment:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    clock = _time_beside(text, found) if day.precision == "day" else None
    read = clock and _clock(clock)
    if not clock or not read:
        return Moment(start, day.precision, basis, zoned=False)
    local = start.replace(hour=read.hour, minute=read.minute, second=read.second)
    zone = _zone(text, clock.end(), local, country)
    return Moment(local.replace(tzinfo=zone or UTC), read.precision, basis, zoned=zone is not None)


def _time_beside(text: str, date: re.Match[str]) -> re.Match[str] | None:
    """The time of day after the date, or before it ("9:15 a.m. ET, 6 February 2024"); not one of another date."""
    after = _TIME.search(text, date.end())
    if after:
        return None if _ANY_YEAR.search(text, date.end(), after.start()) else after
    return _TIME.search(text, 0, date.start())


def _clock(found: re.Match[str]) -> _Clock | None:
    part = found.groupdict()
    if part["packed"]:
        hour, minute, second, half = part["packed"][:2], part["packed"][2:], part["packed_second"], None
    elif part["hour12"]:
        hour, minute, second, half = part["hour12"], part["minute12"] or "0", None, part["half12"]
    else:
        hour, minute, second, half = part["hour"], part["minute"], part["second"], part["half"]
    hours = int(hour)
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    if hours > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    return _Clock(hours, int(minute), int(second or 0), "second" if second else "minute")


def _zone(text: str, start: int, local: datetime, country: str | None) -> tzinfo | None:
    offset = _OFFSET.match(text, start)
    if offset:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        sign = 1 if offset["sign"] == "+" else -1
        return timezone(timedelta(minutes=sign * minutes)) if minutes <= 14 * 60 else None
    name = _NAME.match(text, start)
    if not name:
        return None
    letters = name["name"].upper()
    if letters in _PLACES:
        place = tz.gettz(_PLACES[letters])
        width = local.replace(tzinfo=place).utcoffset()
        return None if width is None else timezone(width)
    hours = _ZONES_BY_COUNTRY.get((letters, country or ""), _ZONES.get(letters))
    return None if hours is None else timezone(timedelta(hours=hours))
