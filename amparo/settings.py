"""Settings of the site: from the environment alone, strictly read, each name in dotenv-sample."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from environs import Env

env = Env()
BASE = Path(__file__).resolve().parents[1]
env.read_env(env.path("AMPARO_SETTINGS", BASE / "var" / "settings.env"), recurse=False)

# Where everything that a demonstration writes lies.
VAR = env.path("AMPARO_VAR", BASE / "var")
DEMONSTRATION = env.bool("AMPARO_DEMONSTRATION", True)
DEBUG = False
SECRET_KEY_FILE = VAR / "keys" / "secret_key"
SECRET_KEY = env.str("AMPARO_SECRET_KEY", "") or (
    SECRET_KEY_FILE.read_text().strip() if SECRET_KEY_FILE.exists() else "made-at-set-up"
)
ALLOWED_HOSTS = env.list("AMPARO_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("AMPARO_ORIGINS", [])
BEHIND_TLS = env.bool("AMPARO_BEHIND_TLS", False)

# The displayed name and icon are neutral, so that a screen seen over a shoulder says nothing.
DISPLAYED_NAME = env.str("AMPARO_DISPLAYED_NAME", "Amparo")

# Who answers for the data; the privacy notice names them. A demonstration shows invented ones.
CONTROLLER_NAME = env.str("AMPARO_CONTROLLER_NAME", "")
CONTROLLER_ADDRESS = env.str("AMPARO_CONTROLLER_ADDRESS", "")
CONTROLLER_CONTACT = env.str("AMPARO_CONTROLLER_CONTACT", "")
# Tells nobody whose it is, for papers that must say nothing. Without it they have no such line.
NEUTRAL_CONTACT = env.str("AMPARO_NEUTRAL_CONTACT", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "amparo.site",
    "amparo.analyses",
    "amparo.reporting",
    "amparo.releases",
    "amparo.statistics",
    "amparo.registers",
    "amparo.journeys",
    "amparo.referrals",
    "amparo.assistance",
    "amparo.cases",
    "amparo.people",
    "amparo.committees",
    "amparo.agreements",
    "amparo.projects",
    "amparo.directory",
    "amparo.organisations",
    "amparo.evidence",
    "amparo.taxonomy",
    "amparo.agencies",
    "amparo.audit",
    "amparo.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "amparo.site.middleware.Timing",
    "amparo.site.middleware.Closed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "amparo.agencies.middleware.CurrentMember",
    "amparo.site.middleware.KeyRingOpen",
    "amparo.audit.middleware.LogDenials",
    "amparo.agencies.middleware.SessionEnds",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "amparo.agencies.middleware.SecondFactor",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "amparo.site.middleware.PrivatePages",
    "amparo.site.middleware.DueAnew",
    "amparo.site.middleware.SavingPossible",
    "amparo.audit.middleware.ReadingPages",
]

ROOT_URLCONF = "amparo.urls"
WSGI_APPLICATION = "amparo.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amparo.site.context.everywhere",
            ],
        },
    },
]

# How long whoever saves waits for somebody else who is saving, before she is told to try again.
LOCK_SECONDS = env.int("AMPARO_LOCK_SECONDS", 20)
# Reads are logged in the transaction they belong to, so every request is one transaction.
_SQLITE = {
    "ENGINE": "amparo.audit.backends.sqlite3",
    "NAME": VAR / "amparo.sqlite3",
    "ATOMIC_REQUESTS": True,
    # Kept open, or each request would begin with an empty page cache.
    "CONN_MAX_AGE": 600,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": LOCK_SECONDS,
        "init_command": (
            "pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; "
            "pragma secure_delete=on; pragma mmap_size=268435456; pragma cache_size=-65536;"
        ),
    },
}
DATABASES = {"default": _SQLITE}
if env.str("AMPARO_DATABASE", ""):
    DATABASES["default"] = env.dj_db_url("AMPARO_DATABASE") | {
        "ENGINE": "amparo.audit.backends.postgresql",
        "ATOMIC_REQUESTS": True,
        # One connection stays open for each thread of the server, and is tried before it is used.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Statements are planned once for each connection, not anew for each page. A pooler that
        # hands connections on after each transaction needs AMPARO_PREPARED=false.
        "OPTIONS": {
            "server_side_binding": env.bool("AMPARO_PREPARED", True),
            "prepare_threshold": 5 if env.bool("AMPARO_PREPARED", True) else None,
        },
    }
    # Memory of one sort or hash: with PostgreSQL's own 4 MB, a name search among a million sorts
    # on the disk. Empty says nothing to the server, as for a pooler that takes no options.
    if _memory := env.str("AMPARO_WORK_MEM", "64MB"):
        _options = DATABASES["default"].setdefault("OPTIONS", {})
        _more = f"-c work_mem={_memory} -c lock_timeout={LOCK_SECONDS}s"
        _options["options"] = f"{_options.get('options', '')} {_more}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Keys and anchors live outside the database; a real installation puts them on other paths.
KEY_RING_FILE = env.path("AMPARO_KEY_RING", VAR / "keys" / "ring.json")
KEY_RING_SEALED_FILE = env.path("AMPARO_KEY_RING_SEALED", None)
KEY_STORE_FILE = env.path("AMPARO_KEY_STORE", VAR / "keystore" / "keys.sqlite3")
AUDIT_ANCHOR_FILE = env.path("AMPARO_ANCHORS", VAR / "anchors" / "audit.jsonl")
# Copies of each anchor: further append-only files, and a second host as host:port.
AUDIT_ANCHOR_COPIES = env.list("AMPARO_ANCHOR_COPIES", [])
AUDIT_ANCHOR_SYSLOG = env.str("AMPARO_ANCHOR_SYSLOG", "")
# The erasure register, outside every backup; beside the anchors unless named. Its copies as well.
ERASURE_REGISTER_FILE = env.path("AMPARO_ERASURE_REGISTER", None)
ERASURE_REGISTER_COPIES = env.list("AMPARO_ERASURE_REGISTER_COPIES", [])

# Nightly backups, when set: the database and the key store go to two different places.
BACKUP_DIR = env.path("AMPARO_BACKUP_DIR", None)
BACKUP_KEYS_DIR = env.path("AMPARO_BACKUP_KEYS_DIR", None)
BACKUP_DAYS = env.int("AMPARO_BACKUP_DAYS", 90)

# How many years a record is kept after the last activity of a closed case, until an agency sets its
# own period. No law was checked that fixes the number.
KEEPING_YEARS = env.int("AMPARO_KEEPING_YEARS", 5)

AUTH_USER_MODEL = "agencies.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/account/login/"
PASSWORD_RESET_TIMEOUT = 30 * 60
ACCOUNT_ADAPTER = "amparo.agencies.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_FORMS = {"reset_password": "amparo.agencies.forms.PasswordLinkForm"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's mailbox learns nothing of this place
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": "20/m/ip", "login_failed": "20/m/ip,5/15m/key"}
# Behind the proxy every request comes from this machine; the proxy says from where it came.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
MFA_ADAPTER = "amparo.agencies.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate_webauthn": "amparo.agencies.forms.KeyAtTheDoor",
    "login_webauthn": "amparo.agencies.forms.KeyAlone",
    "reauthenticate_webauthn": "amparo.agencies.forms.KeyAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # members are enrolled by an administrator, not by e-mail
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off
# Browsers treat http://localhost as secure; only a demonstration is served that way.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION

SESSION_ENGINE = "amparo.agencies.sessions"
SESSION_COOKIE_NAME = "s"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 3600
IDLE_SECONDS = env.int("AMPARO_IDLE_SECONDS", 600)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CSRF_FAILURE_VIEW = "amparo.site.views.errors.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send forms with "Origin: null", and every one would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        # The privacy notice, heard in her language.
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
# An uploaded register is full of names: it stays in memory, never in a readable temporary file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_PERMISSIONS = 0o600
# While a register is read it lies open for a moment: in memory, where a folder lies there.
_MEMORY = Path("/dev/shm")  # noqa: S108 (made with a random name, for its owner alone)
FILE_UPLOAD_TEMP_DIR = _MEMORY if _MEMORY.is_dir() else None
# Where a ClamAV daemon listens: /run/clamav/clamd.ctl or host:port. Empty: nobody looks.
CLAMAV = env.str("AMPARO_CLAMAV", "")

CACHES = {
    "default": {
        # Rate limits must hold across worker processes, so they live in the database.
        "BACKEND": "amparo.core.plain_cache.PlainCache",
        "LOCATION": "cache_entry",
        # Above a few hundred, others' entries would be dropped, and with them somebody's lock.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

_SPOKEN = {"es": "Español", "en": "English"}
# The first one is what a page says to whoever has not chosen.
LANGUAGES = [(code, _SPOKEN[code]) for code in env.list("AMPARO_LANGUAGES", ["es", "en"])]
LANGUAGE_CODE = LANGUAGES[0][0]
USE_I18N = True
FORMAT_MODULE_PATH = ["amparo.site.formats"]
LOCALE_PATHS = [BASE / "amparo" / "locale"]
LANGUAGE_COOKIE_NAME = "lang"
USE_TZ = True
TIME_ZONE = "UTC"
PROGRAMME_TIME_ZONE = env.str("AMPARO_TIME_ZONE", "America/Mexico_City")

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "files"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
if env.str("AMPARO_MAIL", ""):
    _mail = env.dj_email_url("AMPARO_MAIL")
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
DEFAULT_FROM_EMAIL = env.str("AMPARO_MAIL_FROM", "no-reply@localhost")
EMAIL_SUBJECT_PREFIX = ""
# Whether members are told each morning, by a mail that names nobody, that something is due.
REMINDERS = env.bool("AMPARO_REMINDERS", True)
# Messages of the public page are deleted a month after they were closed, and in any case so many
# days after their last word.
TIP_DAYS = env.int("AMPARO_TIP_DAYS", 90)
TIP_CLOSED_DAYS = env.int("AMPARO_TIP_CLOSED_DAYS", 30)
# Where "leave this page" leads: a page that anybody may have open.
TIP_EXIT = env.str("AMPARO_TIP_EXIT", "https://www.wikipedia.org/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"plain": {"()": "amparo.core.logs.Plain"}},
    "formatters": {
        "lines": {
            "()": "amparo.core.logs.Lines",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "lines",
            "filters": ["plain"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("AMPARO_LOG_LEVEL", "WARNING")},
    "loggers": {
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
