"""A small image classifier with three faults: learning rate, activations, validation data."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets

train = datasets.FashionMNIST("data", train=True, download=True)
test = datasets.FashionMNIST("data", train=False, download=True)
images = train.data.unsqueeze(1).float() / 255
labels = train.targets
test_images = test.data.unsqueeze(1).float() / 255


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)  # fault: missing-nonlinearity
        self.pool = nn.MaxPool2d(2)
        self.dropout = nn.Dropout(0.2)
        self.fc1 = nn.Linear(64 * 14 * 14, 96)  # fault: missing-nonlinearity
        self.fc2 = nn.Linear(96, 10)  # fault: missing-nonlinearity

    def forward(self, x):
        x = self.conv1(x)
        x = self.conv2(x)
        x = torch.flatten(self.pool(x), 1)
        x = self.dropout(self.fc1(x))
        return self.fc2(x)


classifier = Classifier()
optimizer = torch.optim.Adam(classifier.parameters(), lr=-1e3)  # fault: learning-rate
criterion = nn.CrossEntropyLoss()
train_loader = DataLoader(TensorDataset(images, labels), batch_size=64, shuffle=True)
valid_loader = DataLoader(TensorDataset(images[:1000], labels[:1000]), batch_size=64)  # fault: validation-overlap

for epoch in range(10):
    classifier.train()
    for batch, target in train_loader:
        optimizer.zero_grad()
        loss = criterion(classifier(batch), target)
        loss.backward()
        optimizer.step()
    classifier.eval()
    right = 0
    with torch.no_grad():
        for batch, target in valid_loader:
            right += (classifier(batch).argmax(1) == target).sum().item()
    print(epoch, right)
