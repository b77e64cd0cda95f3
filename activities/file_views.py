"""Uploading, downloading, looking at and deleting files of a customer."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from activities.file_types import PREVIEWS, RefusedFile
from activities.files import clean_name, keep, path_of
from activities.models import File
from activities.uploads import TOO_LARGE
from customers.register import customers
from workbench import toasts
from workbench.record_views import RecordPage

# nothing in a file of somebody's may run, load or be framed elsewhere, whatever a browser takes it for
LOCKED = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
CACHE = "private, no-store"


def files_url(customer: int) -> str:
    return reverse("customers-section", args=[customer, "files"])


class UploadView(RecordPage):
    """Takes several files at once; what is refused is said for each, the others are kept."""

    http_method_names = ("post",)
    register = customers

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        card = self.editable(pk)
        sent = request.FILES.getlist("files")
        if request.META.get(TOO_LARGE):
            toasts.failed(request, _("Too much at once: send fewer or smaller files."))
            return self._answer(pk)
        kept = 0
        for each in sent[: settings.FILES_AT_ONCE]:
            try:
                keep(card.record, each, request.user)
                kept += 1
            except RefusedFile as refused:
                toasts.failed(request, f"{clean_name(each.name or '')}: {refused}")
        if len(sent) > settings.FILES_AT_ONCE:
            toasts.failed(request, _("Only the first %(most)s files were taken.") % {"most": settings.FILES_AT_ONCE})
        if kept and request.headers.get("X-Upload") != "one of many":  # the list shows them: no pile of toasts
            text = ngettext("%(count)s file added", "%(count)s files added", kept) % {"count": kept}
            if len(sent) == 1:
                text = _("Added: %(name)s") % {"name": clean_name(sent[0].name or "")}
            toasts.done(request, text, toasts.undo_url(request, "customers", pk))
        elif not sent:
            toasts.failed(request, _("Choose a file first."))
        return self._answer(pk)

    def _answer(self, pk: int) -> HttpResponse:
        """The script draws the page itself when the upload is through."""
        return HttpResponse(status=204) if self.request.headers.get("X-Upload") else redirect(files_url(pk))


class FilePage(View):
    """A file its viewer may see; one of a customer out of sight does not exist."""

    def file(self, pk: int) -> File:
        rows = File.objects.visible_to(self.request.user).select_related("content", "customer")
        found: File = get_object_or_404(rows, pk=pk)
        return found

    def answer(self, file: File, *, inline: bool) -> HttpResponseBase:
        path = path_of(file.content)
        if not path.exists():
            raise Http404
        response = FileResponse(
            path.open("rb"), as_attachment=not inline, filename=file.name, content_type=file.media_type
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = LOCKED if inline else f"sandbox; {LOCKED}"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["Cache-Control"] = CACHE
        return response


class DownloadView(FilePage):
    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self.answer(self.file(pk), inline=False)


class PreviewView(FilePage):
    """Pictures and PDF in the browser; everything else is only for download."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        file = self.file(pk)
        if file.media_type not in PREVIEWS:
            raise Http404
        return self.answer(file, inline=True)


class DeleteView(FilePage):
    """Takes a file from its customer; Undo brings it back, since its content stays."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        file = self.file(pk)
        if not File.objects.editable_by(request.user).filter(pk=pk).exists():
            raise PermissionDenied
        customer = file.customer_id
        file.delete()
        text = _("Deleted: %(name)s") % {"name": file.name}
        toasts.done(request, text, toasts.undo_url(request, "customers", customer))
        return redirect(files_url(customer))
