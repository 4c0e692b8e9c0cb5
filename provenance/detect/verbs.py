"""Verbs, nouns and adjectives of saying and thinking that are tried as cues, and the forms of a verb."""

from __future__ import annotations

__all__ = ["PREDICATES", "SPEECH", "inflections", "stem"]

SPEECH = frozenset(
    """acknowledge add address admit advise advocate affirm agree allege allude announce answer apologise apologize
    appeal argue articulate ask assert assess assume assure attest balk believe bemoan blame blog boast brief
    caution cite claim clarify comment complain concede conclude condemn confess confide confirm conjecture
    contend contradict criticise criticize declare decline decry demand denounce deny describe disclose discuss
    dismiss dispute divulge doubt elaborate email emphasise emphasize endorse estimate exclaim explain express
    fear forecast guess hint hope hypothesise imply indicate inform insist instruct intimate joke lambast lament
    liken maintain mention muse mutter note observe opine opt plead pledge point praise predict proclaim promise
    propose protest publish question quip reaffirm realise realize reason reassert reassure recall reckon
    recommend recount refute reiterate reject relate remark remind repeat reply report request resent respond
    retort retweet reveal shout signal speculate state stipulate stress suggest surmise suspect testify thank
    theorise threaten tout tweet underline underscore unveil urge voice volunteer vouch vow want warn welcome
    whisper wonder worry yell""".split()
) | frozenset(["according"])
_IRREGULAR = frozenset(
    """admitted admitting beg begged begging begs deem deemed deems feel feeling feels felt find finding finds forecast
    foresaw foresee forget forgot found gave give gives hear heard hearing hears knew know knowing knows learn
    learned learning learns mean means meant quip quipped quipping quips read reads refer referred referring
    refers rip ripped ripping rips said saw say saying says see seeing seek seeking seeks seen sees show showed
    showing shown shows slam slammed slamming slams sought speak speaking speaks spoke spoken sue sued sues swear
    swears swore sworn tell telling tells think thinking thinks thought told understand understands understood
    write writes writing written put puts putting wrote""".split()
)
SPEECH = SPEECH | _IRREGULAR
PREDICATES = frozenset(
    """accusation accusations adamant admission advice afraid allegation allegations angry announcement anxiety approval
    argument arguments article assertion assertions assumption aware belief beliefs case certain clear column
    complaint complaints conclusion confidence confident consensus contention conversation critical criticism
    decision description desire discussion divided eager endorsement endorsements enthusiasm enthusiastic evidence
    expectation expectations glad goal guilty happy hopeful idea impressed inclined known lawsuit letter likely
    memo message messages nervous notion obvious opinion opinions opposition optimistic outspoken pessimistic
    proposal proposals proud recognition refusal rejection reluctant response rhetoric sceptical scrutiny
    sentiment skeptical speculation speech stance statement statements story suggestion suggestions supportive
    sure testimony tribute unaware unclear unlikely upset vocal wary""".split()
)
"""nouns and adjectives: "his contention that", "is confident that" """
_VOWELS = "aeiou"


def inflections(verb: str) -> set[str]:
    """The regular forms of a base form; any other word is returned alone.

    >>> sorted(inflections("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    if verb in _IRREGULAR or verb == "according":
        return {verb}
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb, plural, verb + "ed", verb + "ing"}


def stem(word: str) -> str:
    """What the forms of a verb share, roughly: endings off, a doubled last letter single.

    >>> stem("denies") == stem("denied") == stem("denying") == stem("deny")
    True
    """
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not (ending == "s" and word.endswith("ss")):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.rstrip("ey")
