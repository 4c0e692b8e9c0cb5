"""Which language a text is in: told from its words, for a page's markup often names that of its template."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

from provenance.model import Article

__all__ = ["language_of", "with_language"]

# A text says what language it is in within its first few hundred words.
_READ = 2_000
_FEWEST = 20
"""with fewer words, names and numbers decide what language it looks like"""
# A word; a letter of a script that sets no spaces counts as one (Thai, Lao, Burmese, Khmer, kana, Chinese).
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")

# Frequent in English and rare as words of other languages: no "in", "was", "for" or "on".
_ENGLISH = frozenset(
    """the and that with from they this which were would been their have who said are not but she his will there about
    after""".split()
)
_ENGLISH_SHARE = 0.07
"""of 100 English news articles 99 have more of them; one in another language has them only where it quotes English"""

_SURE = 0.9
"""a chance below it is none: texts in two languages, lists of names, dialects of a language that is not known"""
_ONE_SCRIPT = 0.8
_TOGETHER = dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"), "CJK")
"""scripts that one text mixes as a matter of course"""

_NAMES = dict(
    pair.split(":")
    for pair in """af:Afrikaans am:Amharic ar:Arabic az:Azerbaijani be:Belarusian bg:Bulgarian bn:Bengali bs:Bosnian
    ca:Catalan cs:Czech cy:Welsh da:Danish de:German el:Greek es:Spanish et:Estonian eu:Basque fa:Persian fi:Finnish
    fr:French ga:Irish gl:Galician gu:Gujarati he:Hebrew hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian
    is:Icelandic it:Italian ja:Japanese ka:Georgian kk:Kazakh km:Khmer ko:Korean ku:Kurdish ky:Kyrgyz lo:Lao
    lt:Lithuanian lv:Latvian mk:Macedonian mn:Mongolian mr:Marathi ms:Malay mt:Maltese my:Burmese nb:Norwegian
    ne:Nepali nl:Dutch nn:Norwegian no:Norwegian pa:Punjabi pcm:Pidgin pl:Polish ps:Pashto pt:Portuguese ro:Romanian
    ru:Russian sk:Slovak sl:Slovenian so:Somali sq:Albanian sr:Serbian sv:Swedish sw:Swahili ta:Tamil te:Telugu
    tg:Tajik th:Thai tl:Tagalog tr:Turkish uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese zh:Chinese""".split()
)


def with_language(article: Article) -> Article:
    """`article` with the language of its text where that can be told, else with the one that its page names.

    A note says so where it is not English, in which alone attributions are looked for.
    """
    found = language_of(article.text)
    if found is None:
        return article
    language, confidence = found
    article = replace(article, language=language, language_confidence=confidence)
    if language == "en":
        return article
    named = _NAMES.get(language, f"a language other than English, “{language}”")
    note = f"in {named} ({confidence:.2f}): attributions are looked for in English, expect few and doubt them"
    return replace(article, notes=(*article.notes, note))


def language_of(text: str) -> tuple[str, float] | None:
    """The language's code (ISO 639) and how likely it is that one, from 0.9 to 0.99; None where it cannot be told.

    That is: in fewer than 20 words, without letters, in several scripts, or where two languages look as likely.

    >>> language_of("The ferry had left late, they said, and that was not the first time; there have been others"
    ...             " this year, which the harbour master would not talk about.")
    ('en', 0.99)
    """
    words = _WORD.findall(text[:_READ].casefold())
    if len(words) < _FEWEST:
        return None
    if sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words):
        return "en", 0.99
    return _identified(text[:_READ]) if _in_one_script(words) else None


def _in_one_script(words: list[str]) -> bool:
    scripts = Counter(_script(letter) for word in words for letter in word)
    return max(scripts.values()) >= _ONE_SCRIPT * scripts.total()


@cache
def _script(letter: str) -> str:
    """The script of a letter, with which its Unicode name begins: LATIN, CYRILLIC."""
    first = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    return _TOGETHER.get(first, first)


@cache
def _identifier() -> Any:
    """The naive Bayes model of langid.py (Lui & Baldwin 2012) in py3langid: 0.6 s and 100 MB, and rarely needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identified(text: str) -> tuple[str, float] | None:
    language, chance = _identifier().classify(text.casefold() if text.isupper() else text)
    # Words are not independent, as the model takes them to be: it is never as sure as it says.
    return None if chance < _SURE or language == "zxx" else (language, min(round(chance, 2), 0.99))
