"""All settings of Threefold, from the environment. `.env.example` lists the variables, docs/operating/settings.md
explains them; docs/decisions/0003-settings-and-policy.md says why the others are as they are."""

from pathlib import Path

from config import addresses, env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

# ── What kind of site this is ────────────────────────────────────────────────────────────────────────────────────────
DEBUG = env.boolean("DEBUG", False)
PRODUCTION = env.boolean("PRODUCTION", False)  # core.checks then refuses to start with anything unsafe
DEMO = env.boolean("DEMO", False)  # a demo world is loaded, with accounts whose passwords are public
HOST = env.text("HOST", "127.0.0.1")
REACHED_AS = HOST if HOST in {"127.0.0.1", "localhost"} else "127.0.0.1"
SITE_URL = env.text("SITE_URL", f"http://{REACHED_AS}:{env.integer('PORT', 8000, at_least=1)}")
SITE_NAME = env.text("SITE_NAME", "Threefold")
SITE = addresses.site(SITE_URL)
HTTPS = SITE.scheme == "https"
SECRET_KEY = env.secret("SECRET_KEY", DATA_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", f"{SITE.hostname},127.0.0.1,localhost,[::1]")
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0)  # how many proxies in front add to X-Forwarded-For
RESERVE_MB = env.integer("RESERVE_MB", 500)  # below this much free space uploads end and /readyz says no

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",  # its templates, so that ours may stand before them
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "core",
    "accounts",
    "competence",
    "portfolio",
    "hiring",
    "dashboard",
]

# From the outside in. The first three see every answer, those of the others and of failures included.
MIDDLEWARE = [
    "core.middleware.request_log",
    "core.middleware.policy_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.door",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.Compress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.personal_pages",
    "core.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.TooManyRequests",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "core.context.site",
                "competence.context.edition",
                "portfolio.context.own_profile",
                "hiring.context.messages",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ── Stores ───────────────────────────────────────────────────────────────────────────────────────────────────────────
DATABASES = {
    "default": addresses.database(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'threefold.sqlite3'}"),
        synchronous=env.choice("SQLITE_SYNCHRONOUS", "NORMAL", {"NORMAL", "FULL"}),
    )
}
SEARCH_INDEX = env.choice("SEARCH_INDEX", "auto", {"auto", "on", "off"})  # of people, in the memory of each process
CACHES = addresses.caches(env.text("CACHE_URL", "locmem://"))  # limits and codes; pages have one of their own
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(DATA_DIR / "media")))  # served only by views that ask who may see it
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "core.stylesheet.StylesheetFinder",  # css/threefold.css: the parts of static/css in one file
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": addresses.storage(
        env.text("STORAGE_URL", "local://"),  # uploaded files; whatever it is, they are served by our views alone
        key_id=env.text("AWS_ACCESS_KEY_ID"),
        secret=env.text("AWS_SECRET_ACCESS_KEY"),
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

# ── What comes in ────────────────────────────────────────────────────────────────────────────────────────────────────
BODY_LIMIT = 21 * 1024 * 1024  # the whole request: one notebook of 20 MB and its form
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = [
    "core.uploads.LimitedUploadHandler",  # first: counts what really comes, DATA_UPLOAD_MAX_MEMORY_SIZE does not
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ── Mail ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
globals().update(addresses.mail(env.text("SMTP_URL", "console://")))
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"{SITE_NAME} <no-reply@{SITE.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ── Who is signed in ─────────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# One hasher only: an older hash beside it would answer in another time and so tell who has an account.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "core.passwords.MaximumLengthValidator", "OPTIONS": {"max_length": 128}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.GuessableValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name", "affiliation")},
    },
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/dashboard/"
# ── Accounts: django-allauth (docs/decisions/0030-accounts.md says why) ──────────────────────────────────────────────
SIGNUP_OPEN = env.boolean("SIGNUP_OPEN", True)  # no: accounts come from the command line only
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE.scheme
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser that signed up
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one takes its place once it is confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # a reset sends exactly one mail, whoever asks
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 30 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.PasswordLinks"
ACCOUNT_FORMS = {
    "login": "accounts.forms.entrance.SignInForm",
    "signup": "accounts.forms.entrance.SignUpForm",
    "reset_password": "accounts.forms.entrance.ResetForm",
    "reset_password_from_key": "accounts.forms.entrance.NewPasswordForm",
    "reauthenticate": "accounts.forms.entrance.ReauthenticateForm",
    "add_email": "accounts.forms.settings.AddressForm",
    "change_password": "accounts.forms.settings.ChangePasswordForm",
    "set_password": "accounts.forms.settings.SetPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/h/ip",
    "login_failed": "5/15m/key,20/h/ip",  # the key is the address and the place together (accounts.adapters)
    "signup": "20/h/ip",
    "confirm_email": "2/h/key,5/d/key",  # silently: the link of the mail before still holds
    "reset_password": "2/h/key,5/d/key,5/d/ip",
    "reset_password_from_key": "20/h/ip",
    "manage_email": "4/h/user,10/d/user",  # two changes an hour, five a day, each asked for and sent again or dropped
    "change_password": "5/h/user",
    "reauthenticate": "5/15m/user",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 0  # a used code is remembered for one period only; with a tolerance it would work twice
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factors.CodeForm",
    "reauthenticate": "accounts.forms.second_factors.CodeAgainForm",
    "activate_totp": "accounts.forms.second_factors.SetUpAppForm",
}

# ── Cookies ──────────────────────────────────────────────────────────────────────────────────────────────────────────
# `__Host-` binds a cookie to this very host over https; browsers refuse the prefix over http, so it goes with https.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ── Transport and headers ────────────────────────────────────────────────────────────────────────────────────────────
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by machines beside the proxy, over plain http
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.boolean("HSTS_PRELOAD", False)
# Both lock an operator out of sibling hosts that have no https; whoever wants them says so (settings above).
SILENCED_SYSTEM_CHECKS = [
    check
    for check, chosen in {
        "security.W005": SECURE_HSTS_INCLUDE_SUBDOMAINS,
        "security.W021": SECURE_HSTS_PRELOAD,
    }.items()
    if not chosen
]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"  # core.middleware says no-referrer where a link is a secret
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "worker-src": ["'none'"],
        # htmx puts HTML into the page: static/js/trusted-types.js makes the one policy, for HTML and nothing else.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
        "upgrade-insecure-requests": HTTPS,
    }
}

# ── Language, time, logs ─────────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "core.logs.RequestFilter"}},
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "filters": ["request"],
            "formatter": "json",
        }
    },
    "root": {
        "handlers": ["stdout"],
        "level": env.choice("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"}),
    },
    # Every request is one line of core.requests already; Django's own lines are kept for failures. No stderr handlers.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"handlers": [], "level": "ERROR"},
        "django.server": {"handlers": [], "level": "WARNING"},
    },
}
