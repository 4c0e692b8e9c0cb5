import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.decoding import decode

WORDS = "<p>Zürich’s mayor, Ms Müller-Peña, said “no”.</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_every_form_whatever_is_declared(encoding):
    declared = '<meta charset="iso-8859-1">' + WORDS
    assert decode(declared.encode(encoding), "text/html; charset=windows-1251") == (declared, ())


def test_what_is_not_utf8_is_read_as_declared_by_response_then_page():
    page = '<meta charset="windows-1251"><p>Мост закрыт</p>'
    assert decode(page.encode("cp1251"), None)[0] == page
    assert decode("<p>Мост</p>".encode("cp1251"), "text/html; charset=windows-1251")[0] == "<p>Мост</p>"


def test_latin_1_is_windows_1252_as_browsers_have_it():
    assert decode(WORDS.encode("cp1252"), "text/html; charset=ISO-8859-1")[0] == WORDS


def test_windows_1252_declared_as_utf8_is_read_all_the_same():
    page = '<meta charset="utf-8">' + WORDS
    assert decode(page.encode("cp1252"), None) == (page, ())


def test_an_unknown_declaration_is_no_declaration():
    assert decode(b'<meta charset="klingon"><p>plain</p>', "text/html; charset=")[0].endswith("<p>plain</p>")


@pytest.mark.parametrize(
    "name", "zlib hex rot13 utf-7 unicode_escape raw_unicode_escape idna punycode undefined".split()
)
def test_a_codec_that_no_browser_reads_a_page_with_is_no_declaration(name):
    page = b'<meta charset="%b"><p>Z\xfcrich \\u0041 +ADw- caf\xe9</p>' % name.encode()
    for media_type in (None, f"text/html; charset={name}"):
        assert r"rich \u0041 +ADw- caf" in decode(page, media_type)[0]


@pytest.mark.parametrize("name", "shift_jis euc-jp iso-2022-jp big5 gb18030 euc-kr koi8-r cp1251 cp1256".split())
def test_encodings_of_the_world_are_declarations(name):
    word = {"koi8-r": "Мост", "cp1251": "Мост", "cp1256": "جسر", "euc-kr": "다리"}.get(name, "橋")
    page = f'<meta charset="{name}"><p>{word}</p>'.encode(name) + (b"" if name != "iso-2022-jp" else b"\xff")
    assert word in decode(page, None)[0]


def test_utf8_that_was_cut_inside_a_letter_stays_utf8_with_a_note():
    text, notes = decode((WORDS * 3).encode()[: -len("”.</p>".encode()) + 1], None)
    assert text.startswith(WORDS * 2)
    assert notes == ("1 letters of the page cannot be read",)


def test_a_page_that_holds_mojibake_is_kept_and_noted():
    garbled = WORDS.encode().decode("cp1252", "replace")
    text, notes = decode(garbled.encode(), None)
    assert text == garbled
    assert notes[0].startswith("mojibake")


@pytest.mark.parametrize("fine", ["Ângela Ânia Âmbar", "À São Paulo, Â Ã", WORDS])
def test_letters_of_other_languages_are_no_mojibake(fine):
    assert decode(fine.encode(), None)[1] == ()


def test_control_characters_are_taken_out():
    assert decode(b"<p>sa\x00id\x0b so\x7f\tthere\n</p>", None)[0] == "<p>said so\tthere\n</p>"


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "text/html", "text/html; charset=utf-8", "text/html; charset=gb2312"]),
)
def test_any_bytes_become_text_without_control_characters(data, media_type):
    text, _ = decode(data, media_type)
    assert "\x00" not in text
