import json

import pytest

from provenance.detect import DETECTORS
from tests.bench import gate
from tests.bench.gate import EPSILON, Figure, fallen, figures, pinned


@pytest.fixture(scope="module", params=DETECTORS)
def measured(request):
    return request.param, figures(request.param)


def test_no_detector_has_fallen_below_its_floors(measured):
    detector, now = measured
    assert list(fallen(now, pinned().get(detector, {}))) == []


def test_floors_are_pinned_for_the_detectors_there_are_and_no_other():
    assert set(pinned()) == set(DETECTORS)


def test_a_figure_below_its_floor_is_named_and_noise_is_not():
    now = {"open": {"detection F1": Figure(70.0, 1000)}}
    assert list(fallen(now, {"open": {"detection F1": 70.0 + EPSILON}})) == []
    assert list(fallen(now, {"open": {"detection F1": 70.1 + EPSILON}})) == ["open: detection F1 70.0, floor 71.1"]


def test_one_attribution_of_few_is_noise_and_two_are_not():
    few = {"open": {"mixed R": Figure(80.0, 10)}}
    assert list(fallen(few, {"open": {"mixed R": 90.0}})) == []
    assert list(fallen(few, {"open": {"mixed R": 100.0}})) == ["open: mixed R 80.0, floor 100.0"]


def test_a_figure_without_a_floor_does_not_pass():
    assert list(fallen({"open": {"detection F1": Figure(99.0, 9)}}, {})) == [
        "open: detection F1 has no floor; run `python -m tests.bench.gate --pin`"
    ]


def test_the_command_prints_the_table_and_fails_on_a_floor_that_is_too_high(tmp_path, monkeypatch, capsys):
    floors = tmp_path / "floors.json"
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "DETECTORS", {"rules": DETECTORS["rules"]})
    gate.main(["--pin"])
    gate.main([])
    assert capsys.readouterr().out.count("rules      aside") == 2
    raised = json.loads(floors.read_text(encoding="utf-8"))
    raised["rules"]["aside"]["full F1"] = 101.0
    floors.write_text(json.dumps(raised), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"rules, aside: full F1 \d\d\.\d, floor 101\.0"):
        gate.main([])
