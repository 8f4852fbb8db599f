"""How many workbooks does one person draw? Each costs seconds of a processor."""

from core.limits import Limit

WORKBOOKS = Limit("workbooks", times=3, minutes=1)
