"""Handwritten digits of 8 x 8 pixels, as scikit-learn ships them (1797 images, 10 classes)."""
import torch
from sklearn.datasets import load_digits

HELD_OUT = 297


def load(seed=0):
    """Returns (x, y) for training and (x, y) held out; x is N x 1 x 8 x 8 with values from 0 to 1."""
    digits = load_digits()
    x = torch.tensor(digits.images, dtype=torch.float32).unsqueeze(1) / 16
    y = torch.tensor(digits.target, dtype=torch.int64)
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(seed))
    x, y = x[order], y[order]
    return (x[:-HELD_OUT], y[:-HELD_OUT]), (x[-HELD_OUT:], y[-HELD_OUT:])
