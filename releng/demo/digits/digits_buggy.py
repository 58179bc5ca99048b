"""BuggyDigitsNet: a second try at the digits."""
import torch
from torch import nn

from digits import ResidualBlock


class BuggyDigitsNet(nn.Module):
    """Maps N x 1 x 8 x 8 images to N x 10 class probabilities."""

    def __init__(self, classes=10):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(),
        )
        self.block1 = ResidualBlock(16, 16)
        self.pool1 = nn.MaxPool2d(2)
        self.block2 = ResidualBlock(16, 32)
        self.pool2 = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(32 * 2 * 2, 64)
        self.drop = nn.Dropout(0.8)
        self.fc2 = nn.Linear(64, classes)
        self.softmax = nn.Softmax(dim=1)

    def forward(self, x):
        x = self.stem(x)
        x = self.pool1(self.block1(x))
        x = self.pool2(self.block2(x))
        x = torch.flatten(x, 1)
        x = self.drop(self.fc1(x))
        x = self.fc2(x)
        return self.softmax(x)
