"""The WSGI application. It refuses to start with settings that cannot be read, or are not safe in production."""

import os
import sys
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config import env


def start() -> WSGIHandler:
    """The application, or the end of the process with one sentence for each fault."""
    try:
        env.load(Path(__file__).resolve().parent.parent / ".env")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        handler = get_wsgi_application()
    except env.BadSetting as error:
        sys.exit(f"Threefold cannot start: {error}")
    if faults := _faults():
        sys.exit("\n".join(["Threefold does not start in production like this:", *faults]))
    _know_every_page()
    return handler


def _know_every_page() -> None:
    """Imports all views now. Django does so for the first visitor of each worker, who would wait for seconds."""
    _ = get_resolver().url_patterns


def _faults() -> list[str]:
    """What is unsafe in production: by the settings, and by the demo accounts that the database may hold."""
    from django.conf import settings  # the settings are known only now
    from django.db import connections

    from core.checks import unsafe_in_production
    from portfolio.demo import cast

    faults = unsafe_in_production()
    if settings.PRODUCTION and not faults:
        if cast.lets_in():
            faults.append("The database holds a demo world, whose passwords are public. Use a fresh database.")
        connections.close_all()  # the workers are forked from here, and none may share a connection
    return faults


application = start()
