"""No template says anything that is not translated."""

from pathlib import Path

import pytest

from crm.translations import template_files
from tests.translations.hard_coded import hard_coded


@pytest.mark.parametrize("path", template_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_says_nothing_untranslated(path: Path) -> None:
    template = path.read_text(encoding="utf-8")
    if path.name == "_attributes.html":  # stands inside a tag
        template = f"<html {template}>"
    assert hard_coded(template) == []


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("<p>{{ name }} Nothing here</p>", "Nothing here"),
        ("<p>Saved{# a comment #}</p>", "Saved"),
        ('<button aria-label="Close">×</button>', "Close"),
        ('<input placeholder="Search{% if x %}{{ x }}{% endif %}">', "Search"),
        ('<img alt="A chart">', "A chart"),
        ('<a title="Show {{ name }}">→</a>', "Show "),
        ('<input type="submit" value="Save">', "Save"),
        ('<form data-failed="It was not saved.">', "It was not saved."),
        ('<div data-one="One row">', "One row"),
        ('{% include "empty.html" with icon="lock" title="Nothing here" %}', "Nothing here"),
        ('{{ name|default:"No name" }}', "No name"),
        ("{% blocktranslate %}Said{% endblocktranslate %}<b>Left out</b>", "Left out"),
        ("{% block body_attributes %} data-x{% endblock %}{% block body %}Seen{% endblock %}", "Seen"),
        ("<kbd>Shift</kbd> and click", "and click"),
    ],
)
def test_a_planted_text_is_found(template: str, text: str) -> None:
    assert hard_coded(template) == [text]


@pytest.mark.parametrize(
    "template",
    [
        '<p title="{% translate "Close" %}">{% translate "Close" %} · {{ name }} – 1 →</p>',
        "{% blocktranslate count n=n %}One{% plural %}Many{% endblocktranslate %}",
        "{% comment %}<p>Nothing here</p>{% endcomment %}{# nor here #}",
        "<title>{{ name }} · Havn CRM</title><kbd>Esc</kbd><kbd>Ctrl K</kbd>CSV",
        '{% include "x.html" with icon="circle-alert" first="G" %}{% lucide "x" class="icon end" %}',
        '<script type="module" src="Some Thing">Not Read()</script>',
        '<tr data-key="business_id" data-go="c" data-url="{% url \'search\' %}">',
        '{{ day|date:"j F Y" }}{{ n|default:"0" }}',
    ],
)
def test_what_needs_no_words_is_left_alone(template: str) -> None:
    assert hard_coded(template) == []
