"""How sales projects, projects and costs are found by typed words: by the project's own name or its customer's."""

from django.db.models import Q

from catalogue.finding import Way, Ways
from customers.finding import customer_called
from customers.models import Customer
from projects.models import Project


def project_called(words: str) -> Q:
    """Folded words stand in its own name or number."""
    return Q(search_text__contains=words)


_WAYS = (Way("pk", Project, project_called), Way("customer", Customer, customer_called))
TO_PROJECTS = Ways(Project, _WAYS)
TO_COSTS = Ways(Project, _WAYS, column="project")
