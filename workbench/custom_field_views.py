"""Settings > Custom fields: adding, naming, ordering, retiring and deleting the fields an organisation adds itself."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.entity import ENTITIES, Entity
from catalogue.models import CustomField, CustomFieldEntity
from workbench import toasts
from workbench.custom_field_form import CustomFieldForm, Moved, read_rows, rearranged, with_spare
from workbench.saving import taken_meanwhile
from workbench.settings_pages import SettingsPage, move


def entities() -> list[Entity]:
    """The entities that can have custom fields and have pages to show them on."""
    return [ENTITIES[key] for key in CustomFieldEntity.values if key in ENTITIES]


def is_in_use(field: CustomField) -> bool:
    """Whether any record holds a value, seen or not by whoever asks: it must not lose its meaning."""
    entity = ENTITIES.get(field.entity)
    return bool(entity and entity.model._default_manager.filter(custom__has_key=field.key).exists())


class ListView(SettingsPage):
    """The custom fields of each entity, in their order."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest) -> HttpResponse:
        fields = list(CustomField.objects.all())
        groups = [(entity, [field for field in fields if field.entity == entity.key]) for entity in entities()]
        return render(request, "settings/custom_fields.html", {"groups": groups, "may_edit": self.may_edit})


class FieldPage(SettingsPage):
    """A page of one custom field."""

    def field(self, pk: int) -> CustomField:
        return get_object_or_404(CustomField, pk=pk, entity__in=[each.key for each in entities()])

    def page(self, form: CustomFieldForm, status: int = 200, moved: Moved | None = None) -> HttpResponse:
        context = {
            "form": form,
            "field": form.instance,
            "entity": ENTITIES[form.instance.entity],
            "rows": list(enumerate(with_spare(form.rows))),
            "moved": moved,
        }
        return render(self.request, "settings/custom_field.html", context, status=status)

    def answer(self, instance: CustomField) -> HttpResponse:
        """Saves what was sent, or shows it again: with what is wrong, or with its choices moved."""
        posted = self.request.POST
        if "row" in posted:
            form = CustomFieldForm(initial={name: posted.get(name) for name in ("label", "type", "is_required")},
                                   instance=instance)  # fmt: skip
            form.rows, moved = rearranged(read_rows(instance, posted), posted["row"])
            return self.page(form, moved=moved)
        form = CustomFieldForm(posted, instance=instance)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:  # two people added a field of the same name at once
            form.add_error(None, taken_meanwhile())
            return self.page(form, 422)
        toasts.done(self.request, _("Saved: %(name)s") % {"name": instance.label})
        return redirect("custom-fields")


class CreateView(FieldPage):
    """A new custom field of the entity named in the address."""

    http_method_names = ("get", "post")
    writes_on_get = True

    def _new(self) -> CustomField:
        key = self.request.GET.get("entity", CustomFieldEntity.CUSTOMER)
        if key not in [entity.key for entity in entities()]:
            raise Http404
        return CustomField(entity=key)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(CustomFieldForm(instance=self._new()))

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.answer(self._new())


class EditView(FieldPage):
    """Renames a custom field, changes whether it must be given, and keeps its list of choices."""

    http_method_names = ("get", "post")
    writes_on_get = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(CustomFieldForm(instance=self.field(pk)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.answer(self.field(pk))


class MoveView(FieldPage):
    """Moves a field one place up or down in forms, cards and lists."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        field = self.field(pk)
        move(CustomField.objects.filter(entity=field.entity), pk, "position", request.POST.get("to", ""))
        return redirect(f"{reverse('custom-fields')}#field-{field.pk}")  # the keyboard goes on from there


class ActiveView(FieldPage):
    """Retires a field, whose values are kept, or takes it into use again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        field = self.field(pk)
        field.is_active = request.POST.get("active") == "yes"
        field.save(update_fields=["is_active"])
        text = _("%(name)s is in use again") if field.is_active else _("%(name)s is retired; its values are kept")
        toasts.done(request, text % {"name": field.label})
        return redirect("custom-fields")


class DeleteView(FieldPage):
    """Deletes a field that no record uses; offers to retire one that some do. Asks first."""

    http_method_names = ("get", "post")
    writes_on_get = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        field = self.field(pk)
        return render(request, "settings/custom_field_delete.html", {"field": field, "in_use": is_in_use(field)})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        field = self.field(pk)
        if is_in_use(field):
            return self.get(request, pk)
        field.delete()
        toasts.done(request, _("Deleted: %(name)s") % {"name": field.label})
        return redirect("custom-fields")
