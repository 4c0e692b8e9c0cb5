import random
import sys

from tests.bench.parallel import _exchanged, _form, watch

WORDS = "harbour seaport pier bridge master waiter closed opened Friday Sunday".split()


def test_a_command_is_watched_with_the_processes_that_it_starts():
    child = "import time; x = bytearray(80_000_000); time.sleep(1)"
    code = f"import subprocess, sys; print('on'); subprocess.run([sys.executable, '-c', {child!r}]); sys.exit(3)"
    seen = watch(sys.executable, "-c", code)
    assert [line for _, line in seen.lines] == ["on\n"]
    assert seen.ended == 3
    assert 80 < seen.largest < seen.together
    assert seen.cpu > 0
    assert seen.wall > 1


def test_a_page_made_of_another_has_other_words_of_the_same_form_in_its_paragraphs_alone():
    words: dict[tuple[int, str, bool], list[str]] = {}
    for word in WORDS:
        words.setdefault(_form(word), []).append(word)
    page = "<h1>The harbour</h1><p class=lede>The <b>harbour</b> closed on Friday.</p>"
    made = {_exchanged(page, words, random.Random(number)) for number in range(40)}
    assert len(made) > 3
    assert all(len(one) == len(page) and one.startswith("<h1>The harbour</h1><p class=lede>The <b>") for one in made)
    assert any("seaport" not in one and "Sunday" in one for one in made)
