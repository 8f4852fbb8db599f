"""What happens in training? The only writers; one module a matter."""

from training.actions.enrolments import enrol, withdraw
from training.actions.seats import claim_seat, release_seat

__all__ = ["claim_seat", "enrol", "release_seat", "withdraw"]
