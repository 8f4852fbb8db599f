"""Is whatever anybody does with an opening, a company or a profile seen by the very next request, with everything on the disk?"""

import ast
import inspect
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import companies, consents, privacy, profile, skills
from accounts.models import Company, Consent, Trainee
from core import clock
from matching.actions import applications, desk, feedback, hires, openings
from matching.models import NotForMe, Opening
from tests.cast import Cast
from tests.factories.accounts import DivisionFactory, HeldSkillFactory
from tests.factories.matching import PNG, OpeningFactory, OpeningReportFactory
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.matching.recommendations import rebuilt

pytestmark = pytest.mark.django_db

Act = Callable[[], Any]
