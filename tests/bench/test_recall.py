"""The measured recall that audits show is the one that the documentation gives.

`python -m tests.bench FOLDER attributions` measures it anew, where FOLDER holds PolNeAR: it is the second figure under
"detection P, R, F1".
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from provenance.detect import DETECTORS
from provenance.lexicon import measured_recall

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "explanation" / "detectors.md")


def test_every_detector_was_measured_and_nothing_else():
    assert set(measured_recall()) == set(DETECTORS)
    assert all(0 < one.recall < 100 and one.attributions == 2_192 for one in measured_recall().values())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("detector", DETECTORS)
def test_the_documentation_gives_the_same_recall(detector, page):
    row = next(
        line for line in page.read_text(encoding="utf-8").splitlines() if re.match(rf"\|.*`{detector}`.*\d / ", line)
    )
    figures = re.search(r"([\d.]+) / ([\d.]+) / ", row)
    assert figures is not None
    assert float(figures[2]) == measured_recall()[detector].recall
