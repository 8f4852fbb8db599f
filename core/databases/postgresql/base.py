"""What is a connection to PostgreSQL here? Django's own, which stamps the tables that it writes."""

from django.db.backends.postgresql import base

from core.stamps import Stamping


class StampingPostgres(Stamping, base.DatabaseWrapper):
    """A connection to PostgreSQL."""


DatabaseWrapper = StampingPostgres  # the name that Django asks for
