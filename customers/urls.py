"""Pages of customers and contact persons."""

from django.urls import include, path

from customers import (
    address_views,
    check_views,
    contact_views,
    duplicate_views,
    industry_code_views,
    merge_many_views,
    merge_views,
    new_views,
    register_views,
)
from customers.lists import CONTACT_ROLES, INDUSTRIES, MARKET_SEGMENTS
from customers.register import contacts, customers
from workbench.settings_lists import list_urls
from workbench.urls import register_urls

_CODE = "settings/industry-codes/<int:pk>"
_ADDRESS = "customers/<int:pk>/addresses"

urlpatterns = [
    path(f"{_ADDRESS}/new/", address_views.EditView.as_view(), name="addresses-new"),
    path(f"{_ADDRESS}/<int:address>/", address_views.EditView.as_view(), name="addresses-edit"),
    path(f"{_ADDRESS}/<int:address>/delete/", address_views.DeleteView.as_view(), name="addresses-delete"),
    path("customers/<int:pk>/merge/", merge_views.MergeView.as_view(), name="customers-merge"),
    path("customers/merge/", merge_many_views.MergeManyView.as_view(), name="customers-merge-many"),
    path("customers/<int:pk>/unmerge/<uuid:context>/", merge_views.UnmergeView.as_view(), name="customers-unmerge"),
    path("customers/new/", new_views.NewCustomerView.as_view(), name="customers-new"),
    path("customers/look-up/", new_views.LookUpView.as_view(), name="customers-look-up"),
    path("customers/look-up/fill/", new_views.FillView.as_view(), name="customers-fill"),
    path("customers/<int:pk>/compare/", register_views.CompareView.as_view(), name="customers-compare"),
    path("customers/<int:pk>/compare/apply/", register_views.ApplyView.as_view(), name="customers-compare-apply"),
    path("customers/checks/", check_views.ListView.as_view(), name="customers-checks"),
    path("customers/checks/new/", check_views.BeginView.as_view(), name="customers-checks-new"),
    path("customers/checks/<int:pk>/", check_views.WatchView.as_view(), name="customers-check"),
    path("customers/checks/<int:pk>/act/", check_views.ActView.as_view(), name="customers-check-act"),
    path("settings/industry-codes/", industry_code_views.ListView.as_view(), name="industry-codes"),
    path("settings/industry-codes/new/", industry_code_views.EditView.as_view(), name="industry-codes-new"),
    path(f"{_CODE}/", industry_code_views.EditView.as_view(), name="industry-codes-edit"),
    path(
        "settings/industry-codes/<int:pk>/delete/",
        industry_code_views.DeleteView.as_view(),
        name="industry-codes-delete",
    ),
    path("customers/duplicates/", duplicate_views.DuplicatesView.as_view(), name="customers-duplicates"),
    path("contacts/<int:pk>/move/", contact_views.MoveView.as_view(), name="contacts-move"),
    path("contacts/<int:pk>/forget/", contact_views.ForgetView.as_view(), name="contacts-forget"),
    *list_urls(INDUSTRIES),
    *list_urls(MARKET_SEGMENTS),
    *list_urls(CONTACT_ROLES),
    path("customers/", include(register_urls(customers))),
    path("contacts/", include(register_urls(contacts))),
]
