#!/usr/bin/env python3
"""Compares the shapes that Lamina infers with those that PyTorch has when it runs the same network.

    /usr/bin/python3 -s releng/corpus/shapes.py [ARCHITECTURE...]

Traces torchvision's architectures with weights that take no room, and reads them with `releng/lamina inspect` (another
program of that kind may be named by the variable LAMINA). Modules count at each of their calls, functions as the
traced graph has them. Prints a line an architecture, and below it what differs; detectors can't be traced. See README.md.
"""
import collections
import inspect
import json
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import make
import torch

LAMINA = os.environ.get("LAMINA") or str(Path(__file__).resolve().parents[1] / "lamina")


def shape(value):
    """The shape of a tensor, or of the first one in a list or dictionary."""
    if isinstance(value, torch.Tensor):
        return list(value.shape)
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else []
    return next((found for found in map(shape, inner) if found is not None), None)


def truth(net, example, file):
    """The shapes of modules by path and of operators by module and name, in the order of their calls."""
    modules, operators = collections.defaultdict(list), collections.defaultdict(list)
    hooks = [module.register_forward_hook(lambda _, __, out, path=path: modules[path].append(shape(out)))
             for path, module in net.named_modules()]
    with torch.no_grad():
        net(example)
        for hook in hooks:
            hook.remove()
        traced = torch.jit.trace(net, example, check_trace=False, strict=False)
    for node in traced.inlined_graph.nodes():
        if node.kind().startswith("aten::") and isinstance(next(node.outputs()).type(), torch.TensorType):
            scope = node.scopeName().split("/")[-1].replace("__module.", "").replace("__module", "")
            operators[scope, node.kind()[6:].strip("_")].append(next(node.outputs()).type().sizes())
    traced.save(file)
    return modules, operators


def expected(path, found, modules, operators):
    """The shape that a layer should have; of several operators of one name the one that fits; None if untold."""
    base, _, call = path.partition("#")
    if base in modules:
        calls = modules[base]
        return calls[min(int(call or 1), len(calls)) - 1]
    parent, _, name = base.rpartition(".")
    calls = operators.get((parent, name)) or operators.get((parent, name.rstrip("0123456789").rstrip("_"))) or []
    return found if found in calls else calls[0] if calls else None


def main():
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    for name in sys.argv[1:] or [each for each in make.CLASSIFICATION + make.VIDEO if each not in make.UNTRACED]:
        net, example = make.model_of(name), make.example_of(name)
        for parameter in net.parameters():
            parameter.data = torch.zeros(1).expand(parameter.shape)
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / f"{name}.pt")
            modules, operators = truth(net, example, file)
            given = f"{next(iter(inspect.signature(net.forward).parameters))}={','.join(map(str, example.shape))}"
            read = json.loads(subprocess.run([LAMINA, "inspect", "--json", file, "--input-shape", given], check=True,
                                             stdout=subprocess.PIPE).stdout)
        counts, differing = collections.Counter(), []
        for layer in read["layers"]:
            found = layer["outputShapes"][0] if layer["outputShapes"] else None
            right = expected(layer["path"], found, modules, operators)
            verdict = ("untold" if right is None else "equal" if found == right
                       else "unknown" if found is None or None in found else "wrong")
            counts[verdict] += 1
            if verdict in ("unknown", "wrong"):
                differing.append(f"  - {layer['path']}: {found}, in PyTorch {right}")
        print(f"{name}:", ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())), flush=True)
        print("\n".join(differing), end="\n" if differing else "")


if __name__ == "__main__":
    main()
