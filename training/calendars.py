"""How do classes come into a phone's calendar? As an iCalendar file (RFC 5545), written from plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    url: str = ""
    revision: int = 0
    is_cancelled: bool = False


def icalendar(events: Iterable[Event], stamp: datetime) -> str:
    """Return the events as one calendar file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Zhicai//Classes//EN",
        "CALSCALE:GREGORIAN",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, stamp: datetime) -> list[str]:
    found = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(stamp)}",
        f"DTSTART:{_moment(event.starts_at)}",
        f"DTEND:{_moment(event.ends_at)}",
        f"SUMMARY:{_text(event.title)}",
        f"SEQUENCE:{event.revision}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
    ]
    if event.place:
        found.append(f"LOCATION:{_text(event.place)}")
    if event.url:
        found.append(f"URL:{event.url}")
    return [*found, "END:VEVENT"]


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Escape what has a meaning in the format."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """Cut a line so that no part is longer than 75 bytes; following parts begin with a space."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > 75:
            yield part
            part = " "
        part += letter
    yield part
