#!/usr/bin/env python
"""Django's command line for Threefold."""

import os
import sys
from pathlib import Path

from config import env


def main() -> None:
    """Runs one command with the settings of the environment and of `.env`."""
    try:
        env.load(Path(__file__).resolve().parent / ".env")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except env.BadSetting as error:
        sys.exit(f"Threefold cannot start: {error}")


if __name__ == "__main__":
    main()
