"""Sources whose names are held back: how they are described, and the reason the article gives."""

from __future__ import annotations

import re

from provenance.resolve.nouns import UNNAMED, WITHHELD, head_noun, singular

__all__ = ["anonymity_reason", "declined_comment", "descriptor", "is_insider", "is_withheld"]

_REASON = re.compile(
    r"(?:(?<=anonymity )to (?:discuss|speak|talk|describe|share|detail|avoid|protect|disclose|reveal|be|"
    r"give|preserve)\b|"
    r"\bfor (?:legal|security|safety|privacy) reasons\b|\bfearing\b|"
    r"\b(?:was|were|is|are|been)(?: not|n't) (?:authori[sz]ed|permitted|allowed|cleared) to\b|"
    r"\b(?:because|as|since|for fear|citing|in order|due to|so as|out of|given)\b[^.;\n]{0,160}?"
    r"\b(?:not (?:been )?(?:authori[sz]ed|permitted|allowed|cleared)|(?:was|were|is|are)n't (?:authori[sz]ed|"
    r"permitted|allowed)|"
    r"unauthori[sz]ed|retribution|retaliation|reprisals?|sensitiv\w+|privacy|safety|security|confidential\w*|"
    r"private|ongoing|"
    r"lack of authori[sz]ation|discuss(?:ing)?|speak(?:ing)?|candidly|freely|frankly|losing|jeopardi[sz]\w+|fired|"
    r"identified|named)\b)[^.;\n\"“”]{0,120}"
)
_UNDER_CONDITION = re.compile(
    r"\b(?:(?:on|under) (?:the )?conditions? of anonymity|on background|not for attribution|(?:speaking|"
    r"spoke) anonymously|who asked not to be (?:named|identified)|"
    r"(?:requested|requesting|asked for|asking for|granted|insisted on) anonymity|"
    r"(?:declined|asked|did not want|didn't want|not wish|refused|wished) (?:not )?to be (?:named|identified)|"
    r"whose name (?:is|was|is being|has been) (?:withheld|changed)|(?:can|could)(?: ?not|n?'t) be (?:named|identified)|"
    r"names? (?:not )?be(?: not)? (?:used|published|withheld)|remain(?:ing|ed)? anonymous|off the record|"
    r"not authori[sz]ed to (?:speak|talk|comment|discuss)|anonymously|privately)\b"
)
_CLOSE_TO = re.compile(
    r"\b(?:person|people|individuals?|someone|those|aides?|sources?|officials?|allies|friends?)\s(?:\w+ ){0,2}"
    r"(?:familiar with|close to|briefed on|with (?:direct )?knowledge|with ties|near|involved in|privy to|"
    r"aware of|inside)\b"
)
# Where the description ends and the circumstances begin, and where a reason ends and the sentence goes on.
_ASIDE = re.compile(r",? (?:who|which|speaking|spoke|on (?:the )?condition|whose name)\b")
_GOES_ON = re.compile(r",? (?:said|says|told|tells|added|confirmed)\b")
_SPEAKS_OPENLY = re.compile(r"\b(?:spokes\w+|in a statement|press office)\b")
_DECLINED = re.compile(
    r"\b(?:"
    r"(?:declin|refus)(?:ed|es|ing) (?:\w+ ){0,2}(?:to )?(?:(?:be )?interview\w*|comment\w*|discuss\w*|say|answer\w*|"
    r"elaborate|speak|talk|respond|provide (?:a )?comment|weigh in)"
    r"|(?:did|do|does|had|has|have|would|could|can) ?(?:not|n?'t)(?: \w+){0,2} (?:respond\w*|repl(?:y|ied)|"
    r"return\w*\b(?! (?:from|to)\b)|answer\w*\b(?! to\b)|comment\w*)"
    r"|would(?: not|n't) (?:say|elaborate|discuss)|(?:would|could|can) neither confirm nor deny"
    r"|(?:turned down|rejected) (?:\w+ ){0,3}(?:interviews?|requests? for (?:\w+ )?(?:comment|interview)s?)"
    r"|yet to (?:respond|comment|reply)"
    r"|(?:could|can)(?: ?not|n?'t) (?:immediately )?be reached"
    r"|was not (?:immediately )?available (?:for (?:an interview|comment)|to comment)"
    r"|no (?:immediate )?comment|offered no comment|had no comment)"
)
# What somebody is quoted with who says nothing else.
_NO_COMMENT = re.compile(r".{0,80}[\"“']no comment[.,]?[\"”'].{0,40}", re.IGNORECASE | re.DOTALL)


def is_withheld(phrase: str, sentence: str, *, group: bool = False) -> bool:
    """Whether the people of `phrase` are specific and their names held back, by their noun or the sentence they are in.

    >>> is_withheld("a senior official", "a senior official said on Friday.")
    True
    >>> is_withheld("a federal judge", "a federal judge ruled on Friday.")
    False
    """
    if _UNDER_CONDITION.search(sentence):
        return not group or "privately" in sentence
    if group or _SPEAKS_OPENLY.search(phrase):
        return False
    noun = head_noun(phrase)
    one = noun if noun in UNNAMED else singular(noun)
    return one in WITHHELD or is_insider(phrase)


def is_insider(phrase: str) -> bool:
    """Whether the phrase says that its people know from inside: "people familiar with the talks"."""
    return _CLOSE_TO.search(phrase.casefold()) is not None


def descriptor(phrase: str) -> str:
    """How the article describes a source that it does not name: its words, without why it does not.

    >>> descriptor("A senior official at the ministry, who asked not to be named,")
    'A senior official at the ministry'
    """
    return _ASIDE.split(" ".join(phrase.split()), maxsplit=1)[0].strip(" ,")


def anonymity_reason(sentence: str) -> str | None:
    """Why the name is held back, in the article's words, or None where it gives no reason.

    >>> anonymity_reason("An aide, who asked not to be named because he was not authorised to speak, said no.")
    'because he was not authorised to speak'
    """
    reason = _REASON.search(sentence)
    if not reason or not _UNDER_CONDITION.search(sentence):
        return None
    return _GOES_ON.split(" ".join(reason.group().split()), maxsplit=1)[0].rstrip(" ,.")


def declined_comment(words: str) -> bool:
    """Whether the words say that somebody would not or could not be got to comment.

    >>> declined_comment("did not respond to a request for comment")
    True
    """
    return bool(_DECLINED.search(words) or _NO_COMMENT.fullmatch(words))
