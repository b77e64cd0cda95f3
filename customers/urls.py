"""Pages of customers and contact persons."""

from django.urls import include, path

from customers.register import contacts, customers
from workbench.urls import register_urls

urlpatterns = [
    path("customers/", include(register_urls(customers))),
    path("contacts/", include(register_urls(contacts))),
]
