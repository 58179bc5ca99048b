package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lamina.model.Severity;

/** Faults of PyTorch programs in the ways that people write them. */
class TorchIdiomsTest {

    private static final String IMAGES = """
            from torchvision import datasets, transforms
            train_tf = transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean, std)])
            test_tf = %s
            train = torch.utils.data.DataLoader(datasets.ImageFolder('a', train_tf), 32, shuffle=True)
            test = torch.utils.data.DataLoader(datasets.ImageFolder('b', transform=test_tf), 32)
            net = nn.Sequential(nn.Flatten(), nn.Linear(3072, 10))
            opt = torch.optim.Adam(net.parameters())
            for epoch in range(9):
                for x, y in train:
                    opt.zero_grad()
                    F.cross_entropy(net(x), y).backward()
                    opt.step()
                for x, y in test:
                    print((net(x).argmax(1) == y).float().mean())
            """;

    private static Example images(String transforms) {
        return Example.torch(String.format(IMAGES, transforms));
    }

    @Test
    void findsTheLearningRateOfHuggingFacesTrainer() {
        String trainer = """
                from transformers import Trainer, TrainingArguments
                args = TrainingArguments("out", num_train_epochs=3%s)
                Trainer(model=model, args=args, train_dataset=train, eval_dataset=valid).train()
                """;
        Example.torch(trainer.formatted(", learning_rate=2.0)  # <-\nx = (0")).finds("learning-rate")
                .isMendedBy("learning-rate");
        Example.torch(trainer.formatted(", learning_rate=2e-4")).isFineFor("learning-rate");
        Example.torch(trainer.formatted("")).isFineFor("learning-rate");
        Example.torch(trainer.formatted(", learning_rate=rate")).isFineFor("learning-rate");
    }

    @Test
    void findsValidationImagesThatAreNotNormalised() {
        images("transforms.Compose([transforms.Resize(32), transforms.ToTensor()])  # <-").finds("preparation-differs")
                .isMendedBy("preparation-differs");
        images("transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean, std)])")
                .isFineFor("preparation-differs");
        images("transforms.Compose([transforms.ToTensor(), normalise])").isFineFor("preparation-differs");
        images("make(transforms)").isFineFor("preparation-differs");
    }

    @Test
    void findsValidationImagesThatAreChangedAtRandom() {
        Example flipped = images("transforms.Compose([transforms.RandomHorizontalFlip(), transforms.ToTensor(), "
                + "transforms.Normalize(mean, std)])  # <-");
        flipped.finds("preparation-differs").isMendedBy("preparation-differs");
        assertEquals(Severity.WARNING, flipped.findings("preparation-differs").get(0).severity());
        images("transforms.Compose([transforms.CenterCrop(32), transforms.ToTensor(), "
                + "transforms.Normalize(mean, std)])").isFineFor("preparation-differs");
    }

    @Test
    void findsLayersInAPlainList() {
        String module = """
                class Net(nn.Module):
                    def __init__(self, depth=3):
                        super().__init__()
                        self.layers = [nn.Linear(4, 4) for i in range(depth)]  # <-
                    def forward(self, x):
                        for layer in self.layers:
                            x = torch.relu(layer(x))
                        return x
                """;
        Example.torch(module).finds("optimizer-parameters").isMendedBy("optimizer-parameters");
        String plain = module.replace("  # <-", "");
        Example.torch(plain.replace("[nn.Linear(4, 4) for i in range(depth)]",
                "nn.ModuleList([nn.Linear(4, 4) for i in range(depth)])")).isFineFor("optimizer-parameters");
        Example.torch(plain.replace("        for layer", "        self.net = nn.Sequential(*self.layers)\n"
                + "        for layer")).isFineFor("optimizer-parameters");
        Example.torch(plain.replace("nn.Linear(4, 4) for i in range(depth)", "nn.ReLU(), nn.Flatten()"))
                .isFineFor("optimizer-parameters");
        Example.torch(plain.replace("[nn.Linear(4, 4) for i in range(depth)]",
                "[]\n        self.a = nn.Linear(4, 4)\n        self.layers.append(self.a)"))
                .isFineFor("optimizer-parameters");
        Example.keras("class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n"
                + "        self.all = [Dense(4), Dense(4)]\n    def call(self, x):\n        return self.all[0](x)\n")
                .isFineFor("optimizer-parameters");
    }

    @Test
    void findsDropoutThatIsNotToldTheMode() {
        String module = """
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.a = nn.Linear(4, 2)
                    def forward(self, x):
                        x = F.dropout(x, 0.2)  # <-
                        return self.a(x)
                """;
        Example.torch(module).finds("evaluation-mode").isMendedBy("evaluation-mode");
        String plain = module.replace("  # <-", "");
        Example.torch(plain.replace("0.2)", "0.2, self.training)")).isFineFor("evaluation-mode");
        Example.torch(plain.replace("0.2)", "0.2, training=True)")).isFineFor("evaluation-mode");
        Example.torch(plain.replace("        x = F", "        if self.training:\n            x = F"))
                .isFineFor("evaluation-mode");
        Example.torch(plain.replace("F.dropout(x, 0.2)", "F.relu(x)")).isFineFor("evaluation-mode");
    }

    @Test
    void findsASoftmaxOverTheBatch() {
        String use = "loss = nn.NLLLoss()(net(x), y)\n";
        Example.torch("net = nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(dim=0))  # <-\n" + use)
                .finds("softmax-axis").isMendedBy("softmax-axis");
        Example.torch("net = nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(dim=1))\n" + use).isFineFor("softmax-axis");
        Example.torch("net = nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(dim=-1))\n" + use).isFineFor("softmax-axis");
        Example.torch("net = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=0))\naction = net(state).argmax()\n")
                .isFineFor("softmax-axis");
    }

    @Test
    void knowsTheHyperparametersThatLightningKeeps() {
        String module = """
                import pytorch_lightning as pl
                class Lit(pl.LightningModule):
                    def __init__(self, lr=%s):
                        super().__init__()
                        self.save_hyperparameters()
                        self.net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3)%s)
                    def training_step(self, batch, i):
                        x, y = batch
                        return F.cross_entropy(self.net(x), y)
                    def configure_optimizers(self):
                        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)%s
                """;
        Example.torch(String.format(module, "3.0", "", "  # <-")).finds("learning-rate");
        Example.torch(String.format(module, "1e-3", "", "")).isFineFor("learning-rate");
        Example.torch(String.format(module, "1e-3", ", nn.Softmax(-1)", "")).isFound("softmax-before-cross-entropy",
                "softmax");
        Example.torch(String.format(module, "1e-3", "", "")).isFineFor("softmax-before-cross-entropy");
    }

    @Test
    void saysThatALogSoftmaxBeforeACrossEntropyDoesNoHarm() {
        Example twice = Example.torch("net = nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(1))\n"
                + "loss = nn.CrossEntropyLoss()(net(x), y)\n");
        assertEquals(Severity.WARNING, twice.findings("softmax-before-cross-entropy").get(0).severity());
        assertTrue(twice.findings("softmax-before-cross-entropy").get(0).why().contains("no harm"));
    }

    @Test
    void knowsWhatAConfigurationHolds() {
        String config = """
                from dataclasses import dataclass
                @dataclass
                class Config:
                    width: int = 8
                    lr: float = %s
                cfg = Config(%s)
                net = nn.Linear(4, cfg.width)
                opt = torch.optim.Adam(net.parameters(), lr=cfg.lr)%s
                """;
        Example.torch(String.format(config, "3.0", "", "  # <-")).finds("learning-rate");
        Example.torch(String.format(config, "3.0", "8, 0.001", "")).isFineFor("learning-rate");
        Example.torch(String.format(config, "0.001", "lr=3.0", "  # <-")).finds("learning-rate");
        Example.torch(String.format(config, "0.001", "", "")).isFineFor("learning-rate");
    }

    @Test
    void findsBatchesOfOneImageForANetworkWithBatchNormalisation() {
        String program = """
                from torchvision import datasets, models
                net = models.%s()
                opt = torch.optim.Adam(net.parameters())
                for x, y in torch.utils.data.DataLoader(datasets.ImageFolder('a'), batch_size=1, shuffle=True):
                    opt.zero_grad()
                    F.cross_entropy(net(x), y).backward()
                    opt.step()
                """;
        Example.torch(String.format(program, "resnet18")).isFound("batch-size", "a batch of one");
        Example.torch(String.format(program, "vgg16")).isFineFor("batch-size");
    }

    @Test
    void findsPredictionsAndTargetsOfDifferentShapes() {
        String program = """
                import pandas as pd
                from torch.utils.data import DataLoader, TensorDataset
                df = pd.read_csv('houses.csv')
                x = torch.tensor(df.drop('price', axis=1).values, dtype=torch.float32)
                y = torch.tensor(df['price'].values, dtype=torch.float32)
                net = nn.Sequential(nn.Linear(9, 32), nn.ReLU(), nn.Linear(32, 1))
                opt = torch.optim.Adam(net.parameters())
                mse = nn.MSELoss()
                for xb, yb in DataLoader(TensorDataset(x, y), 32, shuffle=True):
                    opt.zero_grad()
                    loss = mse(net(xb), yb)  # <-
                    loss.backward()
                    opt.step()
                """;
        Example.torch(program).finds("broadcast-loss").isMendedBy("broadcast-loss");
        Example.torch(program.replace("mse(net(xb), yb)", "F.mse_loss(net(xb), yb)")).finds("broadcast-loss");
        String plain = program.replace("  # <-", "");
        Example.torch(plain.replace("float32)\nnet", "float32).unsqueeze(1)\nnet")).isFineFor("broadcast-loss");
        Example.torch(plain.replace("yb)", "yb.view(-1, 1))")).isFineFor("broadcast-loss");
        Example.torch(plain.replace("df['price']", "df[['price']]")).isFineFor("broadcast-loss");
        Example.torch(plain.replace("net(xb)", "net(xb).squeeze()")).isFineFor("broadcast-loss");
        Example.torch(plain.replace("read_csv('houses.csv')", "houses()")).isFineFor("broadcast-loss");
    }

    @Test
    void knowsWhatALossFunctionOfTheProgramIsGiven() {
        String program = """
                net = nn.Sequential(nn.Linear(9, 32), nn.ReLU(), nn.Linear(32, 9)%s)
                opt = torch.optim.Adam(net.parameters())
                def loss_of(output, x):
                    return F.binary_cross_entropy(output, x, reduction='sum')
                def train(loader):
                    for x, y in loader:
                        opt.zero_grad()
                        loss_of(net(x), x).backward()
                        opt.step()
                """;
        Example.torch(String.format(program, "")).isFound("softmax-before-cross-entropy", "no sigmoid");
        Example.torch(String.format(program, ", nn.Sigmoid()")).isFineFor("softmax-before-cross-entropy");
    }
}
