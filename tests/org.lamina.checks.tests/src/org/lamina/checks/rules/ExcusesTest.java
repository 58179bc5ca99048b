package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.source.following.Programs;

/** What looks like a fault, where a program has a reason for it. */
class ExcusesTest {

    private static final String STACK = """
            import torch
            from torch import nn
            net = nn.Sequential(nn.Linear(8, 6), nn.Linear(6, 3))
            """;

    private static List<Severity> severities(String file, String text) {
        return Checks.builtin().run(CheckContext.of(Programs.read(file, text)), Progress.NONE).stream()
                .filter(finding -> finding.rule().equals("missing-nonlinearity")).map(Finding::severity).toList();
    }

    @Test
    void modelsOfUnitTestsAreMadeToTestWith() {
        String test = STACK + "def test_shapes():\n    assert net(x).shape == (1, 3)\n";
        assertEquals(List.of(Severity.WARNING), severities("tests/test_net.py", test));
        assertEquals(List.of(Severity.CRITICAL), severities("tests/net.py", test));
        assertEquals(List.of(Severity.CRITICAL), severities("test_net.py", STACK));
    }

    @Test
    void aModelThatIsOnlyTriedOnRandomNumbersShowsSomethingElse() {
        String tried = STACK + "x = torch.randn(1, 8)\ntorch.onnx.export(net, x, 'net.onnx')\n";
        assertEquals(List.of(Severity.WARNING), severities("program.py", tried));
        assertEquals(List.of(Severity.CRITICAL),
                severities("program.py", tried + "opt = torch.optim.Adam(net.parameters())\n"));
        assertEquals(List.of(Severity.CRITICAL), severities("program.py", STACK
                + "if __name__ == '__main__':\n    x = torch.randn(1, 8)\n    print(net(x))\n"));
    }

    @Test
    void aHighLearningRateIsMildWhereGradientsAreClippedAndUnjudgedWhereAScheduleMultipliesIt() {
        String sgd = "opt = torch.optim.SGD(net.parameters(), lr=5.0)\n";
        assertEquals(Severity.CRITICAL, Example.torch(sgd).findings("learning-rate").get(0).severity());
        assertEquals(Severity.WARNING, Example.torch(sgd
                + "torch.nn.utils.clip_grad_norm_(net.parameters(), 0.5)\n").findings("learning-rate").get(0)
                .severity());
        Example.torch(sgd + "schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda step: step ** -0.5)\n")
                .isFineFor("learning-rate");
        String zero = "opt = torch.optim.Adam(net.parameters(), lr=0)\n";
        Example.torch(zero + "for group in opt.param_groups:\n    group['lr'] = rate(step)\n")
                .isFineFor("learning-rate");
        assertEquals(Severity.CRITICAL, Example.torch(zero).findings("learning-rate").get(0).severity());
    }

    @Test
    void aTeacherIsFrozenForGood() {
        String loop = "for p in teacher.parameters():\n    p.requires_grad = False\n";
        Example.torch("teacher = Net()\n" + loop + "teacher.compile(mode='reduce-overhead')\n"
                + "opt = torch.optim.Adam(student.parameters())\n").isFineFor("frozen-layer");
        Example.torch("teacher = Net()\n" + loop.replace("False", "False  # <-")
                + "opt = torch.optim.Adam(teacher.parameters())\n").finds("frozen-layer");
    }

    @Test
    void aNameThatStandsForAnotherNetworkIsNotReplacedInTheFirst() {
        String made = "from torchvision.models import resnet18\nnet = resnet18()\n"
                + "opt = torch.optim.SGD(net.parameters(), lr=0.01)";
        String used = "\nopt.zero_grad()\nnet(x).sum().backward()\nopt.step()\n";
        Example.torch(made + "  # <-\nnet.fc = nn.Linear(512, 10)" + used).finds("optimizer-parameters");
        Example.torch(made + used + "net = resnet18()\nnet.fc = nn.Linear(512, 10)\n")
                .isFineFor("optimizer-parameters");
    }

    @Test
    void linesThatExcludeEachOtherAreNoStack() {
        String head = "layers = []\nfor i in range(3):\n    if last(i):\n        layers.append(nn.Sequential("
                + "nn.Conv2d(8, 8, 3), nn.BatchNorm2d(8)))\n";
        String other = "layers.append(nn.Sequential(nn.Conv2d(8, 8, 3), nn.BatchNorm2d(8), nn.ReLU()))\n";
        String net = "net = nn.Sequential(*layers)\n";
        Example.torch(head + "    else:\n        " + other + net).isFineFor("missing-nonlinearity");
        assertEquals(1, Example.torch("layers = []\nfor i in range(3):\n    layers.append(nn.Linear(8, 8))\n" + net)
                .findings("missing-nonlinearity").size());
    }

    @Test
    void headsOfAnAttentionMayBeMixedAroundItsSoftmax() {
        String head = """
                class Mix(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.before = nn.Linear(8, 8)
                        self.after = nn.Linear(8, 8)
                    def forward(self, q, k, v):
                """;
        Example.torch(head + "        return self.after(self.before(q @ k).softmax(-1)) @ v\n")
                .isFineFor("softmax-inside");
        assertEquals(1, Example.torch(head.replace("q, k, v", "x")
                + "        return self.after(self.before(x).softmax(-1))\n").findings("softmax-inside").size());
    }

    @Test
    void halfOfAVeryWideLayerMayBeDropped() {
        String dropped = "net = nn.Sequential(nn.Linear(8, WIDE), nn.ReLU(),\n    nn.Dropout(RATE),  # <-\n"
                + "    nn.Linear(WIDE, 3))\n";
        Example.torch(dropped.replace("WIDE", "256").replace("RATE", "0.5")).finds("dropout-rate");
        Example.torch(dropped.replace("WIDE", "4096").replace("RATE", "0.8")).finds("dropout-rate");
        Example.torch(dropped.replace("WIDE", "4096").replace("RATE", "0.5")).isFineFor("dropout-rate");
    }

    @Test
    void aBlockMayEndInADropout() {
        String block = """
                class Block(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.fc = nn.Linear(8, 8)
                        self.drop = nn.Dropout(0.1)
                    def forward(self, x):
                        return self.drop(self.fc(x))
                """;
        Example.torch(block).isFineFor("dropout-placement");
        assertEquals(1, Example.torch(block + "net = Block()\nopt = torch.optim.Adam(net.parameters())\n"
                + "for x, y in data:\n    opt.zero_grad()\n    F.cross_entropy(net(x), y).backward()\n    opt.step()\n")
                .findings("dropout-placement").size());
    }

    @Test
    void normalisedNetworksBeginWithLongerSteps() {
        String opt = "opt = torch.optim.SGD(net.parameters(), lr=0.1)";
        String plain = "net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 3))\n";
        Example.torch(plain + opt + "  # <-\n").finds("learning-rate");
        Example.torch(plain.replace("nn.ReLU()", "nn.BatchNorm1d(8), nn.ReLU()") + opt + "\n")
                .isFineFor("learning-rate");
        Example.torch(plain + opt + "\ns = torch.optim.lr_scheduler.StepLR(opt, 30)\n").isFineFor("learning-rate");
        Example.torch(plain + opt.replace("0.1", "0.5") + "  # <-\ns = torch.optim.lr_scheduler.StepLR(opt, 30)\n")
                .finds("learning-rate");
    }

    @Test
    void anActivationMayChangeItsInputInPlace() {
        String net = """
                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.one = nn.Linear(8, 8)
                        self.two = nn.Linear(8, 3)
                    def forward(self, x):
                        x = self.one(x)
                        F.relu_(x)
                        return self.two(x)
                """;
        Example.torch(net).isFineFor("missing-nonlinearity");
        Example.torch(net.replace("F.relu_(x)", "x.relu_()")).isFineFor("missing-nonlinearity");
        assertEquals(1, Example.torch(net.replace("F.relu_(x)", "print(x)")).findings("missing-nonlinearity").size());
    }
}
