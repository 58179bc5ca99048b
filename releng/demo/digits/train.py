"""Trains DigitsNet and writes its checkpoints: python3 train.py [DIRECTORY]"""
import sys
from pathlib import Path

import torch
from torch import nn

from data import load
from digits import DigitsNet


def accuracy(net, x, y):
    net.eval()
    with torch.no_grad():
        return (net(x).argmax(1) == y).float().mean().item()


def train(net, x, y, epochs=6, batch_size=32):
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for epoch in range(epochs):
        net.train()
        for batch in torch.randperm(len(x)).split(batch_size):
            optimizer.zero_grad()
            loss = criterion(net(x[batch]), y[batch])
            loss.backward()
            optimizer.step()
        print(f"epoch {epoch + 1}: loss {loss.item():.4f}, training accuracy {accuracy(net, x, y):.3f}")


def save(net, example, directory):
    net.eval()
    torch.jit.save(torch.jit.trace(net, example), str(directory / "digits_traced.pt"))
    torch.jit.save(torch.jit.script(net), str(directory / "digits_scripted.pt"))
    torch.onnx.export(net, example, str(directory / "digits.onnx"), input_names=["x"], output_names=["logits"],
                      dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}})


def main(directory="."):
    torch.manual_seed(0)
    (x, y), (x_held_out, y_held_out) = load()
    net = DigitsNet()
    train(net, x, y)
    print(f"held-out accuracy {accuracy(net, x_held_out, y_held_out):.3f}")
    save(net, x_held_out[:1], Path(directory))
    return net


if __name__ == "__main__":
    main(*sys.argv[1:])
