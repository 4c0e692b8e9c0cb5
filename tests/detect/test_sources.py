import pytest

from provenance.detect.rules import cue_verbs
from provenance.detect.sources import after, before, main_subject, to_the_mark
from provenance.detect.tokens import tokens


def at(text: str, word: str) -> int:
    return tokens(text, cue_verbs()).words.index(word)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("But she said so.", "she"),
        ("The people in the town hall said so.", "The people in the town hall"),
        ("In a statement Ann Lee said so.", "Ann Lee"),
        ("Ann Lee (Oslo) said so.", "Ann Lee (Oslo)"),
        ("Ann Lee, the mayor of Oslo, said so.", "Ann Lee, the mayor of Oslo,"),
        ("Ann Lee, who advises Acme, a bank, said so.", "Ann Lee, who advises Acme, a bank,"),
        ("Ann Lee, speaking in Oslo, said so.", "Ann Lee"),
        ("Voters who want a bridge said so.", "Voters who want a bridge"),
        ("Ann Lee, Bo Ray and Eva Ek said so.", "Ann Lee, Bo Ray and Eva Ek"),
        ("A survey released last week said so.", "A survey released last week"),
        ("The campaign said so.", "The campaign"),
        ("All friends and foes said so.", "All friends and foes"),
        ("People in Ohio said so.", "People in Ohio"),
        ("Staff on Monday night said so.", "Staff on Monday night"),
        ("It was cold and the mayor said so.", "the mayor"),
        ("It was old (Ann Lee) and the mayor (Oslo) said so.", "the mayor (Oslo)"),
        ("A report released Monday said so.", "A report released Monday"),
        ("Former aides said so.", "Former aides"),
        ("However, the mayor said so.", "the mayor"),
    ],
)
def test_the_noun_phrase_before_a_cue(text, source):
    t = tokens(text, cue_verbs())
    assert t.span(*(before(t, 0, at(text, "said")) or (0, 1))).of(text) == source


def test_nothing_before_the_cue_is_no_source():
    assert before(tokens("Said so.", cue_verbs()), 0, 0) is None


def test_the_one_who_is_told_ends_before_the_content():
    t = tokens("told the Daily News that it fell.", cue_verbs())
    assert t.span(*(after(t, 1, len(t.tags)) or (0, 1))).of(t.text) == "the Daily News"


def test_a_speaker_behind_the_cue_reaches_to_a_participle_behind_a_comma():
    t = tokens("said Ann Lee, the mayor, pointing at it.", cue_verbs())
    assert t.span(*(to_the_mark(t, 1, len(t.tags)) or (0, 1))).of(t.text) == "Ann Lee, the mayor"


def test_the_main_subject_stands_behind_an_opening_phrase():
    t = tokens("On a cold day in May, the mayor of Oslo came and left.", cue_verbs())
    assert t.span(*(main_subject(t, 0, len(t.tags)) or (0, 1))).of(t.text) == "the mayor of Oslo"
