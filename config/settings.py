"""Which settings does this installation run with? One file, filled from the environment (docs/operating.md lists it)."""

import os
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from config import installed
from config.environment import BASE_DIR, VAR_DIR, flag, local_secret, words

TESTING = "pytest" in sys.modules

PRODUCTION = flag("ZHICAI_PRODUCTION", False)
DEBUG = flag("DJANGO_DEBUG", False)
SECRET_KEY = os.environ.get("SECRET_KEY") or ("" if PRODUCTION else local_secret())
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", SITE_URL)

INSTALLED_APPS = installed.APPS
MIDDLEWARE = installed.MIDDLEWARE
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "debug": DEBUG
            or TESTING,  # a failing test names the line; coverage of templates needs it
            "builtins": [
                "template_partials.templatetags.partials",
                "core.templatetags.zhicai",
                "core.templatetags.boxes",
                "core.templatetags.heads",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "core.http.site",
            ],
        },
    },
]

# --- Database: embedded SQLite by default, PostgreSQL when DATABASE_URL says so ---------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
# How long a statement waits for what somebody else holds: a row on PostgreSQL, the whole file on SQLite.
LOCK_TIMEOUT_MS = int(
    os.environ.get("LOCK_TIMEOUT_MS") or ("20000" if "sqlite" in DATABASE_URL else "3000")
)
STATEMENT_TIMEOUT_MS = int(os.environ.get("STATEMENT_TIMEOUT_MS", "30000"))
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES: dict[str, dict[str, Any]] = {"default": dict(dj_database_url.parse(DATABASE_URL))}
_database = DATABASES["default"]
# The same backends, which also stamp the tables that are written: kept pages are compared with the stamps.
_database["ENGINE"] = _database["ENGINE"].replace("django.db.backends", "core.databases")
if "sqlite" in _database["ENGINE"]:
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": LOCK_TIMEOUT_MS / 1000,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # Concurrency tests need a file: an in-memory test database fails with "table is locked".
    _database["TEST"] = {
        "NAME": str(VAR_DIR / f"test-{os.environ.get('ZHICAI_TEST_DB', 'default')}.sqlite3")
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database["CONN_MAX_AGE"] = int(os.environ.get("CONN_MAX_AGE", "60"))
    # Compiling a statement costs more than running it here: many short ones, each asked for a page that somebody waits for.
    _session = {
        "lock_timeout": LOCK_TIMEOUT_MS,
        "statement_timeout": STATEMENT_TIMEOUT_MS,
        "jit": "off",
    }
    _database["OPTIONS"] = {
        "options": " ".join(f"-c {name}={value}" for name, value in _session.items())
    }
    _database["TEST"] = {"NAME": f"test_{os.environ.get('ZHICAI_TEST_DB', 'zhicai')}"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache and background work: the database embedded, Redis when REDIS_URL says so ------------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "")
_table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}
_redis = {
    "BACKEND": "core.caches.SturdyRedisCache",
    "LOCATION": REDIS_URL,
    "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
}
_files = {
    "BACKEND": "core.caches.PageFiles",
    "LOCATION": str(VAR_DIR / "pages"),
    "OPTIONS": {"MAX_ENTRIES": 2_000},
}
CACHES: dict[str, dict[str, Any]] = {
    "default": _redis if REDIS_URL else _table,
    "table": _table,  # stands in when Redis does not answer
    # Public pages, at most a minute old and compared with the tables they were read from (core/kept.py).
    "pages": _redis if REDIS_URL else _files,
    # Addresses of picture sizes never change: each process remembers them, no page writes to a shared cache for them.
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
    },
}
Q_CLUSTER: dict[str, Any] = {
    "name": "zhicai",
    "workers": int(os.environ.get("ZHICAI_WORKERS", "1" if not REDIS_URL else "2")),
    "timeout": int(os.environ.get("ZHICAI_TASK_TIMEOUT", "60")),
    "retry": int(os.environ.get("ZHICAI_TASK_RETRY", "90")),
    "max_attempts": 5,
    "ack_failures": False,
    "catch_up": False,
    "save_limit": 1000,
    "max_rss": 350_000,  # kB: a worker that learned is replaced by a small one
    "poll": 1,
    "sync": TESTING,
    # Always the database: the Redis broker hands a task out without a receipt, so a killed worker loses it, and only the
    # database lets a task be written in the same transaction as the change that asks for it.
    "orm": "default",
    # Looks at what is taken out: the worker runs tasks of ours alone, whoever wrote the row.
    "broker_class": "core.background.KnownTasksOnly",
}

# --- People and logins -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.session.SessionBackend"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:after_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.login.LoginForm",
    "request_login_code": "accounts.forms.login.RequestLoginCodeForm",
    "reset_password": "accounts.forms.login.ResetPasswordForm",
    "confirm_login_code": "accounts.forms.login.LoginCodeForm",
    "confirm_email_verification_code": "accounts.forms.login.EmailCodeForm",
    "verify_phone": "accounts.forms.login.PhoneCodeForm",
}
MFA_FORMS = {
    "authenticate": "accounts.forms.login.FactorForm",
    "reauthenticate": "accounts.forms.login.FactorAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# allauth insists on a required e-mail beside "mandatory"; the doors' forms ask for a phone or an e-mail, and
# accounts.login_stages lets a confirmed phone stand for the e-mail.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A whole class signs up behind one address: the limit a phone stays tight, the limit an address does not.
ACCOUNT_RATE_LIMITS = {"verify_phone": "1/m/key,30/m/ip", "signup": "60/m/ip"}
# How many proxies of ours stand before the site: only what they add to X-Forwarded-For names the visitor whom limits count.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ALLAUTH_TRUSTED_PROXY_COUNT", "0"))
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# A message gets lost now and then: a new code is one button away, within the limits above.
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 5 * 60  # a text message may take a minute or two
# A mistyped number is corrected where it is noticed: on the page that waits for the code.
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Zhicai"
MFA_TOTP_TOLERANCE = 1  # a code typed as its half minute ends still counts (RFC 6238, 5.2)
PHONENUMBER_DEFAULT_REGION = "CN"
SMS_SENDER = os.environ.get("SMS_SENDER", "" if PRODUCTION else "accounts.sms.ConsoleSender")
ACCOUNT_PHONE_VERIFICATION_ENABLED = bool(SMS_SENDER)
# An answer that must not tell by its time whether there is an account leaves at a multiple of these seconds.
EVEN_SECONDS = float(os.environ.get("EVEN_SECONDS", "0.6"))
# A new version asks everybody again.
CONSENT_VERSIONS = {
    "terms": "2026-11",
    "privacy": "2026-11",
    "recommendation": "2026-11",
    "contact": "2026-11",
}
# Staff, coordinators and company owners must hold a second factor; off on the embedded demo so that one can look around.
SECOND_FACTOR_REQUIRED = flag("ZHICAI_SECOND_FACTOR", PRODUCTION)
# With it: for how long everybody but trainees works without proving again who they are; how fresh the proof must be for a
# decision that gives somebody rights.
STAFF_SESSION_SECONDS = int(float(os.environ.get("STAFF_SESSION_HOURS", "10")) * 3600)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Under it certificates keep whose they are without the name: whoever changes it can draw no paper issued before.
HOLDER_KEY = os.environ.get("HOLDER_KEY") or SECRET_KEY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"

# --- Language and time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [
    BASE_DIR / app / "locale"
    for app in ("core", "skills", "accounts", "training", "matching", "outcomes", "cms")
]
LOCALE_PATHS.append(BASE_DIR / "config" / "wording")  # our words for the texts of third parties
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False

# --- Files -------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "media"))
PRIVATE_ROOT = Path(os.environ.get("PRIVATE_ROOT", VAR_DIR / "private"))
# What the recommender worked out; how many versions that served, and how many written ones, are kept of each kind.
MATCHER_ROOT = Path(os.environ.get("MATCHER_ROOT", VAR_DIR / "matcher"))
MATCHER_KEEP = int(os.environ.get("MATCHER_KEEP", "5"))
# Prices that keep lists from crowding: an opening may stand on its share of all lists by free positions, `slack` times
# over, and never fewer than `at_least`; lists have `length` places chosen from `candidates`. Older prices are not used.
MATCHER_LISTS: dict[str, Any] = {
    "length": 20,
    "candidates": 100,
    "slack": 2.0,
    "at_least": 20,
    "strength": 0.03,
}
# New openings (of `days`) shall hold `share` of the first ten places, or their share of what is live where that is less;
# else a bonus, equal for all of them, is put on their scores, as long as the others lose no more than `cost` of theirs.
MATCHER_NEW: dict[str, Any] = {"days": 7, "share": 0.1, "cost": 0.03}
# A placement round proposes an opening when at least this share of the skills it asks for is there.
ROUND_SKILLS_AT_LEAST = float(os.environ.get("ROUND_SKILLS_AT_LEAST", "0.2"))
MATCHER_PRICE_DAYS = int(os.environ.get("MATCHER_PRICE_DAYS", "2"))
# How long a rollback keeps trainings from serving; how long it is kept who looked at which opening.
MATCHER_HOLD_DAYS = int(os.environ.get("MATCHER_HOLD_DAYS", "7"))
VIEWINGS_KEPT_MONTHS = int(os.environ.get("VIEWINGS_KEPT_MONTHS", "12"))
STORAGES = {
    "default": {"BACKEND": "core.files.TidyStorage"},
    "private": {
        "BACKEND": "core.files.TidyStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "core.static_files.HashedFiles"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
WORK_SAMPLES_MOST = int(os.environ.get("WORK_SAMPLES_MOST", "20"))

# --- Wagtail -----------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "织才 Zhicai"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "txt"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.uploads.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.uploads.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILIMAGES_AVIF_QUALITY = 35  # of covers alone: a phone loads 11 kB of each
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
# Passwords and addresses are the account pages' business alone, pages are open or not there.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one city, one clock
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": os.environ.get("ZHICAI_SEARCH_BACKEND", "cms.search.backend"),
        "SEARCH_CONFIG": "simple",
    }
}

# --- Mail --------------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "zhicai@localhost")
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", False)

# --- Security ----------------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(os.environ.get("SECURE_HSTS_SECONDS", "31536000"))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
    CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {  # the editor at /cms/ has its own: cms/policy.py
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}

# --- The city's own facts: data, never code ----------------------------------------------------------------------------
OPERATOR = {
    "name_zh": os.environ.get("OPERATOR_NAME_ZH", "示例市人力资源培训中心（虚构）"),
    "name_en": os.environ.get("OPERATOR_NAME_EN", "Example City Training Office (fictional)"),
    "filing": os.environ.get("OPERATOR_FILING", ""),
    "phone": os.environ.get("OPERATOR_PHONE", "0728-0000000"),
    "email": os.environ.get("OPERATOR_EMAIL", "office@zhicai.example"),
}
CITY_CODE = os.environ.get("ZHICAI_CITY", "tianmen")
MIN_ATTENDANCE_PERCENT = int(os.environ.get("MIN_ATTENDANCE_PERCENT", "80"))
PASS_MARK = int(os.environ.get("PASS_MARK", "60"))
WAITLIST_OFFER_HOURS = int(os.environ.get("WAITLIST_OFFER_HOURS", "24"))
UNDO_MINUTES = int(os.environ.get("UNDO_MINUTES", "10"))  # how long a slip can be taken back
QUIET_HOURS = (21, 8)  # no offers are sent from 21:00 to 08:00 Asia/Shanghai
COMPANY_RECHECK_DAYS = 180
APPLICATION_LAPSES_AFTER_DAYS = 14
# Days after its end until a company no longer reads who sent an application.
APPLICATION_FADES_AFTER_DAYS = int(os.environ.get("APPLICATION_FADES_AFTER_DAYS", "90"))
PUBLIC_MINIMUM_CELL = 10
MINIMUM_AGE, ADULT_AGE, WORKING_AGE, OLDEST_AGE = 14, 18, 16, 100
ACADEMIC_YEAR_STARTS = (9, 1)  # month, day

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    # One line for every page saved (Wagtail keeps that history in the database), fifty for every certificate printed.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail", "fontTools")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
