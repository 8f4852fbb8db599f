"""How are made-up examples tried? Without a clock: a machine that tests in parallel is slow, and no rule depends on that."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")
