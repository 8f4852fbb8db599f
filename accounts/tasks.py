"""What runs in the background? Sending the account's e-mails and text messages."""

from accounts import mail, sms

SCHEDULES: tuple[tuple[str, int], ...] = ()


def send_mail(key: str) -> bool:
    """Send one written e-mail; doing it twice sends it once."""
    return mail.deliver(key)


def send_sms(key: str) -> bool:
    """Send one written text message; doing it twice sends it once."""
    return sms.deliver(key)
