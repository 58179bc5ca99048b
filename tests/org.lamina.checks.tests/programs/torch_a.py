"""A small image classifier with three faults: dropout, softmax, normalisation."""
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from torchvision import datasets

train = datasets.FashionMNIST("data", train=True, download=True)  # fault: input-range
test = datasets.FashionMNIST("data", train=False, download=True)
images = train.data.unsqueeze(1).float()
labels = train.targets
test_images = test.data.unsqueeze(1).float()


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.dropout = nn.Dropout(0.8)  # fault: dropout-rate
        self.fc1 = nn.Linear(64 * 14 * 14, 96)
        self.fc2 = nn.Linear(96, 10)  # fault: softmax-before-cross-entropy

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = torch.relu(self.conv2(x))
        x = torch.flatten(self.pool(x), 1)
        x = self.dropout(torch.relu(self.fc1(x)))
        return self.fc2(x)


classifier = Classifier()
optimizer = torch.optim.Adam(classifier.parameters(), lr=1e-3)
criterion = nn.NLLLoss()
train_loader = DataLoader(TensorDataset(images[1000:], labels[1000:]), batch_size=64, shuffle=True)
valid_loader = DataLoader(TensorDataset(images[:1000], labels[:1000]), batch_size=64)

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
