"""Pages of activities."""

from django.urls import path

from activities import views

urlpatterns = [
    path("customers/<int:pk>/activities/new/", views.AddView.as_view(), name="activities-new"),
    path("activities/<int:pk>/edit/", views.EditView.as_view(), name="activities-edit"),
    path("activities/<int:pk>/done/", views.DoneView.as_view(), name="activities-done"),
    path("activities/<int:pk>/delete/", views.DeleteView.as_view(), name="activities-delete"),
]
