#!/usr/bin/env python3
"""Writes torchvision's architectures with random weights in PyTorch's formats and as ONNX, and the truth about them.

    /usr/bin/python3 -s releng/corpus/make.py FOLDER [ARCHITECTURE...]

Needs PyTorch, torchvision and onnx (Debian: python3-torch, python3-torchvision, python3-onnx), some 20 GB of disk, and an
hour. What an exporter refuses is noted in FOLDER/truth.json and left out. See README.md.
"""
import hashlib
import json
import sys
import time
import warnings
from pathlib import Path

import torch
import torchvision

CLASSIFICATION = ["alexnet", "convnext_tiny", "densenet121", "efficientnet_b0", "efficientnet_v2_s", "googlenet",
                  "inception_v3", "maxvit_t", "mnasnet0_5", "mobilenet_v2", "mobilenet_v3_small", "regnet_y_400mf",
                  "resnet18", "resnet50", "resnext50_32x4d", "shufflenet_v2_x1_0", "squeezenet1_0", "swin_t", "swin_v2_t",
                  "vgg11_bn", "vit_b_16"]
SEGMENTATION = ["deeplabv3_mobilenet_v3_large", "fcn_resnet50", "lraspp_mobilenet_v3_large"]
DETECTION = ["fasterrcnn_mobilenet_v3_large_320_fpn", "retinanet_resnet50_fpn", "ssdlite320_mobilenet_v3_large"]
VIDEO = ["mc3_18", "mvit_v2_s", "r2plus1d_18", "r3d_18", "s3d"]
QUANTISED = ["quantized_mobilenet_v2"]
FROZEN = ["mobilenet_v3_small", "resnet18"]
UNTRACED = ["mvit_v2_s"]  # a run of it takes 17 GB
SIZES = {"inception_v3": 299}


def model_of(name):
    if name in QUANTISED:
        return torchvision.models.get_model(name, weights=None, quantize=True).eval()
    backbone = {} if name in CLASSIFICATION + VIDEO else {"weights_backbone": None}
    inits = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
    return torchvision.models.get_model(name, weights=None, **backbone, **inits).eval()


def example_of(name):
    if name in VIDEO:
        return torch.rand(1, 3, 14, 224, 224) if name == "s3d" else torch.rand(1, 3, 16, 64, 64)
    size = SIZES.get(name, 224)
    return ([torch.rand(3, size, size)],) if name in DETECTION else torch.rand(1, 3, size, size)


def digest(tensor):
    return hashlib.sha256(tensor.contiguous().numpy().tobytes()).hexdigest()


def described(tensor):
    if tensor.is_quantized:
        return {"dtype": str(tensor.int_repr().dtype)[6:], "shape": list(tensor.shape), "sha256": digest(tensor.int_repr())}
    facts = {"dtype": str(tensor.dtype)[6:], "shape": list(tensor.shape), "sha256": digest(tensor)}
    return {**facts, "transposed": digest(tensor.t())} if tensor.dim() == 2 else facts


def type_of(module):
    """The module of PyTorch that a class is or extends."""
    return next(kind.__name__ for kind in type(module).__mro__ if kind.__module__.startswith("torch."))


def truth_of(net):
    tensors = {**dict(net.named_buffers()), **dict(net.named_parameters())}
    tensors.update((name, value) for name, value in net.state_dict().items() if isinstance(value, torch.Tensor))
    tensors = {name: value.detach() for name, value in tensors.items()}
    owners = {name.rpartition(".")[0] for name in tensors}
    layers = {path: type_of(module) for path, module in net.named_modules()
              if path in owners and not list(module.children())}
    saved = net.state_dict()
    return {"layers": layers, "unsaved": [name for name in tensors if name not in saved],
            "parameters": sum(p.numel() for p in net.parameters()),
            "buffers": sum(b.numel() for b in net.buffers()),
            "tensors": {name: described(value) for name, value in tensors.items()}}


def write(name, folder):
    torch.manual_seed(0)
    net, example = model_of(name), example_of(name)
    truth = {**truth_of(net), "files": {}, "refused": {}}
    legacy = {"dynamo": False} if hasattr(torch, "export") else {}
    writers = {"weights": lambda file: torch.save(net.state_dict(), file),
               "scripted": lambda file: torch.jit.script(net).save(file),
               "traced": lambda file: torch.jit.trace(net, example, check_trace=False, strict=False).save(file),
               "frozen": lambda file: torch.jit.freeze(torch.jit.script(net)).save(file),
               "onnx": lambda file: torch.onnx.export(net, example, file, opset_version=16, do_constant_folding=True,
                                                     **legacy),
               "export": lambda file: torch.export.save(torch.export.export(
                   net, example if isinstance(example, tuple) else (example,)), file)}
    if name not in FROZEN:
        del writers["frozen"]
    if name in UNTRACED:
        del writers["traced"], writers["onnx"]
    if not hasattr(torch, "export"):
        del writers["export"]
    for kind, writer in writers.items():
        file = folder / (name + {"onnx": ".onnx", "export": ".pt2"}.get(kind, f"_{kind}.pt"))
        try:
            writer(str(file))
            truth["files"][kind] = file.name
        except Exception as problem:  # an exporter may refuse a model in any way
            file.unlink(missing_ok=True)
            truth["refused"][kind] = str(problem).strip().splitlines()[0][:120] if str(problem).strip() else "refused"
    return truth


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    place = folder / "truth.json"
    truth = json.loads(place.read_text()) if place.exists() else {}
    for name in sys.argv[2:] or CLASSIFICATION + SEGMENTATION + DETECTION + VIDEO + QUANTISED:
        start = time.time()
        truth[name] = write(name, folder)
        place.with_suffix(".new").write_text(json.dumps(truth))
        place.with_suffix(".new").rename(place)
        print(f"{name}: {', '.join(truth[name]['files'])} in {time.time() - start:.0f} s", truth[name]["refused"] or "",
              flush=True)


if __name__ == "__main__":
    main()
