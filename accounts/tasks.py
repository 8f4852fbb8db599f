"""What runs in the background? Sending the account's e-mails and text messages."""

from accounts import mail, outbox, sms

SCHEDULES: tuple[tuple[str, int], ...] = (("accounts.tasks.forget_messages", 60),)


def send_mail(waiting_id: int) -> bool:
    """Send one written e-mail; doing it twice sends it once, and finding nothing to send is no success."""
    return mail.deliver(waiting_id)


def send_sms(waiting_id: int) -> bool:
    """Send one written text message; doing it twice sends it once, and finding nothing to send is no success."""
    return sms.deliver(waiting_id)


def forget_messages() -> int:
    """Delete what was sent or given up; return how many."""
    return outbox.forget()
