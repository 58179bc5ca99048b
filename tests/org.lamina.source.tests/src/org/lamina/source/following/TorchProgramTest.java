package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Optimizer.Parameters;
import org.lamina.source.program.Program;
import org.lamina.source.program.Training;

class TorchProgramTest {

    private static final String IMPORTS = """
            import torch
            from torch import nn
            import torch.nn.functional as F
            """;

    @Test
    void readsAModuleInTheOrderOfItsForward() {
        Network network = network("""
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.fc2 = nn.Linear(64, 10)
                        self.fc1 = nn.Linear(784, 64)

                    def forward(self, x):
                        x = torch.flatten(x, 1)
                        x = F.relu(self.fc1(x))
                        return self.fc2(x)
                """);
        assertEquals(List.of("Flatten", "Linear", "ReLU", "Linear"), types(network));
        assertEquals("fc1", network.layer(1).name());
        assertEquals(8, network.layer(1).constructor().line());
        assertEquals(12, network.layer(1).call().orElseThrow().line());
        assertTrue(network.complete());
    }

    @Test
    void followsContainersAndBlocks() {
        Network network = network("""
                class Block(nn.Module):
                    def __init__(self, c):
                        super().__init__()
                        self.conv = nn.Conv2d(c, c, 3, padding=1)
                        self.bn = nn.BatchNorm2d(c)

                    def forward(self, x):
                        return F.relu(self.bn(self.conv(x)) + x)

                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        layers = []
                        for _ in range(2):
                            layers.append(Block(8))
                        self.body = nn.Sequential(*layers)
                        self.heads = nn.ModuleList([nn.Linear(8, 2), nn.Linear(8, 3)])

                    def forward(self, x):
                        x = self.body(x).mean((2, 3))
                        return [head(x) for head in self.heads]

                net = Net()
                """);
        assertEquals(List.of("Conv2d", "BatchNorm2d", "Add", "ReLU", "Conv2d", "BatchNorm2d", "Add", "ReLU", "Mean",
                "Linear", "Linear"), types(network));
        assertEquals(2, network.outputs().size());
    }

    @Test
    void knowsWhatWeightsBeginWith() {
        Network network = network("""
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.a = nn.Linear(8, 16)
                        self.b = nn.Conv1d(16, 16, 1)
                        self.c = nn.Linear(16, 16)
                        self.d = nn.Linear(16, 4)
                        nn.init.constant_(self.a.weight, 0.5)
                        for m in self.modules():
                            if isinstance(m, nn.Conv1d):
                                m.weight.data.zero_()
                            elif unknown(m):
                                nn.init.ones_(m.weight)
                        self.apply(self.start)

                    @staticmethod
                    def start(m):
                        if isinstance(m, nn.Linear):
                            nn.init.xavier_uniform_(m.weight) if False else nn.init.zeros_(m.bias)

                    def forward(self, x):
                        return self.d(self.c(self.b(self.a(x))))
                """);
        assertEquals(List.of("constant", "zeros", "", ""), network.layers().stream().map(layer -> layer
                .setting("kernel_initializer").flatMap(setting -> setting.text()).orElse("")).toList());
        assertEquals(List.of("zeros", "", "zeros", "zeros"), network.layers().stream().map(layer -> layer
                .setting("bias_initializer").flatMap(setting -> setting.text()).orElse("")).toList());
    }

    @Test
    void knowsWhatBecomesOfPredictions() {
        Program program = Programs.read("a.py", IMPORTS + """
                net = nn.Linear(4, 2)
                criterion = nn.CrossEntropyLoss()
                for epoch in range(9):
                    for x, y in loader:
                        out = net(x)
                        criterion(out, y).backward()
                    with torch.no_grad():
                        for x, y in test:
                            right = net(x).softmax(1).argmax(1) == y
                    for x, y in test:
                        total = criterion(net(x), y).item()
                    for x, y in test:
                        metric.update(net(x), y)
                    for x, y in test:
                        features = F.relu(net(x))
                """);
        List<LoopEvent> computing = program.trainings().get(0).events().stream()
                .filter(event -> event.kind() == Kind.FORWARD).toList();
        assertEquals(List.of(false, true, true, true, false), computing.stream().map(event -> event.computation()
                .orElseThrow().judged()).toList());
        assertEquals(List.of(7, 10, 13, 15, 17), computing.stream().map(event -> event.computation().orElseThrow()
                .block().orElseThrow().line()).toList());
    }

    @Test
    void readsATrainingLoop() {
        Program program = Programs.read("a.py", IMPORTS + """
                net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
                optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
                criterion = nn.CrossEntropyLoss()
                for epoch in range(3):
                    for x, y in loader:
                        optimizer.zero_grad()
                        loss = criterion(net(x), y)
                        loss.backward()
                        optimizer.step()
                net.eval()
                """);
        Training training = program.trainings().get(0);
        assertEquals(List.of(Kind.OPTIMIZER, Kind.ZERO_GRAD, Kind.FORWARD, Kind.LOSS, Kind.BACKWARD, Kind.STEP,
                Kind.EVAL),
                training.events().stream().map(LoopEvent::kind).toList());
        assertEquals(2, training.events().get(1).loops().size());
        assertEquals(0, training.network().orElseThrow());
        assertEquals(Parameters.OF_NETWORK, training.optimizer().orElseThrow().parameters());
        assertEquals("CrossEntropyLoss", training.losses().get(0).spelling());
        assertEquals(6, training.losses().get(0).range().line());
        assertEquals(List.of("Linear", "ReLU", "Linear"), types(program.networks().get(0)));
    }

    @Test
    void knowsWhatIsTrainedAndWhatIsEvaluated() {
        Program program = Programs.read("a.py", IMPORTS + """
                from torchvision import datasets
                from torch.utils.data import DataLoader, TensorDataset
                raw = datasets.MNIST('data', train=True)
                x = raw.data.unsqueeze(1).float()
                y = raw.targets
                train = DataLoader(TensorDataset(x, y), batch_size=64)
                valid = DataLoader(TensorDataset(x[:1000], y[:1000]), batch_size=64)
                net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))

                def run(loader):
                    for images, labels in loader:
                        loss = F.cross_entropy(net(images), labels)

                net.train()
                run(train)
                net.eval()
                run(valid)
                """);
        Fit fit = program.trainings().get(0).fits().get(0);
        assertEquals(Data.Values.BYTES, fit.input().values());
        assertTrue(fit.validation().orElseThrow().overlaps(fit.input()));
        assertTrue(fit.argument("batch_size").orElseThrow().is(64L));
    }

    private static Network network(String text) {
        return Programs.read("a.py", IMPORTS + text).networks().get(0);
    }

    private static List<String> types(Network network) {
        return network.layers().stream().map(NetworkLayer::type).collect(Collectors.toList());
    }
}
