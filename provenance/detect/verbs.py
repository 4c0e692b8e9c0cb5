"""Verbs, nouns and adjectives of saying and thinking that are tried as cues, counted or not, and the forms of a verb."""

from __future__ import annotations

__all__ = ["PREDICATES", "SPEECH", "inflections", "stem"]

SPEECH = frozenset(
    """acknowledge add address admit advise advocate affirm agree allege allude announce answer apologise apologize
    appeal argue articulate ask assert assess assume assure attest balk believe bemoan blame blog boast brief caution cite claim
    clarify comment complain concede conclude condemn confess confide confirm conjecture contend contradict criticise
    criticize declare decline decry demand denounce deny describe disclose discuss dismiss dispute divulge doubt elaborate
    email emphasise emphasize endorse estimate exclaim explain express fear forecast guess hint hope hypothesise imply
    indicate inform insist instruct intimate joke lambast lament liken maintain mention muse mutter note observe opine opt plead pledge point
    praise predict proclaim promise propose protest publish question quip reaffirm realise realize reason reassert
    reassure recall reckon recommend recount refute reiterate reject relate remark remind repeat reply report request
    resent respond retort retweet reveal shout signal speculate state stipulate stress suggest surmise suspect
    testify theorise thank threaten tout tweet underline underscore unveil urge vow voice volunteer vouch want warn welcome
    whisper wonder worry yell""".split()
) | frozenset(["according"])
_IRREGULAR = frozenset(
    """say says said saying tell tells told telling think thinks thought thinking write writes wrote writing written
    know knows knew knowing see sees saw seeing seen speak speaks spoke speaking spoken find finds found finding hear
    heard hears hearing feel feels felt feeling read reads show shows showed showing shown give gives gave mean means
    meant swear sworn swears swore understand understands understood forget forgot foresee foresaw quip quips quipped
    beg begs begged begging deem deems deemed sue sues sued forecast slam slams slammed slamming rip rips ripped
    ripping refer refers referred referring admitted admitting quipping learn learns learned learning seek seeks sought seeking""".split()
)
SPEECH = SPEECH | _IRREGULAR
PREDICATES = frozenset(
    """accusation accusations admission advice allegation allegations announcement anxiety approval argument arguments
    article assertion assertions assumption belief beliefs case column complaint complaints conclusion confidence
    consensus contention conversation criticism decision description desire discussion endorsement endorsements
    enthusiasm evidence expectation expectations goal idea lawsuit letter memo message messages notion opinion opinions
    opposition proposal proposals recognition refusal rejection response rhetoric scrutiny sentiment speculation speech
    stance statement statements story suggestion suggestions testimony tribute
    adamant afraid angry aware certain clear confident critical divided eager enthusiastic glad guilty happy hopeful
    impressed inclined known likely nervous obvious optimistic outspoken pessimistic proud reluctant sceptical skeptical
    supportive sure unaware unclear unlikely upset vocal wary""".split()
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
