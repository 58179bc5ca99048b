package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.model.Finding;
import org.lamina.model.Severity;

/** Rules about how layers are ordered, begun, used and trained: what must be found, and what looks like it. */
class StructureRulesTest {

    private static final String LOOP = "for x, y in loader:\n    opt.zero_grad()\n"
            + "    F.cross_entropy(net(x), y).backward()\n    opt.step()\n";

    private static String net(String made, String computed) {
        return "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
                + made.indent(8) + "    def forward(self, x):\n" + computed.indent(8);
    }

    @Test
    void findsALayerThatIsMadeAndNeverUsed() {
        String made = "self.a = nn.Linear(4, 8)\nself.norm = nn.BatchNorm1d(8)";
        Example.torch(net(made + "  # <-", "return torch.relu(self.a(x))")).finds("unused-layer");
        Example.torch(net(made, "return self.norm(self.a(x))")).isFineFor("unused-layer");
        Example.torch(net(made, "for part in self.children():\n    x = part(x)\nreturn x")).isFineFor("unused-layer");
        Example.torch(net(made, "return self.a(x)") + "net = Net()\nz = net.norm(net(x))\n")
                .isFineFor("unused-layer");
    }

    @Test
    void findsALayerWhoseValueNobodyReads() {
        String layers = "i = keras.Input((32, 32, 3))\na = Conv2D(8, 3, activation='relu')(i)\n"
                + "b = MaxPooling2D()(a)%s\nc = Conv2D(8, 3, activation='relu')(%s)\nd = Dense(2)(Flatten()(c))\n"
                + "model = keras.Model(i, d)\n";
        Example.keras(layers.formatted("  # <-", "a")).finds("unused-layer");
        Example.keras(layers.formatted("", "b")).isFineFor("unused-layer");
        Example.keras(layers.formatted("", "a") + "probe = keras.Model(i, b)\n").isFineFor("unused-layer");
    }

    @Test
    void findsInitialisersThatDoNotFit() {
        String rule = "initialiser-and-activation";
        model("Dense(64, activation='tanh', kernel_initializer='he_normal'),  # <-").finds(rule).isMendedBy(rule);
        model("Dense(64, activation='relu', kernel_initializer='he_normal'),").isFineFor(rule);
        model("Dense(64, activation='selu', kernel_initializer='glorot_uniform'),  # <-").finds(rule).isMendedBy(rule);
        model("Dense(64, activation='selu', kernel_initializer='lecun_normal'),").isFineFor(rule);
        model("Dense(64, activation='relu', kernel_initializer=keras.initializers.RandomNormal(stddev=1)),  # <-")
                .finds(rule).isMendedBy(rule);
        model("Dense(64, activation='relu', kernel_initializer=keras.initializers.RandomNormal(stddev=0.05)),")
                .isFineFor(rule);
    }

    private static Example model(String layer) {
        return Example.sequential(layer + "\nDense(1)", "'adam', 'mse'", "x, y");
    }

    @Test
    void findsMapsThatAreFlattenedEarly() {
        String rule = "lost-places";
        String layers = "Conv2D(32, 3, activation='relu', input_shape=(%d, %d, 3)),\nFlatten(),\nDense(64, 'relu'),%s\n"
                + "Dense(2)";
        Example.sequential(layers.formatted(96, 96, "  # <-"), "'adam', 'mse'", "x, y").finds(rule);
        Example.sequential(layers.formatted(32, 32, ""), "'adam', 'mse'", "x, y").isFineFor(rule);
        Example.sequential(layers.formatted(96, 96, "").replace("Flatten()", "GlobalAveragePooling2D()"),
                "'adam', 'mse'", "x, y").isFineFor(rule);
    }

    @Test
    void findsMapsThatAreShrunkTwiceAtATime() {
        String rule = "lost-places";
        String step = "Conv2D(8, 3, strides=2, activation='relu'),\nMaxPooling2D(),";
        Example.sequential(step + "\n" + step + "  # <-\nFlatten(),\nDense(2)", "'adam', 'mse'", "x, y").finds(rule);
        Example.sequential(step + "\nConv2D(8, 3, activation='relu'),\nMaxPooling2D(),\nFlatten(),\nDense(2)",
                "'adam', 'mse'", "x, y").isFineFor(rule);
        String pool = "Conv2D(8, 3, padding='same', activation='relu'),\nMaxPooling2D(),";
        Example.sequential((pool + "\n").repeat(5) + pool + "  # <-\nFlatten(),\nDense(2)", "'adam', 'mse'", "x, y")
                .finds(rule);
        Example.sequential((pool + "\n").repeat(5) + "Flatten(),\nDense(2)", "'adam', 'mse'", "x, y").isFineFor(rule);
    }

    @Test
    void findsWindowsThatGetSmaller() {
        String layers = "Conv2D(8, %d, activation='relu'%s),\nConv2D(8, %d, activation='relu'),%s\n"
                + "Conv2D(8, 3, activation='relu'),\nFlatten(),\nDense(2)";
        Example.sequential(layers.formatted(9, "", 6, "  # <-"), "'adam', 'mse'", "x, y").finds("window-order");
        Example.sequential(layers.formatted(3, "", 3, ""), "'adam', 'mse'", "x, y").isFineFor("window-order");
        Example.sequential(layers.formatted(11, ", strides=4", 5, ""), "'adam', 'mse'", "x, y")
                .isFineFor("window-order");
    }

    @Test
    void findsPaddedWindowsLargerThanTheMap() {
        String layers = "Conv2D(8, 3, strides=4, activation='relu', input_shape=(28, 28, 1)),\n"
                + "Conv2D(8, %d, padding='same', activation='relu'),%s\nFlatten(),\nDense(2)";
        Example.sequential(layers.formatted(12, "  # <-"), "'adam', 'mse'", "x, y").finds("window-larger-than-map");
        Example.sequential(layers.formatted(5, ""), "'adam', 'mse'", "x, y").isFineFor("window-larger-than-map");
    }

    @Test
    void findsNetworksThatAreFrozenAsAWhole() {
        String torch = "net = torchvision.models.resnet18()\nfor p in net.parameters():\n"
                + "    p.requires_grad = False%s\n%sopt = torch.optim.SGD(net.parameters(), lr=0.01)\n" + LOOP;
        Example.torch(torch.formatted("  # <-", "")).finds("frozen-layer");
        Example.torch(torch.formatted("", "net.fc = nn.Linear(512, 10)\n")).isFineFor("frozen-layer");
        Example.torch(torch.formatted("", "for p in net.fc.parameters():\n    p.requires_grad = True\n"))
                .isFineFor("frozen-layer");
        String helper = "def build():\n    net = torchvision.models.resnet18()\n%s    for p in net.parameters():\n"
                + "        %s\n%s    return net\nmodel = build()\nopt = torch.optim.SGD(model.parameters(), lr=0.01)\n"
                + LOOP.replace("net(", "model(");
        String head = "    net.fc = nn.Linear(512, 10)\n";
        Example.torch(helper.formatted(head, "p.requires_grad = False  # <-", "")).finds("frozen-layer");
        Example.torch(helper.formatted(head, "p.requires_grad_(False)  # <-", "")).finds("frozen-layer");
        Example.torch(helper.formatted("", "p.requires_grad = False", head)).isFineFor("frozen-layer");
        Example.torch(helper.formatted(head, "if p.dim() > 1:\n            p.requires_grad = False", ""))
                .isFineFor("frozen-layer");
        String keras = "for layer in model.layers:\n    layer.trainable = False%s\n"
                + "%smodel.compile('adam', 'mse')\nmodel.fit(x, y)\n";
        Example.keras(keras.formatted("  # <-", "")).finds("frozen-layer");
        Example.keras(keras.formatted("", "model = keras.Sequential([model, Dense(1)])\n")).isFineFor("frozen-layer");
        Example.keras(keras.formatted("", "").replace("model.layers", "model.layers[:-1]")).isFineFor("frozen-layer");
    }

    @Test
    void findsAnOptimizerThatIsMadeTooEarly() {
        String rule = "optimizer-parameters";
        String net = net("self.a = nn.Linear(4, 8)\nself.b = nn.Linear(8, 2)", "return self.b(torch.relu(self.a(x)))")
                + "net = Net()\n";
        String opt = "opt = torch.optim.Adam(net.parameters())";
        Example replaced = Example.torch(net + opt + "  # <-\nnet.b = nn.Linear(8, 3)\n" + LOOP).finds(rule);
        assertEquals(Severity.CRITICAL, replaced.findings(rule).get(0).severity());
        Example.torch(net + "net.b = nn.Linear(8, 3)\n" + opt + "\n" + LOOP).isFineFor(rule);
        Example.torch(net + opt + "\nnet.b = nn.Linear(8, 3)\n" + opt + "\n" + LOOP).isFineFor(rule);
        Example moved = Example.torch(net + opt + "  # <-\nnet.to(device)\n" + LOOP).finds(rule);
        assertEquals(Severity.WARNING, moved.findings(rule).get(0).severity());
        Example.torch(net + "net.to(device)\n" + opt + "\n" + LOOP.replace("net(x)", "net(x.to(device))"))
                .isFineFor(rule);
        Example.torch(net + "net.to(device)\n" + opt + "\nnet.to(device)\n" + LOOP).isFineFor(rule);
    }

    @Test
    void findsAnOptimizerThatHasTheParametersOfAnotherNetwork() {
        String rule = "optimizer-parameters";
        String nets = net("self.a = nn.Linear(4, 8)\nself.b = nn.Linear(8, 2)", "return self.b(torch.relu(self.a(x)))")
                + "net = Net()\n";
        String opt = "opt = torch.optim.Adam(net.parameters())";
        Example.torch(nets + opt + "  # <-\nnet = Net()\n" + LOOP).finds(rule).isMendedBy(rule);
        Example.torch(nets + "net = Net()\n" + opt + "\n" + LOOP).isFineFor(rule);
        Example.torch(nets + opt + "\nnet = nn.DataParallel(net)\n" + LOOP).isFineFor(rule);
        String other = nets + "other = Net()\n" + opt + "\n%s = torch.optim.Adam(%s.parameters())%s\n"
                + LOOP.replace("opt.step()", "other(x).sum().backward()\n    opt.step()\n    second.step()");
        Example.torch(other.formatted("second", "net", "  # <-")).finds(rule);
        Example.torch(other.formatted("second", "other", "")).isFineFor(rule);
        // weights that come from the other network stay as they are on purpose
        Example.torch(other.formatted("second", "net", "\nother.load_state_dict(net.state_dict())"))
                .isFineFor(rule);
    }

    @Test
    void findsAnOptimizerForAPartOfANewNetwork() {
        String rule = "optimizer-parameters";
        String net = net("self.a = nn.Linear(4, 8)\nself.b = nn.Linear(8, 2)", "return self.b(torch.relu(self.a(x)))")
                + "net = Net()\n%s";
        String opt = "opt = torch.optim.Adam(net.b.parameters())";
        Example.torch(net.formatted("") + opt + "  # <-\n" + LOOP).finds(rule);
        Example.torch(net.formatted("net.load_state_dict(torch.load('a.pt'))\n") + opt + "\n" + LOOP).isFineFor(rule);
        Example.torch(net.formatted("") + opt + "\nother = torch.optim.SGD(net.a.parameters(), lr=0.1)\n" + LOOP)
                .isFineFor(rule);
    }

    @Test
    void findsWeightDecayAndARegulariserOfTheSameWeights() {
        String layers = "Dense(64, activation='relu', kernel_regularizer=%s),\nDense(1)";
        String compile = "keras.optimizers.AdamW(weight_decay=1e-4), 'mse'";
        assertEquals(1, Example.sequential(layers.formatted("'l2'"), compile, "x, y")
                .findings("doubled-regularisation").size());
        Example.sequential(layers.formatted("'l1'"), compile, "x, y").isFineFor("doubled-regularisation");
        Example.sequential(layers.formatted("'l2'"), "'adam', 'mse'", "x, y").isFineFor("doubled-regularisation");
    }

    @Test
    void isMilderWhereOneActivationBetweenConvolutionsIsMissing() {
        String layers = "Dense(64%s),\nDense(32%s),\nDense(8, activation='relu'),\nDense(1)";
        assertEquals(List.of(Severity.CRITICAL), severities(layers.formatted("", ", activation='relu'")));
        assertEquals(List.of(Severity.CRITICAL, Severity.CRITICAL), severities(layers.formatted("", "")));
        String window = "Conv2D(8, 3),\nConv2D(8, 3, activation='relu'),\nFlatten(),\nDense(1)";
        assertEquals(List.of(Severity.WARNING), severities(window));
        assertEquals(List.of(Severity.CRITICAL), severities("Dense(64),\nDense(10, activation='softmax')"));
    }

    private static List<Severity> severities(String layers) {
        return Example.sequential(layers, "'adam', 'mse'", "x, y").findings("missing-nonlinearity").stream()
                .map(Finding::severity).toList();
    }

    @Test
    void raisesOneFindingForTheBiasesOfANetworkAndMendsAll() {
        String block = "Conv2D(8, 3),%s\nBatchNormalization(),\nReLU(),\n";
        Example.sequential(block.formatted("  # <-") + block.formatted("") + "Flatten(),\nDense(2)", "'adam', 'mse'",
                "x, y").finds("bias-before-batch-norm").isMendedBy("bias-before-batch-norm");
    }
}
