"""Values of an app's own parameters, as they travel to its own code and back."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import Any

import param

from lanai.errors import BadValue

BYTES = "lanai:bytes"


def encoded(value: Any) -> Any:
    """The value made of what JSON has: bytes as base64, data frames as their columns, dates as ISO 8601."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {BYTES: base64.b64encode(bytes(value)).decode("ascii")}
    if hasattr(value, "columns") and hasattr(value, "to_dict"):
        return {str(name): value[name].tolist() for name in value.columns}
    return value


def decoded(parameter: param.Parameter[Any], data: Any) -> Any:
    """The parameter's value for what the app's code in the browser gave. Raises `BadValue`."""
    if isinstance(data, dict) and BYTES in data:
        try:
            return base64.b64decode(data[BYTES], validate=True)
        except (TypeError, binascii.Error) as error:
            raise BadValue(f"Expected base64 for {parameter.name!r}: {error}.") from None
    if isinstance(data, list) and isinstance(parameter, (param.Tuple, param.DateRange)):
        return tuple(_dated(parameter, each) for each in data)
    return _dated(parameter, data)


def _dated(parameter: param.Parameter[Any], data: Any) -> Any:
    kinds = (param.Date, param.CalendarDate, param.DateRange, param.CalendarDateRange)
    if not (isinstance(data, str) and isinstance(parameter, kinds)):
        return data
    day = isinstance(parameter, (param.CalendarDate, param.CalendarDateRange))
    try:
        moment = dt.datetime.fromisoformat(data.replace("Z", "+00:00"))
    except ValueError:
        raise BadValue(
            f"Expected a date as ISO 8601 writes it for {parameter.name!r}, got {data[:40]!r}."
        ) from None
    return moment.date() if day else moment
