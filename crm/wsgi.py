"""The WSGI application that web servers run."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
# a page nobody waits for any longer must not keep the database busy
os.environ["SERVES_PAGES"] = "yes"
application = get_wsgi_application()
