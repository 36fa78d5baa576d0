"""The form of the style guide: one field of each kind. It is shown and never sent."""

from django import forms


class SampleForm(forms.Form):
    """Bound to a wrong address, it shows an error as well."""

    email = forms.EmailField(
        label="Email",
        help_text="Never shown to anybody.",
        error_messages={"invalid": "Add the part after the dot, such as .org"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    look = forms.CharField(
        label="What should they look at?",
        max_length=140,
        required=False,
        help_text="One sentence a reader can check.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    story = forms.CharField(
        label="Preparing the data",
        required=False,
        help_text="Markdown, with code, tables and mathematics.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    level = forms.ChoiceField(label="Level", choices=[("1", "Modeling"), ("2", "Tuning"), ("3", "Applications")])
    visibility = forms.ChoiceField(
        label="Who may see it",
        choices=[("private", "Only you"), ("unlisted", "Whoever has the link"), ("public", "Everybody")],
        initial="private",
        widget=forms.RadioSelect,
    )
    published_on = forms.DateField(
        label="First published", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    picture = forms.ImageField(label="Picture", required=False, help_text="PNG, JPEG or WebP, at most 10 MB.")
    stay = forms.BooleanField(label="Stay signed in on this device", required=False)
