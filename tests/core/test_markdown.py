"""What people write in a write-up, and what a reader gets."""

from dataclasses import replace
from html import escape

import pytest
from django.core.cache import caches

from core import markdown
from core.errors import DomainError
from core.markdown import convert, kept
from tests.core.markup import elements

LOSS = markdown.Image("/media/1/960.webp", 960, 540, "/media/1/480.webp 480w, /media/1/960.webp 960w")


def html(source: str, **options: object) -> str:
    return str(markdown.render(source, **options))  # type: ignore[arg-type]


def test_the_highest_heading_gets_the_base_level_and_no_level_is_skipped() -> None:
    levels = [
        name for name, _ in elements(html("### Data\n\n##### Split\n\n# Model", heading_base=3)) if name[0] == "h"
    ]
    assert levels == ["h3", "h4", "h3"]


def test_levels_end_at_six() -> None:
    assert "<h6" in html("# a\n\n## b\n\n### c\n\n#### d", heading_base=5)
    assert "<h7" not in html("# a\n\n## b\n\n### c\n\n#### d", heading_base=5)


def test_anchors_are_ours_unique_and_prefixed() -> None:
    done = markdown.document("# Data\n\n# Data\n\n# Ärger & <b>\n\n# 数", prefix="lessons-")
    assert [heading.anchor for heading in done.toc] == [
        "lessons-data",
        "lessons-data-2",
        "lessons-arger-b",
        "lessons-section",
    ]
    assert [f'id="{heading.anchor}"' in done.html for heading in done.toc] == [True] * 4


def test_a_prefix_that_could_break_out_is_refused() -> None:
    with pytest.raises(ValueError, match="prefix"):
        markdown.render("# a", prefix='x" onclick="')


def test_the_table_of_contents_stands_where_it_is_asked_for() -> None:
    done = markdown.document("[TOC]\n\n# One\n\n## Two $x^2$\n\n# Three")
    assert done.html.startswith('<nav class="contents" aria-label="Contents"><ul><li><a href="#s-one">One</a><ul><li>')
    assert [(heading.level, heading.words) for heading in done.toc] == [(2, "One"), (3, "Two x^2"), (2, "Three")]
    assert done.contents in done.html


def test_a_link_to_a_heading_of_the_text_finds_it_and_another_one_is_no_link() -> None:
    assert '<a href="#s-limits">below</a>' in html("[below](#limits) and [nowhere](#main)\n\n# Limits")
    assert "<p>nowhere</p>" in html("[nowhere](#main)\n\n# Limits")


def test_code_is_coloured_by_class_and_an_unknown_language_is_plain() -> None:
    assert '<pre class="code" tabindex="0"><code><span class="code-k">import</span> torch' in html(
        "```python\nimport torch\n```"
    )
    assert html("```brainfuck\n+<>\n```") == '<pre class="code" tabindex="0"><code>+&lt;&gt;\n</code></pre>'


@pytest.mark.parametrize(
    "source",
    ['```python title="train.py" hl_lines="1"\nx\n```', "```python train.py\nx\n```", "``` {.python .x #y}\nx\n```",
     "  ```python\nx\n```", "```python\nx\n`````", "```python\nx"],
)  # fmt: skip
def test_a_fence_is_a_fence_however_it_is_opened_and_closed(source: str) -> None:
    assert html(source) == '<pre class="code" tabindex="0"><code>x\n</code></pre>'


def test_colours_have_names_of_the_house_and_neighbours_share_a_span() -> None:
    done = html(
        '```python\n@torch.no_grad()\nclass A:\n    """Doc."""  # why\n    x = f"a{1}"\n```\n\n```diff\n- a\n+ b\n```'
    )
    classes = {element.get("class") for name, element in elements(done) if name == "span"}
    assert classes == {"code-n", "code-k", "code-c", "code-s", "code-d"}
    assert '<span class="code-n">@torch</span>.no_grad()' in done


def test_very_long_code_is_shown_without_colours() -> None:
    assert "<span" not in html("```python\n" + "x = 1\n" * 4000 + "```")


def test_lists_nest_by_two_spaces_and_start_under_a_paragraph() -> None:
    nested = html("Steps:\n- one\n  - inner\n    1. deep\n- two").replace("\n", "")
    assert nested == "<p>Steps:</p><ul><li>one<ul><li>inner<ol><li>deep</li></ol></li></ul></li><li>two</li></ul>"


def test_a_year_at_the_start_of_a_line_is_no_list() -> None:
    assert html("It was in\n1999. A good year.") == "<p>It was in\n1999. A good year.</p>"


def test_a_list_item_holds_paragraphs_and_code() -> None:
    done = html("1. Load\n\n   then read\n   ```python\n   x\n   ```\n2. Train").replace("\n", "")
    assert done.count("<li>") == 2
    assert "<p>then read</p><pre" in done


def test_a_number_sign_without_a_space_is_no_heading() -> None:
    assert html("#tag") == "<p>#tag</p>"


def test_a_table_scrolls_and_aligns_by_class() -> None:
    done = html("| a | b |\n|---|--:|\n| x | 1 |")
    assert done.startswith('<div class="scroll" role="group" aria-label="Table" tabindex="0"><table class="data">')
    assert '<th scope="col" class="num">b</th>' in done
    assert '<td class="num">1</td>' in done
    assert done.endswith("</table></div>")


def test_footnotes_lead_there_and_back() -> None:
    done = html("One[^x] two[^y] one again[^x].\n\n[^y]: Second.\n[^x]: First.")
    assert 'id="s-fnref-1" href="#s-fn-1" aria-label="Footnote 1">1</a></sup>' in done
    assert 'id="s-fnref-1-2" href="#s-fn-1"' in done
    assert '<li id="s-fn-1">\n<p>First.&nbsp;<a class="footnote-backref" href="#s-fnref-1"' in done
    ids = [element.get("id") for _, element in elements(done) if element.get("id")]
    assert len(ids) == len(set(ids))


def test_a_note_without_text_and_one_that_nobody_refers_to_do_no_harm() -> None:
    done = html("a[^two]\n\n[^one]: \n[^two]: Second.\n[^three]: Third.")
    assert done.index("Second.") < done.index("Third.")
    assert 'href="#s-fn-1"' in done


def test_a_text_that_an_extension_stumbles_over_is_shown_as_it_was_typed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(source: str) -> None:
        raise convert.Unconvertible("AttributeError")

    monkeypatch.setattr(convert, "to_html", stumble)
    assert html("# <b>") == '<pre class="code" tabindex="0"><code># &lt;b&gt;</code></pre>'
    assert markdown.plain("# <b>\nx") == "# <b> x"
    assert "shown as it was typed" in caplog.text


def test_admonitions_keep_known_kinds_only() -> None:
    assert '<div class="admonition warning" role="note">' in html('!!! warning "Careful"\n    Hot.')
    assert '<div class="admonition" role="note">' in html("!!! leaf\n    Hot.")


def test_task_lists_say_what_is_done_without_being_controls() -> None:
    done = html("- [ ] open\n- [x] done")
    assert '<span class="task" role="img" aria-label="Open"></span> open' in done
    assert '<span class="task done" role="img" aria-label="Done"></span> done' in done
    assert "<input" not in done


def test_an_image_of_the_project_comes_with_its_size_and_loads_late() -> None:
    assert html("![Loss by epoch](image:loss)", images={"loss": LOSS}) == (
        '<p><img src="/media/1/960.webp" width="960" height="540"'
        ' srcset="/media/1/480.webp 480w, /media/1/960.webp 960w" sizes="(min-width: 62rem) 43rem, 100vw"'
        ' alt="Loss by epoch" loading="lazy" decoding="async"></p>'
    )


def test_an_image_with_a_caption_becomes_a_figure() -> None:
    done = html('![Loss](image:loss "Loss by *epoch* & <step>")', images={"loss": LOSS})
    assert done.startswith('<figure class="fig"><img ')
    assert done.endswith("<figcaption>Loss by *epoch* &amp; &lt;step&gt;</figcaption></figure>")


def test_in_the_place_of_an_unknown_image_a_reader_finds_its_words_and_the_writer_its_name() -> None:
    source = 'Before ![Loss & <b>](image:lost "Loss by epoch") after'
    assert html(source) == "<p>Before Loss &amp; &lt;b&gt; after</p>"
    told = str(markdown.render(source, images={"loss": LOSS}, tell=True))
    assert told == '<p>Before <span class="missing">No image has the name “lost”</span> after</p>'
    known = "![Loss](image:loss)"
    assert markdown.render(known, images={"loss": LOSS}, tell=True) == html(known, images={"loss": LOSS})


def test_the_images_that_a_text_asks_for_are_named_once_in_order() -> None:
    source = (
        '![b](image:second "c") ![a](image:first)\n\n[![x](image:in-a-link)](https://a.example) ![b](image:second)'
        "\n\n```\n![no](image:in-code)\n```\n\n`![no](image:in-a-span)` ![far](https://a.example/image:no.png)"
    )
    assert markdown.asked_for(source) == ("second", "first", "in-a-link")
    assert markdown.asked_for("image: none") == markdown.asked_for("") == ()


@pytest.mark.parametrize(
    "wrong", ["[js](javascript:alert(1))", "[rel](/studio/)", "[x](//a.example)", "[f](file:///x)"]
)
def test_other_addresses_leave_their_text(wrong: str) -> None:
    assert "<a" not in html(wrong)
    assert wrong[1 : wrong.index("]")] in html(wrong)


def test_plain_gives_the_words_on_one_line() -> None:
    source = (
        "# A & B\n\nText with **bold**, `code`, $x^2$[^1] and ![a plot](image:loss).\n\n- [x] one\n- two\n\n[^1]: Note."
    )
    assert markdown.plain(source) == "A & B Text with bold, code, x^2 and a plot. one two Note."


def test_prose_leaves_out_what_cannot_be_read_as_a_sentence() -> None:
    source = (
        "The loss $\\frac{1}{n}$ is `mean`.\n\n$$x^2$$\n\n| set | n |\n|---|---|\n| test | 5 |\n\n"
        "```python\ny = 1\n```\n\n![a plot](image:loss)\n\nSo it **ends**."
    )
    assert markdown.plain(source, prose=True) == "The loss … is mean. So it ends."


def test_plain_text_is_text_and_not_html() -> None:
    assert markdown.plain("<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_r_in_07_more_than_64_kib_are_refused_with_a_sentence() -> None:
    assert markdown.render("a" * markdown.MAX_BYTES)
    for call in (markdown.render, markdown.plain, markdown.check):
        with pytest.raises(markdown.TooLong, match=r"at most 64 are possible") as refused:
            call("ä" * (markdown.MAX_BYTES // 2) + "b")
        assert isinstance(refused.value, DomainError)


@pytest.mark.parametrize("source", ["", "   ", "\n\n", "\x00", "\ud800", "\x02", "\r\n\r\n"])
def test_odd_texts_are_answered(source: str) -> None:
    assert "\x00" not in html(source)
    markdown.plain(source)


def test_cached_html_is_safe_and_asked_for_once() -> None:
    first = kept.html("# Once", prefix="a-")
    assert first == markdown.render("# Once", prefix="a-")
    assert escape(str(first)) != first.__html__() == first


def test_the_cache_knows_all_that_the_result_depends_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        kept.html("# T ![x](image:loss)"),
        kept.html("# T ![x](image:loss)", images={"loss": LOSS}),
        kept.html("# T ![x](image:loss)", heading_base=3),
        kept.html("# T ![x](image:loss)", prefix="b-"),
    ]
    assert len(set(asked)) == 4
    assert kept.html("# T ![x](image:loss)") == asked[0]


def test_r_xss_09_html_of_an_older_version_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept.html("# T")
    writes: list[str] = []
    monkeypatch.setattr(caches["pages"], "set", lambda key, value, seconds: writes.append(key))
    kept.html("# T")
    assert writes == []
    monkeypatch.setattr(markdown, "VERSION", markdown.VERSION + 1)
    kept.html("# T")
    assert len(writes) == 1


def test_a_picture_with_an_anchor_has_it_where_it_stands_first():
    images = {"loss": replace(LOSS, anchor="artefact-1f0c9a2e")}
    html = markdown.render('![A](image:loss "Loss")\n\nand ![B](image:loss)', images=images)
    assert html.count(' id="artefact-1f0c9a2e"') == 1
    assert html.index(' id="artefact-1f0c9a2e"') < html.index('alt="A"')
    assert ' id="' not in markdown.render("![A](image:loss)", images={"loss": LOSS})
