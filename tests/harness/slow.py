"""Which provider of text messages takes its time? One that a test may kill the worker in the middle of."""

import time


class SlowSender:
    """Takes three seconds for a message."""

    def send(self, phone: str, text: str) -> None:
        """Take that long."""
        time.sleep(3)
