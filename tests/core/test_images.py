"""Images: upright, in the sizes that pages need, and with nothing in them but the picture."""

import hashlib
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from core import images
from core.errors import DomainError
from tests.core.pictures import SECRET, corners, gif, photo, saved, with_metadata


def checked(raw: bytes) -> images.CheckedImage:
    return images.open_checked(io.BytesIO(raw))


def opened(rendition: images.Rendition) -> Image.Image:
    return Image.open(io.BytesIO(rendition.content))


@pytest.mark.parametrize(
    ("width", "height", "widths"),
    [(2000, 1000, [480, 960, 1600]), (1000, 500, [480, 1000]), (480, 300, [480]), (300, 200, [300]), (1, 1, [1])],
)
def test_a_picture_comes_in_the_widths_of_pages_and_is_never_made_larger(width: int, height: int, widths: list) -> None:
    done = checked(saved(photo(width, height), "PNG"))
    assert [rendition.width for rendition in done.renditions] == widths
    for rendition in done.renditions:
        picture = opened(rendition)
        assert (picture.format, picture.size) == ("WEBP", (rendition.width, rendition.height))
        assert rendition.height == max(1, round(height * rendition.width / width))
    assert (done.width, done.height) == (done.renditions[-1].width, done.renditions[-1].height)


def test_a_very_tall_picture_stays_within_the_height_of_webp() -> None:
    assert checked(saved(photo(500, 16_000, "L"), "PNG")).height == 8_000


def test_the_hashes_are_those_of_the_content() -> None:
    done = checked(saved(photo(1000, 500), "JPEG"))
    assert [hashlib.sha256(each.content).hexdigest() for each in done.renditions] == [
        each.sha256 for each in done.renditions
    ]
    assert done.sha256 == done.renditions[-1].sha256


def test_the_same_file_gives_the_same_bytes() -> None:
    raw = saved(corners(1200, 800), "PNG")
    assert checked(raw) == checked(raw)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_four_formats_are_taken_and_named(kind: str) -> None:
    assert checked(saved(corners(), kind)).kind == kind


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_mode_of_png_is_read(mode: str) -> None:
    image = Image.new("I;16", (64, 64), 40_000) if mode == "I;16" else photo(64, 64, mode)
    assert opened(checked(saved(image, "PNG")).renditions[0]).mode in {"RGB", "RGBA"}


def test_greys_of_16_bits_are_scaled_and_not_cut_off() -> None:
    image = Image.new("I;16", (64, 64), 32_768)
    image.paste(65_535, (0, 0, 32, 64))
    picture = opened(checked(saved(image, "PNG")).renditions[0]).convert("L")
    assert picture.getpixel((10, 10)) == pytest.approx(255, abs=2)
    assert picture.getpixel((50, 10)) == pytest.approx(128, abs=2)


def test_transparency_is_kept() -> None:
    image = corners().convert("RGBA")
    image.paste((0, 0, 255, 0), (100, 100, 200, 150))
    picture = opened(checked(saved(image, "PNG")).renditions[0])
    assert picture.mode == "RGBA"
    assert picture.getpixel((150, 125))[3] == 0
    assert picture.getpixel((10, 10)) == (255, 0, 0, 255)


def test_colours_of_print_become_colours_of_screens() -> None:
    picture = opened(checked(saved(Image.new("CMYK", (50, 50), (0, 255, 255, 0)), "JPEG")).renditions[0])
    red, green, blue = picture.convert("RGB").getpixel((25, 25))
    assert red > 200
    assert max(green, blue) < 60


def test_a_colour_profile_is_applied_and_dropped() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (own, profile, b"broken"):
        picture = opened(checked(saved(corners(), "PNG", icc_profile=icc)).renditions[0])
        assert "icc_profile" not in picture.info
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_only_the_first_frame_of_an_animation_is_kept() -> None:
    picture = opened(checked(gif(100, 80, 5)).renditions[0])
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("L").getpixel((50, 40)) < 30


@pytest.mark.parametrize("orientation", range(1, 9))
def test_r_up_05_the_picture_is_upright_for_every_orientation(orientation: int) -> None:
    """The red corner stands upper left in what a person saw, however the camera stored it."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    image = corners(300, 200)
    stored = image.transpose(undo[orientation]) if orientation in undo else image
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = opened(checked(saved(stored, "JPEG", exif=exif.tobytes(), quality=95)).renditions[0])
    assert picture.size == (300, 200)
    red, green, _ = picture.convert("RGB").getpixel((20, 20))
    assert (red > 200, green < 80) == (True, True)
    assert not picture.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_r_up_05_nothing_but_the_picture_is_kept(kind: str) -> None:
    raw = with_metadata(kind)
    assert raw.count(SECRET) >= 2
    for rendition in checked(raw).renditions:
        assert SECRET not in rendition.content
        assert not {b"EXIF", b"XMP ", b"ICCP"} & {
            rendition.content[at : at + 4] for at in range(len(rendition.content))
        }
        assert opened(rendition).getexif().get_ifd(0x8825) == {}


def test_r_up_05_control_saving_anew_alone_leaks() -> None:
    """What a plain `convert().save()` leaves of the same files: the danger that the test above is about is real."""
    leaking = []
    for kind, options in {"JPEG": {}, "GIF": {}, "PNG": {}, "WEBP": {}}.items():
        image: Any = Image.open(io.BytesIO(with_metadata(kind)))
        again = saved(image if kind == "GIF" else image.convert("RGB"), kind, **options)
        leaking += [kind] if SECRET in again else []
    assert "JPEG" in leaking
    assert len(leaking) >= 2


def test_an_uploaded_file_of_django_is_taken() -> None:
    upload = SimpleUploadedFile("plot.exe", saved(corners(), "PNG"), content_type="text/html")
    assert images.open_checked(upload).kind == "PNG"


def test_a_refusal_is_a_domain_error_with_a_sentence_that_helps() -> None:
    with pytest.raises(images.Refused) as refused:
        checked(b"GIF8 nothing")
    assert isinstance(refused.value, DomainError)
    assert refused.value.message == "This is not a PNG, JPEG, GIF or WebP image. Export it as PNG and try again."
