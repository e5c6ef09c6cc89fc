"""A story: files come along with a petition without what they hid, or are refused in words that keep the text."""

import io
import re
from typing import Any

from flask.testing import FlaskClient
from PIL import Image

from petitions.files.models import AttachmentChunk
from petitions.models import Petition
from tests.petitions.conftest import count
from tests.petitions.phone import WORDS, fields, file_one, mint, open_case, photo, send, upload


def test_photos_and_a_pdf_come_back_without_what_they_hid(front: FlaskClient, session: Any) -> None:
    exif = Image.Exif()
    exif[0x010F] = "HUAWEI-PHONE-OF-ZHANG"
    exif.get_ifd(0x8825)[1] = "N"
    code = file_one(front, files=[upload(photo(exif=exif)), upload(photo((30, 30)))])
    page = open_case(front, code)
    addresses = re.findall(r'src="(/case/files/\d+)"', page)
    assert len(addresses) == 2
    answer = front.get(addresses[0])
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"HUAWEI" not in answer.data
    assert Image.open(io.BytesIO(answer.data)).size == (64, 48)
    assert "IMG_2026" not in page
    assert "IMG_2026" not in answer.headers["Content-Disposition"]


def test_a_large_photo_goes_through_in_chunks(front: FlaskClient, session: Any) -> None:
    import random

    noise = Image.frombytes("RGB", (1200, 900), random.Random(1).randbytes(1200 * 900 * 3))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    page = open_case(front, file_one(front, files=[upload(out.getvalue())]))
    assert count(session, AttachmentChunk) > 3
    address = re.search(r'src="(/case/files/\d+)"', page)
    assert address
    assert Image.open(io.BytesIO(front.get(address.group(1)).data)).size == (1200, 900)


def test_a_file_that_cannot_be_taken_is_named_with_advice_and_the_text_stays(front: FlaskClient, session: Any) -> None:
    for content, sentence in (
        (b"MZ\x90\x00" + b"\x00" * 3000, "认不出来"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 99, "HEIC"),
        (photo()[:200], "损坏"),
    ):
        answer = send(front, fields(mint(front), files=[upload(content, "自拍.jpg")]))
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert sentence in page
        assert "自拍.jpg" in page
        assert WORDS in page
        assert "重新选一次" in page
    assert count(session, Petition) == 0


def test_a_photo_of_fifty_megabytes_is_refused_and_the_text_stays(front: FlaskClient, session: Any) -> None:
    answer = send(front, fields(mint(front), files=[upload(b"\xff\xd8\xff" + b"\x00" * 50 * 1024 * 1024)]))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "20 MB" in page
    assert WORDS in page
    assert count(session, Petition) == 0


def test_more_than_the_server_takes_at_all_is_refused_and_the_text_stays(front: FlaskClient) -> None:
    padded = photo() + b"\xff" * 17 * 1024 * 1024
    files = [upload(padded, f"{n}.jpg") for n in range(4)]
    answer = send(front, fields(mint(front), files=files))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "60 MB" in page
    assert WORDS in page


def test_eleven_files_are_one_too_many(front: FlaskClient) -> None:
    answer = send(front, fields(mint(front), files=[upload(photo((9, 9))) for _ in range(11)]))
    assert answer.status_code == 422
    assert "最多 10 个" in answer.get_data(as_text=True)
