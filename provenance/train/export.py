"""The trained network as an ONNX file with 8-bit weights, laid out for speed on one core.

The graph is written by hand: quantised products that need no separate dequantising, attention as one operator, and
no padding, since a window is run alone. Sums and norms stay apart: the fused operator is slower here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from provenance.detect.tags import TAGS
from provenance.train.network import Layer, Tagger

__all__ = ["exported"]

Floats = NDArray[np.float32]

_LARGEST = 63
"""of a quantised weight: with 7 bits no processor's 16-bit sums overflow, so every machine gives the same result"""
_ROWS = 127
"""of a quantised row of the vocabulary, which is only looked up"""
_CONTRIB = "com.microsoft"


class _Graph:
    """Nodes and initial values, as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.values: list[onnx.TensorProto] = []

    def value(self, name: str, array: NDArray[np.generic]) -> str:
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **options: float) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **options))
        return name

    def product(self, x: str, name: str, weight: Floats, bias: Floats | None) -> str:
        """`x` times the transposed `weight`, plus `bias`; weights in 7 bits, a scale for each output."""
        scale = np.maximum(np.abs(weight).max(1), 1e-8) / _LARGEST
        whole = np.clip(np.rint(weight / scale[:, None]), -_LARGEST, _LARGEST).astype(np.int8)
        inputs = [x, self.value(f"{name}.w", whole.T), self.value(f"{name}.s", scale.astype(np.float32))]
        inputs.append(self.value(f"{name}.z", np.zeros(len(scale), dtype=np.int8)))
        if bias is not None:
            inputs.append(self.value(f"{name}.b", bias))
        return self.node("DynamicQuantizeMatMul", inputs, name, _CONTRIB)

    def norm(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        inputs = [x, self.value(f"{name}.g", weight), self.value(f"{name}.c", bias)]
        return self.node("LayerNormalization", inputs, name, epsilon=1e-12, axis=-1)


def _layer(graph: _Graph, x: str, at: int, layer: Layer) -> str:
    state = {name: value.detach().numpy() for name, value in layer.state_dict().items()}
    name = f"layer{at}."
    parts = []
    for part, (weight, bias) in enumerate(
        zip(np.split(state["qkv.weight"], 3), np.split(state["qkv.bias"], 3), strict=True)
    ):
        parts.append(graph.product(x, name + "qkv"[part], weight, bias))
    mixed = graph.node("MultiHeadAttention", parts, name + "mixed", _CONTRIB, num_heads=layer.heads)
    out = graph.product(mixed, name + "out", state["out.weight"], state["out.bias"])
    summed = graph.node("Add", [x, out], name + "sum1")
    x = graph.norm(summed, name + "norm1", state["norm1.weight"], state["norm1.bias"])
    up = graph.product(x, name + "up", state["up.weight"], None)
    bent = graph.node("BiasGelu", [up, graph.value(name + "up.b", state["up.bias"])], name + "gelu", _CONTRIB)
    down = graph.product(bent, name + "down", state["down.weight"], state["down.bias"])
    summed = graph.node("Add", [x, down], name + "sum2")
    return graph.norm(summed, name + "norm2", state["norm2.weight"], state["norm2.bias"])


def _embedded(graph: _Graph, model: Tagger, longest: int) -> str:
    table = model.piece.weight.detach().numpy()
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / _ROWS
    graph.value("piece", np.rint(table / scale).astype(np.int8))
    graph.value("piece.s", scale.astype(np.float32))
    graph.value("sign", model.sign.weight.detach().numpy())
    graph.value("position", model.position.weight.detach().numpy()[:longest])
    whole = graph.node("Cast", [graph.node("Gather", ["piece", "rows"], "piece.q")], "piece.f", to=TensorProto.FLOAT)
    x = graph.node("Mul", [whole, graph.node("Gather", ["piece.s", "rows"], "piece.r")], "piece.x")
    x = graph.node("Add", [x, graph.node("Gather", ["sign", "signs"], "sign.x")], "signed")
    x = graph.node("Add", [x, graph.node("Gather", ["position", "places"], "position.x")], "placed")
    norm = model.norm
    return graph.norm(x, "embedded", norm.weight.detach().numpy(), norm.bias.detach().numpy())


def exported(model: Tagger, path: Path, longest: int) -> None:
    """Write `model` for windows of at most `longest` pieces.

    Inputs `rows`, `signs`, `places`: int32, 1 × pieces. Output `scores`: 1 × pieces × TAGS, unnormalised logs.
    """
    graph = _Graph()
    x = _embedded(graph, model, longest)
    for at, layer in enumerate(model.layers):
        x = _layer(graph, x, at, layer)
    tag = model.tag
    graph.value("tag.w", tag.weight.detach().numpy().T)
    graph.value("tag.b", tag.bias.detach().numpy())
    graph.node("Add", [graph.node("MatMul", [x, "tag.w"], "tag"), "tag.b"], "scores")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, [1, "pieces"]) for name in ("rows", "signs", "places")
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "pieces", TAGS])]
    made = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.values)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)]
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="provenance"), path)
