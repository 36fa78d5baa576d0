"""Many choices lie folded; the summary names those that are ticked."""

from django import forms
from django.utils.datastructures import MultiValueDict

from competence.forms.folded import Folded

CHOICES = [(f"skill-{number}", f"Skill <{number}>") for number in range(20)]


class Form(forms.Form):
    skills = forms.MultipleChoiceField(choices=CHOICES, widget=Folded, required=False)


def test_what_is_ticked_stands_in_the_summary() -> None:
    html = str(Form(initial={"skills": ["skill-3", "skill-7"]})["skills"])
    assert "<summary>Skill &lt;3&gt;, Skill &lt;7&gt;</summary>" in html
    assert html.count('type="checkbox"') == 20 and html.count(" checked") == 2


def test_without_a_choice_it_says_so_and_what_is_sent_comes_back() -> None:
    assert "<summary>None chosen</summary>" in str(Form()["skills"])
    form = Form(MultiValueDict({"skills": ["skill-1"]}))
    assert form.is_valid() and form.cleaned_data["skills"] == ["skill-1"]
    assert "<summary>Skill &lt;1&gt;</summary>" in str(form["skills"])
