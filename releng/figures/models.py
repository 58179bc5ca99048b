"""Writes the models that the figures of the user documentation show, as traced TorchScript.

Architectures are those of torchvision or the small classes below. The weights are one zero, repeated by a stride of 0, so that
a file takes kilobytes; nothing but the architecture counts here. Each file lies in a folder of its own with one sample beside it,
which tells the size of the input.

    python3 models.py FOLDER
"""
import json
import pathlib
import struct
import sys

import torch
import torchvision.models as vision
from torch import nn


class DoubleConv(nn.Sequential):
    def __init__(self, inputs, outputs):
        super().__init__(nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU(),
                         nn.Conv2d(outputs, outputs, 3, padding=1), nn.ReLU())


class UNet(nn.Module):
    """Ronneberger, Fischer and Brox (2015), with padded convolutions."""

    def __init__(self):
        super().__init__()
        widths = [64, 128, 256, 512, 1024]
        self.down = nn.ModuleList(DoubleConv(i, o) for i, o in zip([1] + widths[:-1], widths))
        self.pool = nn.ModuleList(nn.MaxPool2d(2) for _ in widths[:-1])
        self.up = nn.ModuleList(nn.ConvTranspose2d(2 * w, w, 2, stride=2) for w in widths[-2::-1])
        self.merge = nn.ModuleList(DoubleConv(2 * w, w) for w in widths[-2::-1])
        self.head = nn.Conv2d(64, 2, 1)

    def forward(self, x):
        skips = []
        for conv, pool in zip(self.down, self.pool):
            x = conv(x)
            skips.append(x)
            x = pool(x)
        x = self.down[-1](x)
        for up, merge, skip in zip(self.up, self.merge, reversed(skips)):
            x = merge(torch.cat([skip, up(x)], 1))
        return self.head(x)


class LSTMClassifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10000, 128)
        self.lstm = nn.LSTM(128, 256, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.fc = nn.Linear(256, 5)

    def forward(self, tokens):
        x, _ = self.lstm(self.embedding(tokens))
        return self.fc(self.dropout(x[:, -1]))


class SelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).reshape(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        a = (q @ k.transpose(-2, -1) * (width // self.heads) ** -0.5).softmax(-1)
        return self.proj((a @ v).transpose(1, 2).reshape(batch, length, width))


class DecoderLayer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = SelfAttention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class Decoder(nn.Module):
    """The layout of GPT-2 (Radford et al., 2019), small."""

    def __init__(self, layers=12, width=768, heads=12):
        super().__init__()
        self.tokens = nn.Embedding(50257, width)
        self.layers = nn.Sequential(*(DecoderLayer(width, heads) for _ in range(layers)))
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, 50257, bias=False)

    def forward(self, ids):
        return self.head(self.norm(self.layers(self.tokens(ids))))


def picture(side, channels=3):
    return torch.zeros(1, channels, side, side)


MODELS = {
    'unet': lambda: (UNet(), picture(256, 1)),
    'resnet50': lambda: (vision.resnet50(), picture(224)),
    'vgg16': lambda: (vision.vgg16(), picture(224)),
    'inception': lambda: (vision.googlenet(aux_logits=False, init_weights=False), picture(224)),
    'densenet121': lambda: (vision.densenet121(), picture(224)),
    'lstm': lambda: (LSTMClassifier(), torch.zeros(1, 40, dtype=torch.int64)),
    'decoder': lambda: (Decoder(), torch.zeros(1, 128, dtype=torch.int64)),
}


def emptied(model):
    for tensor in list(model.parameters()) + list(model.buffers()):
        tensor.data = torch.zeros((), dtype=tensor.dtype).expand(tensor.shape)
    return model.eval()


def write_sample(path, value):
    kind = {torch.float32: 'F32', torch.int64: 'I64'}[value.dtype]
    data = bytes(value.numel() * value.element_size())
    head = json.dumps({'x': {'dtype': kind, 'shape': list(value.shape), 'data_offsets': [0, len(data)]}}).encode()
    path.write_bytes(struct.pack('<Q', len(head)) + head + data)


def main(folder):
    for name, make in MODELS.items():
        torch.manual_seed(0)
        model, sample = make()
        place = pathlib.Path(folder) / name
        place.mkdir(parents=True, exist_ok=True)
        traced = torch.jit.trace(emptied(model), sample, check_trace=False)
        torch.jit.save(traced, str(place / (name + '.pt')))
        write_sample(place / 'samples.safetensors', sample)
        print(place / (name + '.pt'))


if __name__ == '__main__':
    main(sys.argv[1])
