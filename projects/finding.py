"""How sales projects, projects and costs are found by typed words: by the project's own name or its customer's."""

from django.db.models import QuerySet

from catalogue.finding import Alternatives
from customers.finding import customers_called
from projects.models import Project


def _projects(words: str) -> tuple[QuerySet[Project], QuerySet[Project]]:
    own = Project.objects.filter(search_text__contains=words)
    return own, Project.objects.filter(customer__in=customers_called(words))


def projects_called(words: str) -> Alternatives:
    """Projects in whose name or number, or whose customer's, folded words stand."""
    return Alternatives(*_projects(words))


def costs_called(words: str) -> Alternatives:
    """The costs of such projects."""
    return Alternatives(*_projects(words), column="project")
