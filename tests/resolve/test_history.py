from provenance.model import Source, Span
from provenance.resolve.history import Story
from provenance.resolve.people import find_people
from tests.resolve.samples import laid

TEXT = "Ida Holm said yes. Karl Lund said “No, Holm lies.” Ida Holm (R-Iowa), Karl Lund and Per Vik left."


def story() -> Story:
    layout = laid(TEXT, ("Ida Holm", "said", "yes"), ("Karl Lund", "said", "“No, Holm lies.”"))
    return Story(layout, find_people(TEXT, [], []), ())


def test_sources_come_back_nearest_first_and_no_further_than_asked():
    one = story()
    for number, attribution in enumerate(one.layout.attributions):
        one.add(attribution, attribution.source[0], Source("group", str(number)), None)
    assert [said.source.referent for said in one.last(len(TEXT))] == ["1", "0"]
    assert [said.source.referent for said in one.last(52, reach=10)] == ["1"]


def test_a_quotation_knows_who_speaks_in_it():
    one = story()
    attribution = one.layout.attributions[1]
    one.add(attribution, attribution.source[0], Source("named-person", "Karl Lund"), None)
    inside = Span(TEXT.index("Holm lies"), TEXT.index("Holm lies") + 4)
    assert one.in_quotation(inside)
    assert one.speaker_around(inside, quoted=True) == Source("named-person", "Karl Lund")
    assert one.speaker_around(Span(0, 3), quoted=True) is None


def test_an_enumeration_of_people_is_found_in_the_order_of_the_text():
    names = [one.person.name for one in story().joined_before(len(TEXT), 60)]
    assert names == ["Ida Holm", "Karl Lund", "Per Vik"]


def test_people_are_found_by_role_and_counted_by_place():
    one = story()
    ida = one.by_surname["Holm"][0]
    assert one.named(ida, 0, len(TEXT)) == 3
    assert one.named(ida, 0, 20) == 1
