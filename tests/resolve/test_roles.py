import pytest

from provenance.resolve.roles import Setting, Sign, read_sign


def sign(sentence: str) -> Sign:
    before, after = sentence.split("X", 1)
    return read_sign(Setting(before, after))


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("According to a new report by X, the quay is shut.", "cited"),
        ("X first reported the closure.", "cited"),
        ("The tape, obtained by X, shows the quay.", "cited"),
        ("The quay is shut, as X put it.", "cited"),
        ("The minister, citing X, said so.", "cited"),
        ("A X investigation found cracks.", "cited"),
        ("Cracks were found. [X.]", "cited"),
        ("A X/Norstat opinion poll shows a lead.", "poll"),
        ("In a poll conducted by X, most were glad.", "poll"),
        ("She told X on Friday that she was glad.", "venue"),
        ("In an interview with X, she was glad.", "venue"),
        ("She said Sunday on “X” that she was glad.", "venue"),
        ("Speaking to X, she was glad.", "venue"),
        ("In a X op-ed, she was glad.", "venue"),
        ("She told Ana Lund of X that she was glad.", "venue"),
        ("Photo: Ana Lund/X", "credit"),
        ("Photo credit: X", "credit"),
        ("Pictures by X", "credit"),
        ("Video from X", "credit"),
        ("Image courtesy of X", "credit"),
        ("Graphic: Ana Lund via X", "credit"),
        ("(Ana Lund/X)", "credit"),
        ("X Photo", "credit"),
        ("The pier. /Getty X", None),
        ("Lund, X/Getty", "credit"),
        ("X images", "credit"),
        ("The X image of calm is gone.", None),
        ("X also contributed to this report.", "wire"),
        ("Ana Lund contributed reporting to this story for X.", "wire"),
        ("X contributed to this report.", "wire"),
        ("Contributing: Ana Lund, X.", "wire"),
        ("X writer Ana Lund contributed from Oslo.", "wire"),
        ("The X affiliate in Bergen moved.", "mention"),
        ("She worked for X and liked it.", "mention"),
        ("The old building of X burnt down.", None),
    ],
)
def test_the_words_around_a_name_give_its_role(sentence, role):
    assert sign(sentence).role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("X host Ana Lund moderated.", "mention"),
        ("X's Ana Lund reported the closure.", "cited"),
        ("“It is shut,” said X host Ana Lund.", "cited"),
        ("She told X's Ana Lund that she was glad.", "venue"),
        ("Ana Lund, a writer for X, said on Twitter that it was shut.", "mention"),
        ("Lund, a former X reporter, said it was shut.", "mention"),
    ],
)
def test_staff_speak_for_the_outlet_only_where_they_report(sentence, role):
    assert sign(sentence).role == role
    assert sign(sentence).staff


def test_a_survey_of_records_is_no_poll():
    assert sign("According to a X survey of voter lists, few were struck.").role == "cited"
