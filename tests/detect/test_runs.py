import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.detect.runs import runs


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "it fell" twice.', ['"it fell"']),
        ("He said “it ‘fell’ so” twice.", ["“it ‘fell’ so”"]),
        ("„Sie fiel“, «cela», ``it fell''", ["„Sie fiel“", "«cela»", "``it fell''"]),
        ("‘It fell,’ he said. ‘It’s gone.’", ["‘It fell,’", "‘It’s gone.’"]),
        ("'It fell,' he said.", ["'It fell,'"]),
        ("the voters' bridge, the '90s and rock 'n' roll", []),
        ("“It fell.\n\n“It is gone.”", ["“It fell.", "“It is gone.”"]),
        ("a stray ” mark", []),
    ],
)
def test_marks_pair_in_every_style(text, quoted):
    assert [run.of(text) for run in runs(text)] == quoted


@example("``a````b.")
@given(st.text(alphabet="\"'“”‘’`a, \n", max_size=80))
def test_runs_never_overlap_and_stay_in_the_text(text):
    at = 0
    for run in runs(text):
        assert at <= run.start < run.end <= len(text)
        at = run.end
