"""Classes come into a phone's calendar as RFC 5545 asks."""

from datetime import UTC, datetime

from training.calendars import Event, icalendar

START = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)


def test_an_event_is_written_in_utc_with_its_signs_escaped():
    event = Event(
        "m-1@x", START, START.replace(hour=4), "直播; 打版, \\ 课", "一楼\n大厅", "http://x/my/"
    )
    assert icalendar([event], START) == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Zhicai//Classes//EN\r\nCALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\nUID:m-1@x\r\nDTSTAMP:20261201T010000Z\r\nDTSTART:20261201T010000Z\r\nDTEND:20261201T040000Z\r\n"
        "SUMMARY:直播\\; 打版\\, \\\\ 课\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\nLOCATION:一楼\\n大厅\r\nURL:http://x/my/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_long_lines_are_folded_at_75_bytes_and_nothing_is_lost():
    title = "服装电商直播带货入门与主播实训" * 8
    lines = icalendar([Event("m", START, START, title)], START).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = "\r\n".join(lines).replace("\r\n ", "")
    assert f"SUMMARY:{title}" in unfolded


def test_no_classes_are_an_empty_calendar():
    assert icalendar([], START).count("BEGIN:VEVENT") == 0


def test_a_changed_class_and_a_cancelled_one_replace_what_phones_hold():
    lines = icalendar([Event("m", START, START, "课", revision=3, is_cancelled=True)], START).split(
        "\r\n"
    )
    assert ("SEQUENCE:3" in lines, "STATUS:CANCELLED" in lines) == (True, True)
