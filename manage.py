#!/usr/bin/env python
"""Havn's commands: `manage.py help` lists them."""

import os
import sys

try:
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, connection
except ImportError:
    sys.exit("Django is not installed here: use `make run`, or .venv/bin/python manage.py.")

from crm import refusals


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    try:
        execute_from_command_line(sys.argv)
    except (refusals.Refusal, ImproperlyConfigured) as refusal:
        sys.exit(str(refusal))
    except OperationalError as error:
        reached = connection.connection is not None
        sys.exit(refusals.of_database(error, demo_mode=settings.DEMO_MODE, reached=reached))
    except OSError as error:
        if not refusals.is_about_the_disk(error):
            raise
        sys.exit(refusals.of_os_error(error))


if __name__ == "__main__":
    main()
