"""date, time, datetime, timedelta.

A value whose zone cannot be recreated exactly is a reference; by value it has the zone's IANA key, or its offset.
"""

from __future__ import annotations

import sys

from msgpack import ExtType

from ..objects.class_names import bases_of
from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime, time, timedelta, tzinfo
    from typing import Any

    from .decode import Decoder
    from .encode import Encoder

UNKNOWN = object()


def encode_date(value: date, _: Encoder) -> ExtType:
    return ExtType(extension.DATE, value.isoformat().encode())


def decode_date(body: bytes, _: Decoder) -> date:
    from datetime import date

    return date.fromisoformat(body.decode())


def encode_time(value: time, encoder: Encoder) -> ExtType:
    zone = _encode_zone(value.tzinfo)
    if zone is UNKNOWN and encoder.by_value:
        zone = _nearest_zone(value)
    if zone is UNKNOWN:
        return encoder.reference(value)
    text = value.replace(tzinfo=None).isoformat()
    return ExtType(extension.TIME, encoder.pack([text, value.fold, zone]))


def decode_time(body: bytes, decoder: Decoder) -> time:
    from datetime import time

    text, fold, zone = decoder.unpack(body)
    return time.fromisoformat(text).replace(fold=fold, tzinfo=_decode_zone(zone))


def encode_datetime(value: datetime, encoder: Encoder) -> ExtType:
    zone = _encode_zone(value.tzinfo)
    if zone is UNKNOWN and encoder.by_value:
        zone = _nearest_zone(value)
    if zone is UNKNOWN:
        return encoder.reference(value)
    text = value.replace(tzinfo=None).isoformat()
    offset = value.utcoffset()
    seconds = None if offset is None else offset.total_seconds()
    if seconds is not None and seconds == int(seconds):
        seconds = int(seconds)
    return ExtType(extension.DATETIME, encoder.pack([text, value.fold, zone, seconds]))


def decode_datetime(body: bytes, decoder: Decoder) -> datetime:
    from datetime import datetime

    text, fold, zone, _offset = decoder.unpack(body)
    return datetime.fromisoformat(text).replace(fold=fold, tzinfo=_decode_zone(zone))


def encode_timedelta(value: timedelta, encoder: Encoder) -> ExtType:
    return ExtType(extension.TIMEDELTA, encoder.pack([value.days, value.seconds, value.microseconds]))


def decode_timedelta(body: bytes, decoder: Decoder) -> timedelta:
    from datetime import timedelta

    days, seconds, microseconds = decoder.unpack(body)
    return timedelta(days, seconds, microseconds)


def _encode_zone(zone: Any) -> object:
    """None, whole seconds east, or an IANA key; UNKNOWN for a zone with a custom name or custom code."""
    from datetime import timezone

    if zone is None:
        return None
    if type(zone) is timezone:
        offset, *name = zone.__getinitargs__()  # type: ignore[attr-defined]
        return UNKNOWN if name or offset.microseconds else offset.days * 86400 + offset.seconds
    zoneinfo = sys.modules.get("zoneinfo")
    if zoneinfo is not None and type(zone) is zoneinfo.ZoneInfo:
        return zone.key or UNKNOWN
    return UNKNOWN


def _nearest_zone(value: datetime | time) -> object:
    """Returns the key of a zone of another class, such as dateutil's, or otherwise its offset at this moment."""
    zoneinfo = sys.modules.get("zoneinfo")
    if zoneinfo is not None and zoneinfo.ZoneInfo in bases_of(type(value.tzinfo)):
        key = zoneinfo.ZoneInfo.key.__get__(value.tzinfo)
        if type(key) is str:
            return key
    offset = value.utcoffset()
    return UNKNOWN if offset is None or offset.microseconds else offset.days * 86400 + offset.seconds


def _decode_zone(zone: object) -> tzinfo | None:
    from datetime import timedelta, timezone

    if zone is None:
        return None
    if type(zone) is int:
        return timezone(timedelta(seconds=zone)) if zone else timezone.utc
    if type(zone) is str:
        from zoneinfo import ZoneInfo

        return ZoneInfo(zone)
    raise ValueError(f"{zone!r} is not a time zone")
