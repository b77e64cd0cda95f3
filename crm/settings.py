"""All settings, read from the environment once; an unusable value stops the start with one sentence."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from crm import embedded

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes, on or 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def names(name: str) -> list[str]:
    """A comma-separated variable."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def whole_number(name: str, default: int = 0) -> int:
    """A variable that counts something: 0 or more."""
    value = os.environ.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value) if value else default


def web_address(name: str) -> str:
    """A variable that holds the address of a service, without a slash at its end."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.username):
        raise ImproperlyConfigured(f"{name} must be an address such as https://data.example/api, not {value!r}.")
    return value.rstrip("/")


def database(url: str) -> dict[str, object]:
    """Django's form of a postgresql:// address; parameters after ? go to the driver."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = str(options.pop("host", "") or unquote(parts.hostname or ""))
    if STATEMENT_TIMEOUT:
        options["options"] = f"{options.get('options', '')} -c statement_timeout={STATEMENT_TIMEOUT}s".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "havn",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "havn", **options},
        "TEST": {"TEMPLATE": "template0"},
    }


# Seconds after which PostgreSQL gives up a statement of a page. Files, the worker and commands take their time:
# SERVES_PAGES is said by crm/wsgi.py alone.
STATEMENT_TIMEOUT = whole_number("STATEMENT_TIMEOUT", 30) if flag("SERVES_PAGES") else 0

# Without DATABASE_URL the product runs on its own PostgreSQL in var/ with demo data: demo mode.
DEMO_MODE = not os.environ.get("DATABASE_URL")
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or embedded.database_url())}

# Whom one may sign in as with demo data, by ready access profile.
DEMO_USERS = {key: f"{key}@havn.example" for key in ("admin", "controller", "manager", "account", "reader")}
DEMO_PASSWORD = "havn-demo"

DEBUG = flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or (embedded.secret_key() if DEMO_MODE else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("With DATABASE_URL set, SECRET_KEY must be set too.")

# Demo users have a published password: demo mode answers on this computer only.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if DEMO_MODE else names("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")

# HTTPS=yes behind a proxy that speaks TLS and sets X-Forwarded-Proto.
HTTPS = flag("HTTPS")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "havn_session"
CSRF_COOKIE_NAME = "havn_csrf"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "crm",
    "kpis",
    "invoices",
    "activities",
    "projects",
    "customers",
    "registries",
    "workbench",
    "catalogue",
    "history",
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_tables2",
    "django_htmx",
    "lucide",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "history.middleware.WhoMiddleware",
    "workbench.patience.PatienceMiddleware",
]

ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crm.shell.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "first-place"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = ["accounts.backend.ProfileBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("sv", "Svenska"),
    ("nb", "Norsk bokmål"),
    ("fi", "Suomi"),
    ("da", "Dansk"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "havn_language"
FORMAT_MODULE_PATH = ["crm.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # the organisation's time zone is activated for each request

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# once collectstatic has run, its hashed files are served and cached for ever; until then our own folders
WHITENOISE_USE_FINDERS = DEBUG or not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_MAX_AGE = 0 if WHITENOISE_USE_FINDERS else 3600
COLLECTING = sys.argv[1:2] == ["collectstatic"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS and not COLLECTING
        else "crm.static_storage.HashedStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Files people upload lie outside everything a web server serves.
FILES_ROOT = Path(os.environ.get("FILES_ROOT") or BASE_DIR / "var" / "files")
FILE_LIMIT = 25 * 2**20
FILES_AT_ONCE = 20
FILES_KEPT_DAYS = 30  # after the last file with a content was deleted: as long it can be brought back
UPLOAD_LIMIT = 100 * 2**20
FILE_UPLOAD_HANDLERS = [
    "activities.uploads.QuotaHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Where each public register is asked, if not at its own address: BRREG_API_URL, YTJ_API_URL. No other host is called.
REGISTER_URLS = {name: web_address(name) for name in ("BRREG_API_URL", "YTJ_API_URL")}
# Set by `manage.py up` in demo mode where the real registers are out of reach; of no effect anywhere else.
DEMO_REGISTERS_URL = web_address("DEMO_REGISTERS_URL") if DEMO_MODE else ""

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000  # ticked ids of a selection made by hand
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# History: triggers once per statement, so that updating 100,000 rows stays one statement.
PGHISTORY_LEVEL = pgtrigger.Statement

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_traceback": {"()": "crm.log_lines.WithoutTraceback"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_traceback"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
