"""The tagger as PyTorch sees it: MiniLM with signs, trained on annotated articles, narrowed while it learns."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from provenance.detect.network import windows
from provenance.detect.pieces import CLS, SEP, SIGNS, pieces, signs
from provenance.detect.tags import TAGS, Part
from provenance.train.gold import Annotated

__all__ = ["HEAD", "HIDDEN", "Layer", "Settings", "Tagger", "pretrained", "save", "saved", "trained"]

HIDDEN, HEAD = 384, 32
_MASK = 103
_IGNORED = -100
_REPORT = 50
"""steps between two lines of progress"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is trained; chosen on the development part."""

    epochs: float = 6.0
    narrow_after: float = 1.0
    """epochs; then heads and neurons that matter least are taken out"""
    heads: int = 8
    neurons: int = 896
    """of each layer on average, of 12 and 1,536"""
    window: int = 256
    batch: int = 8
    rate: float = 2e-4
    head_rate: float = 2e-3
    warmup: int = 60
    masked: float = 0.04
    """share of the pieces hidden from the network, against learning articles by heart"""
    seed: int = 1
    bf16: bool = True


class Layer(nn.Module):
    """One encoder layer of BERT with any number of heads and neurons."""

    def __init__(self, heads: int, neurons: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * heads * HEAD)
        self.out = nn.Linear(heads * HEAD, HIDDEN)
        self.up = nn.Linear(HIDDEN, neurons)
        self.down = nn.Linear(neurons, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    @property
    def heads(self) -> int:
        """How many there are."""
        return self.out.in_features // HEAD

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` is batch × pieces × HIDDEN; `mask` is true where there is a piece."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, -1))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Pieces and signs in, a score for each tag out."""

    def __init__(self, pieces: int, shapes: list[tuple[int, int]]) -> None:
        super().__init__()
        self.piece = nn.Embedding(pieces, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.sign = nn.Embedding(SIGNS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer(heads, neurons) for heads, neurons in shapes])
        self.tag = nn.Linear(HIDDEN, TAGS)

    def forward(self, rows: Tensor, sign: Tensor, mask: Tensor) -> Tensor:
        """Batch × pieces × TAGS."""
        x = self.piece(rows) + self.position.weight[: rows.shape[1]] + self.sign(sign)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        scores: Tensor = self.tag(x)
        return scores


def pretrained(weights: Path) -> Tagger:
    """MiniLM (Wang et al. 2020) from its safetensors file, the new parts blank."""
    given = load_file(weights)
    model = Tagger(len(given["embeddings.word_embeddings.weight"]), [(12, 1536)] * 6)
    with torch.no_grad():
        model.piece.weight.copy_(given["embeddings.word_embeddings.weight"])
        model.position.weight.copy_(given["embeddings.position_embeddings.weight"])
        model.position.weight += given["embeddings.token_type_embeddings.weight"][0]
        nn.init.normal_(model.sign.weight, std=0.02)
        model.norm.weight.copy_(given["embeddings.LayerNorm.weight"])
        model.norm.bias.copy_(given["embeddings.LayerNorm.bias"])
        for at, layer in enumerate(model.layers):
            root = f"encoder.layer.{at}."
            for part in ("weight", "bias"):
                three = [given[f"{root}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(three))
                for module, name in (
                    (layer.out, "attention.output.dense"),
                    (layer.norm1, "attention.output.LayerNorm"),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.norm2, "output.LayerNorm"),
                ):
                    getattr(module, part).copy_(given[f"{root}{name}.{part}"])
    return model


@dataclass(frozen=True, slots=True)
class _Encoded:
    rows: list[tuple[int, ...]]
    signs: list[int]
    labels: list[int]
    sentence: list[int]


def _encoded(one: Annotated) -> _Encoded:
    return _Encoded(pieces(one.words), signs(one.words).tolist(), one.labels.tolist(), one.words.sentence.tolist())


def _windows(one: _Encoded, room: int, chance: random.Random) -> Iterator[Part]:
    """The windows of detection, the first shorter by chance, so that borders fall elsewhere in each epoch."""
    lengths = np.fromiter(map(len, one.rows), dtype=np.int32, count=len(one.rows))
    return windows(lengths, np.array(one.sentence, dtype=np.int32), room, chance.randint(room // 3, room))


Batch = tuple[Tensor, Tensor, Tensor, Tensor]


def _batch(items: list[tuple[_Encoded, int, int]], masked: float) -> Batch:
    length = 2 + max(sum(len(row) for row in one.rows[first:last]) for one, first, last in items)
    rows = torch.zeros(len(items), length, dtype=torch.long)
    sign = torch.full_like(rows, SIGNS - 1)
    mask = torch.zeros(len(items), length, dtype=torch.bool)
    labels = torch.full_like(rows, _IGNORED)
    for at, (one, first, last) in enumerate(items):
        flat = [CLS, *(row for word in one.rows[first:last] for row in word), SEP]
        rows[at, : len(flat)] = torch.tensor(flat)
        mask[at, : len(flat)] = True
        place = 1
        for word in range(first, last):
            width = len(one.rows[word])
            sign[at, place : place + width] = one.signs[word]
            labels[at, place] = one.labels[word]
            place += width
    hidden = (torch.rand(rows.shape) < masked) & (rows > SEP)
    return rows.masked_fill(hidden, _MASK), sign, mask, labels


def _importance(layer: Layer) -> tuple[Tensor, Tensor]:
    """Squared first-order effect on the loss of each head and each neuron (Molchanov et al. 2019)."""

    def effect(weight: Tensor) -> Tensor:
        assert weight.grad is not None
        return weight.detach() * weight.grad

    heads = effect(layer.out.weight).view(HIDDEN, layer.heads, HEAD).sum((0, 2))
    neurons = effect(layer.down.weight).sum(0)
    return heads.square(), neurons.square()


def _kept(scores: list[Tensor], keep: int, step: int, least: int) -> list[Tensor]:
    """Indices kept of each layer: `keep` in all, a multiple of `step` and at least `least` in each."""
    ranked = torch.cat([one / one.sum() for one in scores]).sort(descending=True).values
    bar = ranked[keep - 1]
    found = []
    for one in scores:
        count = int((one / one.sum() >= bar).sum())
        count = min(len(one), max(least, round(count / step) * step))
        found.append(one.topk(count).indices.sort().values)
    return found


def _narrowed(model: Tagger, heads: list[Tensor], neurons: list[Tensor]) -> Tagger:
    """The same network without the heads and neurons that are not listed."""
    slim = Tagger(model.piece.num_embeddings, [(len(h), len(n)) for h, n in zip(heads, neurons, strict=True)])
    slim.load_state_dict({k: v for k, v in model.state_dict().items() if not k.startswith("layers.")}, strict=False)
    with torch.no_grad():
        for new, old, h, n in zip(slim.layers, model.layers, heads, neurons, strict=True):
            columns = (h[:, None] * HEAD + torch.arange(HEAD)).flatten()
            rows = torch.cat([columns + part * old.heads * HEAD for part in range(3)])
            new.qkv.weight.copy_(old.qkv.weight[rows])
            new.qkv.bias.copy_(old.qkv.bias[rows])
            new.out.weight.copy_(old.out.weight[:, columns])
            new.out.bias.copy_(old.out.bias)
            new.up.weight.copy_(old.up.weight[n])
            new.up.bias.copy_(old.up.bias[n])
            new.down.weight.copy_(old.down.weight[:, n])
            new.down.bias.copy_(old.down.bias)
            for name in ("norm1", "norm2"):
                getattr(new, name).load_state_dict(getattr(old, name).state_dict())
    return slim


def _optimizer(model: Tagger, settings: Settings) -> torch.optim.Optimizer:
    fresh = [*model.tag.parameters(), *model.sign.parameters()]
    known = {id(one) for one in fresh}
    body = [one for one in model.parameters() if id(one) not in known]
    groups = [{"params": body, "base": settings.rate}, {"params": fresh, "base": settings.head_rate}]
    return torch.optim.AdamW(groups, lr=settings.rate, weight_decay=0.01, fused=True)


class _Feed:
    """Batches without end: windows of all articles in a new order each epoch."""

    def __init__(self, articles: list[Annotated], settings: Settings) -> None:
        self._chance = random.Random(settings.seed)
        self._encoded = [_encoded(one) for one in articles]
        self._settings = settings
        self._waiting: list[tuple[_Encoded, int, int]] = []
        self._fill()
        self.steps_an_epoch = len(self._waiting) // settings.batch

    def _fill(self) -> None:
        room = self._settings.window - 2
        self._waiting = [(one, *part) for one in self._encoded for part in _windows(one, room, self._chance)]
        self._chance.shuffle(self._waiting)

    def next(self) -> Batch:
        """The next batch."""
        if len(self._waiting) < self._settings.batch:
            self._fill()
        items = [self._waiting.pop() for _ in range(self._settings.batch)]
        return _batch(items, self._settings.masked)


def _stepped(model: Tagger, batch: Batch, *, bf16: bool) -> float:
    """Gradients of one batch, clipped; returns its loss."""
    rows, sign, mask, labels = batch
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        out = model(rows, sign, mask)
    loss = functional.cross_entropy(out.float().view(-1, TAGS), labels.view(-1), ignore_index=_IGNORED)
    model.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    return float(loss.detach())


def _slimmer(model: Tagger, scores: list[tuple[Tensor, Tensor]], settings: Settings) -> Tagger:
    heads = _kept([one for one, _ in scores], settings.heads * len(scores), 1, 4)
    neurons = _kept([one for _, one in scores], settings.neurons * len(scores), 64, 256)
    print("heads kept", [len(one) for one in heads], "neurons kept", [len(one) for one in neurons], flush=True)
    return _narrowed(model, heads, neurons).train()


def trained(model: Tagger, articles: list[Annotated], settings: Settings) -> Tagger:
    """The network after training; it comes back narrower than it went in.

    After the first epoch, in whose second half the effect of every head and neuron on the loss is summed up, those
    that matter least are taken out; the rest of the training makes up for them.
    """
    torch.manual_seed(settings.seed)
    feed = _Feed(articles, settings)
    total, narrow_at = (int(feed.steps_an_epoch * epochs) for epochs in (settings.epochs, settings.narrow_after))
    optimizer = _optimizer(model.train(), settings)
    scores: list[tuple[Tensor, Tensor]] = []
    began, lost = time.time(), 0.0
    for step in range(total):
        if step == narrow_at:
            model = _slimmer(model, scores, settings)
            optimizer = _optimizer(model, settings)
        since = step - narrow_at if step >= narrow_at else step
        _pace(optimizer, min(1.0, (since + 1) / settings.warmup) * max(0.02, 1 - step / total))
        lost += _stepped(model, feed.next(), bf16=settings.bf16)
        if narrow_at // 2 <= step < narrow_at:
            found = [_importance(layer) for layer in model.layers]
            scores = [(a + c, b + d) for (a, b), (c, d) in zip(scores or _zeros(found), found, strict=True)]
        optimizer.step()
        if step % _REPORT == _REPORT - 1:
            print(f"{step + 1}/{total} {(time.time() - began) / 60:.1f} min loss {lost / _REPORT:.4f}", flush=True)
            lost = 0.0
    return model.eval()


def _pace(optimizer: torch.optim.Optimizer, share: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * share


def _zeros(like: list[tuple[Tensor, Tensor]]) -> list[tuple[Tensor, Tensor]]:
    return [(torch.zeros_like(a), torch.zeros_like(b)) for a, b in like]


def save(model: Tagger, path: Path) -> None:
    """Weights and shape as safetensors."""
    shapes = json.dumps([(layer.heads, layer.up.out_features) for layer in model.layers])
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, path, metadata={"shapes": shapes})


def saved(path: Path) -> Tagger:
    """The network that `save` kept."""
    with safe_open(path, "pt") as file:
        shapes = json.loads(file.metadata()["shapes"])
        state = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - not a dictionary
    model = Tagger(len(state["piece.weight"]), [(heads, neurons) for heads, neurons in shapes])
    model.load_state_dict(state)
    return model.eval()
