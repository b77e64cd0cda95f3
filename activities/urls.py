"""Pages of activities."""

from django.urls import path

from activities import bulk_views, file_views, views

urlpatterns = [
    path("customers/bulk/activity/", bulk_views.AddForAllView.as_view(), name="activities-new-for-all"),
    path("customers/<int:pk>/activities/new/", views.AddView.as_view(), name="activities-new"),
    path("activities/<int:pk>/edit/", views.EditView.as_view(), name="activities-edit"),
    path("activities/<int:pk>/done/", views.DoneView.as_view(), name="activities-done"),
    path("activities/<int:pk>/delete/", views.DeleteView.as_view(), name="activities-delete"),
    path("customers/<int:pk>/files/add/", file_views.UploadView.as_view(), name="files-add"),
    path("files/<int:pk>/", file_views.DownloadView.as_view(), name="files-download"),
    path("files/<int:pk>/preview/", file_views.PreviewView.as_view(), name="files-preview"),
    path("files/<int:pk>/delete/", file_views.DeleteView.as_view(), name="files-delete"),
]
