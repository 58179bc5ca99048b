#!/usr/bin/env python3
"""Writes a large graph as ONNX in text: graph.py decoder LAYERS FILE, or graph.py tangle NODES FILE.

A decoder is a transformer of the LLaMA kind down to its primitive operations; cos, sin and mask feed every layer. A tangle has no
repeats and no modules: each node reads one or two of the thirty before it.
"""
import random
import sys

TYPES = ["Relu", "Sigmoid", "Tanh", "Exp", "Sqrt", "Abs", "Neg", "Floor"]


class Graph:
    def __init__(self):
        self.nodes = []

    def op(self, name, kind, *inputs):
        self.nodes.append((name, kind, inputs))
        return name

    def norm(self, path, x):
        wide = self.op(path + "/Cast", "Cast", x)
        mean = self.op(path + "/ReduceMean", "ReduceMean", self.op(path + "/Pow", "Pow", wide))
        root = self.op(path + "/Sqrt", "Sqrt", self.op(path + "/Add", "Add", mean))
        scaled = self.op(path + "/Mul", "Mul", wide, self.op(path + "/Reciprocal", "Reciprocal", root))
        return self.op(path + "/Mul_1", "Mul", scaled)

    def rotary(self, path, name, x, cos, sin):
        low = self.op(path + "/%s_Slice" % name, "Slice", x)
        high = self.op(path + "/%s_Neg" % name, "Neg", self.op(path + "/%s_Slice_1" % name, "Slice", x))
        turned = self.op(path + "/%s_Concat" % name, "Concat", high, low)
        return self.op(path + "/%s_Add" % name, "Add", self.op(path + "/%s_Mul" % name, "Mul", x, cos),
                       self.op(path + "/%s_Mul_1" % name, "Mul", turned, sin))

    def heads(self, path, name, x):
        y = self.op(path + "/%s_proj/MatMul" % name, "MatMul", x)
        return self.op(path + "/%s_Transpose" % name, "Transpose", self.op(path + "/%s_Reshape" % name, "Reshape", y))

    def layer(self, path, x, cos, sin, mask):
        attention = path + "/self_attn"
        y = self.norm(path + "/input_layernorm", x)
        query = self.rotary(attention, "q", self.heads(attention, "q", y), cos, sin)
        key = self.rotary(attention, "k", self.heads(attention, "k", y), cos, sin)
        value = self.heads(attention, "v", y)
        scores = self.op(attention + "/MatMul", "MatMul", query, self.op(attention + "/Transpose", "Transpose", key))
        masked = self.op(attention + "/Add", "Add", self.op(attention + "/Div", "Div", scores), mask)
        mixed = self.op(attention + "/MatMul_1", "MatMul", self.op(attention + "/Softmax", "Softmax", masked), value)
        flat = self.op(attention + "/Reshape", "Reshape", self.op(attention + "/Transpose_1", "Transpose", mixed))
        total = self.op(path + "/Add", "Add", x, self.op(attention + "/o_proj/MatMul", "MatMul", flat))
        y = self.norm(path + "/post_attention_layernorm", total)
        gate = self.op(path + "/mlp/gate_proj/MatMul", "MatMul", y)
        gate = self.op(path + "/mlp/Mul", "Mul", gate, self.op(path + "/mlp/Sigmoid", "Sigmoid", gate))
        up = self.op(path + "/mlp/up_proj/MatMul", "MatMul", y)
        y = self.op(path + "/mlp/down_proj/MatMul", "MatMul", self.op(path + "/mlp/Mul_1", "Mul", gate, up))
        return self.op(path + "/Add_1", "Add", total, y)

    def write(self, file, output):
        with open(file, "w", encoding="utf-8") as out:
            out.write('ir_version: 8\nopset_import { version: 17 }\ngraph {\n  name: "graph"\n')
            for name, kind, inputs in self.nodes:
                reads = "".join(' input: "%s"' % each for each in inputs)
                out.write('  node {%s output: "%s" name: "%s" op_type: "%s" }\n' % (reads, name, name, kind))
            kind = "type { tensor_type { elem_type: 1 shape { dim { dim_value: 1 } dim { dim_value: 2048 } } } }"
            out.write('  input { name: "x" %s }\n  output { name: "%s" %s }\n}\n' % (kind, output, kind))


def decoder(layers):
    graph = Graph()
    x = graph.op("/embed_tokens/Identity", "Identity", "x")
    mask = graph.op("/mask/Mul", "Mul", graph.op("/mask/Cast", "Cast", "x"))
    angle = graph.op("/rotary/Mul", "Mul", "x")
    cos = graph.op("/rotary/Cos", "Cos", angle)
    sin = graph.op("/rotary/Sin", "Sin", angle)
    for i in range(layers):
        x = graph.layer("/layers.%d" % i, x, cos, sin, mask)
    return graph, graph.op("/lm_head/MatMul", "MatMul", x)


def tangle(count):
    graph = Graph()
    dice = random.Random(1)
    names = ["x"]
    for i in range(count):
        reads = dice.sample(names[-30:], min(len(names), dice.choice([1, 1, 2])))
        kind = "Add" if len(reads) == 2 else dice.choice(TYPES)
        names.append(graph.op("%s_%d" % (kind, i), kind, *reads))
    return graph, names[-1]


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("decoder", "tangle"):
        sys.exit(__doc__)
    made, last = (decoder if sys.argv[1] == "decoder" else tangle)(int(sys.argv[2]))
    made.write(sys.argv[3], last)
