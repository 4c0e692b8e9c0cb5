from lxml.html import document_fromstring

from provenance.ingest.body import body_text, letters_of, tidy, without_furniture
from tests.ingest.invented import HEADLINE, PARAGRAPHS, page, paragraphs


def lines(html: str, elements: int = 100) -> list[str]:
    return body_text(document_fromstring(html), elements)


def test_paragraphs_are_lines_and_menus_and_footers_are_none():
    assert [line for line in lines(page()) if line != HEADLINE] == list(PARAGRAPHS)


def test_comments_of_readers_are_left_out():
    comments = '<div id="comments" class="comments"><p>What a long and angry comment this reader wrote today.</p></div>'
    assert "angry" not in "\n".join(lines(page(after=comments)))


def test_a_page_without_text_has_no_lines():
    assert lines("<html><body></body></html>") == []


def test_a_very_large_page_is_read_in_the_fast_mode():
    assert lines(page(), elements=20_000)[-1] == PARAGRAPHS[-1]


def test_lines_are_composed_and_single_spaced_and_what_is_unseen_is_taken_out():
    assert tidy("Cafe\u0301 \u00a0 au\u200b lait\n\n  \n\tTwo\u00ad words ") == ["Café au lait", "Two words"]


def test_lines_of_the_site_itself_are_left_out_and_sentences_with_their_words_are_not():
    assert tidy("Advertisement\nRead more\nREAD MORE: Ferry burns\nShare") == ["READ MORE: Ferry burns"]


def test_title_and_byline_above_the_text_are_no_text_and_stay_further_down():
    text = [HEADLINE, "By Ingrid Vale", *PARAGRAPHS, HEADLINE]
    assert without_furniture(text, [HEADLINE.upper(), "Ingrid Vale"]) == [*PARAGRAPHS, HEADLINE]


def test_letters_are_the_same_for_two_renderings_of_the_same_words():
    assert letters_of("Cafe\u0301 au\u00a0lait\u200b") == letters_of("Café\nau lait") == "Caféaulait"


LOST = "The board had asked for a second ship as early as the spring, and was refused it twice."


def box(text: str, css: str = "") -> str:
    return f'<div class="box {css}"><p>{text}</p></div>'


def test_a_paragraph_that_the_extractor_drops_between_kept_ones_is_put_back():
    # trafilatura takes this class for a box of other articles
    body = "".join(map(box, PARAGRAPHS[:2])) + box(LOST, "related") + "".join(map(box, PARAGRAPHS[2:]))
    assert [line for line in lines(page(body=body)) if line != HEADLINE] == [*PARAGRAPHS[:2], LOST, *PARAGRAPHS[2:]]


def test_what_stands_deeper_or_calls_for_a_subscription_is_not_put_back():
    deeper = (
        f'<div class="related"><div>{paragraphs("Seven other stories that you may want to read today.")}</div></div>'
    )
    call = box("Sign up to our newsletter for stories like this one every week.", "related")
    body = "".join(map(box, PARAGRAPHS[:2])) + deeper + call + "".join(map(box, PARAGRAPHS[2:]))
    assert [line for line in lines(page(body=body)) if line != HEADLINE] == list(PARAGRAPHS)


def test_what_follows_the_last_kept_paragraph_is_not_put_back():
    body = "".join(map(box, PARAGRAPHS)) + box("Ingrid Vale has written about ships for nineteen years.", "related")
    assert lines(page(body=body))[-1] == PARAGRAPHS[-1]
