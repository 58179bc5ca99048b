package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.program.ProgramChecks;
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
        String suite = STACK + "import unittest\nclass Shapes(unittest.TestCase):\n    def testShape(self):\n"
                + "        self.assertEqual(3, net(x).shape[1])\n";
        assertEquals(List.of(Severity.WARNING), severities("tests/shapes_check.py", suite));
        assertEquals(List.of(Severity.CRITICAL), severities("nets/shapes_check.py", suite));
    }

    @Test
    void numbersThatAreHeldAgainstEachOtherNeedNoGoodNetwork() {
        String compared = STACK + "opt = torch.optim.Adam(net.parameters())\n"
                + "np.testing.assert_allclose(net(x), old(x))\n";
        assertEquals(List.of(Severity.WARNING), severities("program.py", compared));
        assertEquals(List.of(Severity.CRITICAL), severities("program.py", compared.replace(
                "np.testing.assert_allclose", "np.isclose")));
    }

    @Test
    void aNotebookThatTrainsOnAFewWrittenSamplesShowsSomethingElse() {
        String shown = "model = keras.Sequential([layers.Dense(4, activation='relu'), layers.Dense(1)])\n"
                + "model.compile(loss='binary_crossentropy', optimizer='rmsprop')\nmodel.fit(SAMPLES)\n";
        String few = shown.replace("SAMPLES", "ragged.to_tensor(), tf.constant([True, False, True])");
        assertEquals(List.of(Severity.WARNING), inNotebook(few));
        assertEquals(List.of(Severity.CRITICAL), inNotebook(shown.replace("SAMPLES", "x_train, y_train")));
        assertEquals(Severity.CRITICAL, Example.keras("import tensorflow as tf\n" + few)
                .findings("softmax-before-cross-entropy").get(0).severity());
    }

    private static List<Severity> inNotebook(String code) {
        String cell = ("import tensorflow as tf\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\n"
                + code).replace("\n", "\\n");
        String text = "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"" + cell + "\"]}]}";
        return new ProgramChecks(Checks.builtin()).run("shown.ipynb", text, RuleSettings.DEFAULTS, Progress.NONE)
                .stream().filter(finding -> finding.rule().equals("softmax-before-cross-entropy"))
                .map(Finding::severity).toList();
    }

    @Test
    void aSingleLinearPairOverTheMeanOfAllPlacesCostsLittle() {
        String ends = "model = keras.Sequential([\n"
                + "    layers.Conv2D(8, 3, activation='relu', input_shape=(32, 32, 3)),\n"
                + "    layers.Reshape((900, 8)),\n    layers.Dense(64),\n    layers.GlobalAveragePooling1D(),\n"
                + "    layers.Dense(10, activation='softmax'),\n])\nmodel.compile('adam', "
                + "'sparse_categorical_crossentropy')\nmodel.fit(x, y)\n";
        assertEquals(List.of(Severity.WARNING), Example.keras(ends).findings("missing-nonlinearity").stream()
                .map(Finding::severity).toList());
        assertEquals(List.of(Severity.CRITICAL), Example.keras(ends.replace("GlobalAveragePooling1D", "Flatten"))
                .findings("missing-nonlinearity").stream().map(Finding::severity).toList());
    }

    @Test
    void imagesAreScaledByALayerOfAModelThatWasNotFollowed() {
        String data = "(x_train, y_train), (x_test, y_test) = keras.datasets.cifar10.load_data()";
        String fit = "model = Transformer(prepare)\nmodel.compile('adam', 'sparse_categorical_crossentropy')\n"
                + "model.fit(x_train, y_train)\n";
        String prepare = "\nprepare = keras.Sequential([layers.Rescaling(1 / 255), layers.RandomFlip()])\n";
        Example.keras(data + prepare + fit).isFineFor("input-range");
        Example.keras(data + "  # <-" + prepare.replace("layers.Rescaling(1 / 255), ", "") + fit).finds("input-range");
    }

    @Test
    void aFewSamplesInCommonAreNoMoreThanAWarning() {
        String split = "(x, y), _ = keras.datasets.cifar10.load_data()\nx = x / 255\n"
                + "model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation='softmax')])\n"
                + "model.compile('adam', 'sparse_categorical_crossentropy')\n"
                + "model.fit(x[:40000], y[:40000], validation_data=(x[FROM:], y[FROM:]))\n";
        assertEquals(Severity.WARNING, Example.keras(split.replace("FROM", "39999")).findings("validation-overlap")
                .get(0).severity());
        assertEquals(Severity.ERROR, Example.keras(split.replace("FROM", "20000")).findings("validation-overlap")
                .get(0).severity());
    }

    @Test
    void gradientsAreClearedInACaseOfTheirOwn() {
        String net = "net = nn.Linear(4, 2)\nopt = torch.optim.Adam(net.parameters())\nfor x, y in data:\n"
                + "    F.cross_entropy(net(x), y).backward()\n";
        Example.torch(net + "    if bad(net):\n        opt.zero_grad()\n        continue\n    opt.step()\n"
                + "    opt.zero_grad()\n").isFineFor("zero-grad");
        Example.torch(net + "    grads = net.weight.grad\n    grads.data[rows].fill_(0)\n    opt.step()\n"
                + "    opt.zero_grad()\n").isFineFor("zero-grad");
    }

    @Test
    void aNarrowMapMayHaveItsChannelsFirst() {
        String net = "model = keras.Sequential([\n    keras.Input(shape=(SHAPE)),\n    layers.Conv2D(8, 3),\n"
                + "    layers.MaxPooling2D(2),\n    layers.Flatten(), layers.Dense(3)])\n";
        Example.keras(net.replace("SHAPE", "3, 256, 256")).isFineFor("window-larger-than-map");
        assertEquals(1, Example.keras(net.replace("SHAPE", "2, 2, 3")).findings("window-larger-than-map").size());
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
        assertEquals(Severity.WARNING, Example.torch(zero).findings("learning-rate").get(0).severity());
        assertEquals(Severity.WARNING, Example.torch(sgd + "model = engine.make_private(net, max_grad_norm=0.1)\n")
                .findings("learning-rate").get(0).severity());
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
