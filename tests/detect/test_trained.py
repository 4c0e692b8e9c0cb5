"""The trained detectors on sentences of every form that news has. All people and places are invented."""

import pytest

from provenance.detect import DETECTORS
from provenance.model import Article, Furniture, Span

TRAINED = [name for name in DETECTORS if name != "rules"]


def stated(detector: str, text: str, **more) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, their parts joined by a stroke."""
    found = DETECTORS[detector](Article(id="a", text=text, **more))

    def joined(spans):
        return " | ".join(span.of(text) for span in spans)

    return [(joined(one.source), joined(one.cue), joined(one.content)) for one in found]


@pytest.mark.parametrize("detector", TRAINED)
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('"It broke at noon," Orla Venn said on Tuesday.', "Orla Venn", "said", '"It broke at noon,"'),
        ('Orla Venn told reporters: "It broke at noon."', "Orla Venn", "told reporters:", '"It broke at noon."'),
        (
            "According to the harbour police, the bridge broke at noon.",
            "the harbour police",
            "According to",
            "the bridge broke at noon",
        ),
        (
            "The harbour police said the bridge broke at noon on Tuesday.",
            "The harbour police",
            "said",
            "the bridge broke at noon on Tuesday",
        ),
        (
            "“It broke at noon,” said Orla Venn, the harbour master.",
            "Orla Venn",
            "said",
            "“It broke at noon,”",
        ),
    ],
)
def test_who_said_what_is_found(detector, text, source, cue, content):
    (one,) = stated(detector, text)
    assert one[0].startswith(source)
    assert one[1].split()[0] == cue.split()[0]
    assert content.strip('"“”,.') in one[2]


@pytest.mark.parametrize("detector", TRAINED)
@pytest.mark.parametrize(
    ("opening", "closing"), [('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("''", "''"), ("‘", "’")]
)
def test_a_quotation_split_by_its_speaker_is_one_attribution_in_every_style(detector, opening, closing):
    text = f"{opening}It broke at noon,{closing} Orla Venn said, {opening}and nobody was on it.{closing}"
    found = stated(detector, text)
    assert len(found) == 1
    assert found[0][0] == "Orla Venn"
    assert "broke at noon" in found[0][2]
    assert "nobody was on it" in found[0][2]


@pytest.mark.parametrize("detector", TRAINED)
def test_each_turn_of_a_transcript_is_its_speakers(detector):
    text = "HOST: Is the bridge safe?\n\nVENN: It is. We checked it.\n\nHOST: And the ferry?\n\nVENN: Ask me in spring."
    assert [(source, content) for source, _, content in stated(detector, text)] == [
        ("HOST", "Is the bridge safe?"),
        ("VENN", "It is. We checked it."),
        ("HOST", "And the ferry?"),
        ("VENN", "Ask me in spring."),
    ]


@pytest.mark.parametrize("detector", TRAINED)
def test_bylines_and_credits_state_nothing(detector):
    line = "Orla Venn said in a photo caption: rain fell."
    text = f"{line}\n\nThe harbour police said the bridge broke at noon."
    furniture = (Furniture("photo-credit", Span(0, len(line))),)
    assert [source for source, _, _ in stated(detector, text, furniture=furniture)] == ["The harbour police"]


@pytest.mark.parametrize("detector", TRAINED)
def test_a_text_that_attributes_nothing_has_no_attributions(detector):
    assert stated(detector, "Rain fell on the harbour. The bridge is forty metres long. It opened in 1911.") == []


@pytest.mark.parametrize("detector", TRAINED)
def test_a_plain_quotation_is_surer_than_a_vague_one(detector):
    def sure(text):
        return max((one.confidence for one in DETECTORS[detector](Article(id="a", text=text))), default=0.0)

    assert sure('"It broke at noon," Orla Venn said.') > sure("Supporters of the bridge hope it lasts.")
