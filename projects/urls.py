"""Pages of sales projects, projects and costs."""

from django.urls import include, path

from projects.register import costs, projects, sales
from projects.statuses import LEAD_SOURCES, PROJECT_STATUSES, SALES_STATUSES
from workbench.settings_lists import list_urls
from workbench.urls import register_urls

urlpatterns = [
    path("sales/", include(register_urls(sales))),
    path("projects/", include(register_urls(projects))),
    path("costs/", include(register_urls(costs))),
    *list_urls(SALES_STATUSES),
    *list_urls(PROJECT_STATUSES),
    *list_urls(LEAD_SOURCES),
]
