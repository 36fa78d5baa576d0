"""The WSGI application. It refuses to start with settings that cannot be read, or are not safe in production."""

import os
import sys
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from config import env


def start() -> WSGIHandler:
    """The application, or the end of the process with one sentence for each fault."""
    try:
        env.load(Path(__file__).resolve().parent.parent / ".env")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        handler = get_wsgi_application()
    except env.BadSetting as error:
        sys.exit(f"Threefold cannot start: {error}")
    from core.checks import unsafe_in_production  # the settings are known only now

    if faults := unsafe_in_production():
        sys.exit("\n".join(["Threefold does not start in production like this:", *faults]))
    return handler


application = start()
