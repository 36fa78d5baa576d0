"""Data blocks for machines: R-XSS-01 for what stands inside a script element."""

import json

import pytest
from django.template import Context, Template, TemplateSyntaxError

from core.templatetags import jsonld

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028\u2029 ]]>"


def test_r_xss_01_nothing_can_end_the_element():
    text = jsonld.text({"name": HOSTILE})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"name": HOSTILE}


def test_the_tag_writes_one_element_or_nothing():
    template = Template("{% load jsonld %}{% json_ld data %}")
    assert template.render(Context({"data": {"a": "ü"}})) == '<script type="application/ld+json">{"a":"ü"}</script>'
    assert template.render(Context({"data": {}})) == ""


def test_the_tag_takes_one_argument():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load jsonld %}{% json_ld %}")
