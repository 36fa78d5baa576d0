"""What forms say of a field that is not right, and that no text is cut on its way in."""

import pytest
from django import forms

from accounts.forms.entrance import SignInForm
from portfolio.forms.texts import Text


class Sample(forms.Form):
    line = forms.CharField(max_length=400)
    needed = forms.CharField()
    email = forms.EmailField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")])
    day = forms.DateField()
    count = forms.IntegerField(min_value=1, max_value=1500)
    file = forms.FileField()


@pytest.mark.parametrize(
    "name, given, said",
    [
        ("needed", "", "Fill this in."),
        ("line", "x" * 10_000, "At most 400 characters; this has 10,000."),
        ("email", "ada", "Give an e-mail address, such as name@example.org."),
        ("kind", "", "Choose one."),
        ("kind", "stolen", "Choose one of those that are offered."),
        ("kinds", ["stolen"], "Choose one of those that are offered."),
        ("kinds", [], "Choose at least one."),
        ("day", "soon", "Give a day as year, month and day: 2026-10-12."),
        ("count", "many", "Give a whole number."),
        ("count", "2000", "Give 1,500 or less."),
        ("file", "", "Choose a file."),
    ],
)
def test_every_form_speaks_in_the_words_of_the_site(name: str, given: object, said: str) -> None:
    assert Sample({name: given}).errors[name] == [said]


def test_the_forms_of_accounts_do_too() -> None:
    assert SignInForm({}).errors["login"] == ["Fill this in."]


def test_lines_that_are_too_many_or_did_not_arrive_are_told() -> None:
    lines = forms.formset_factory(Sample, max_num=1, validate_max=True)
    assert "did not arrive whole" in lines({}).non_form_errors()[0]
    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    assert lines(sent).non_form_errors() == ["At most 1 lines."]


def test_a_text_is_never_cut_by_the_browser_and_a_line_may_be() -> None:
    class Texts(forms.Form):
        text = Text(max_length=400)
        plain = forms.CharField(max_length=300, widget=forms.Textarea)
        line = forms.CharField(max_length=40)

    form = Texts({"text": "\n<long>" + "x" * 400})
    html = str(form["text"])
    assert 'data-most="400"' in html and "maxlength" not in html and ">\n\n&lt;long&gt;" in html
    assert 'data-most="300"' in str(form["plain"]) and 'maxlength="40"' in str(form["line"])
    assert form.errors["text"] == ["At most 400 characters; this has 407."]
