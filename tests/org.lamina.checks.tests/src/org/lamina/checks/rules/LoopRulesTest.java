package org.lamina.checks.rules;

import org.junit.jupiter.api.Test;

/** Rules on training loops that are written by hand. */
class LoopRulesTest {

    private static final String NET = "net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.1), "
            + "nn.Linear(8, 2))\nopt = torch.optim.Adam(net.parameters())\n";

    /** A loop over batches with these steps, one a line. */
    private static Example loop(String steps) {
        return Example.torch(NET + "for x, y in loader:\n" + steps.indent(4) + "print('done')\n");
    }

    @Test
    void findsAStepBeforeTheGradientsAreComputed() {
        loop("opt.zero_grad()\nloss = F.cross_entropy(net(x), y)\nopt.step()  # <-\nloss.backward()")
                .finds("zero-grad").isMendedBy("zero-grad");
        loop("opt.step()  # <-\nloss = F.cross_entropy(net(x), y)\nloss.backward()\nopt.zero_grad()")
                .finds("zero-grad").isMendedBy("zero-grad");
        loop("opt.step()\nopt.zero_grad()\nloss = F.cross_entropy(net(x), y)\nloss.backward()")
                .isFineFor("zero-grad");
        loop("loss = F.cross_entropy(net(x), y)\nloss.backward()\nopt.step()\nopt.zero_grad()")
                .isFineFor("zero-grad");
    }

    @Test
    void findsGradientsThatAreClearedBeforeTheStep() {
        loop("loss = F.cross_entropy(net(x), y)\nloss.backward()\nopt.zero_grad()  # <-\nopt.step()")
                .finds("zero-grad").isMendedBy("zero-grad");
        loop("""
                F.cross_entropy(net(x), y).backward()
                x = x + x.grad.sign()
                opt.zero_grad()
                F.cross_entropy(net(x), y).backward()
                opt.step()""").isFineFor("zero-grad");
        loop("""
                (F.cross_entropy(net(x), y) / 4).backward()
                if i % 4 == 3:
                    opt.step()
                    opt.zero_grad()""").isFineFor("zero-grad");
    }

    @Test
    void findsGradientsThatAreClearedOnceAnEpoch() {
        String epochs = NET + """
                for epoch in range(9):
                    opt.zero_grad()  # <-
                    for x, y in loader:
                        loss = F.cross_entropy(net(x), y)
                        loss.backward()
                        opt.step()
                """;
        Example.torch(epochs).finds("zero-grad").isMendedBy("zero-grad");
        Example.torch(epochs.replace("  # <-", "").replace("        opt.step()", "    opt.step()"))
                .isFineFor("zero-grad");
        Example.torch(epochs.replace("  # <-", "") + "        opt.zero_grad()\n").isFineFor("zero-grad");
    }

    @Test
    void findsThatNothingComputesGradients() {
        loop("opt.zero_grad()\nloss = F.cross_entropy(net(x), y)\nopt.step()  # <-").finds("zero-grad")
                .isMendedBy("zero-grad");
        loop("opt.zero_grad()\nloss = F.cross_entropy(net(x), y)\nfabric.backward(loss)\nopt.step()")
                .isFineFor("zero-grad");
        Example.torch(NET + "def closure():\n    return F.cross_entropy(net(x), y)\nfor i in range(9):\n"
                + "    opt.step(closure)\n").isFineFor("zero-grad");
    }

    private static final String TRAIN = """
            def train(loader):
                net.train()
                for x, y in loader:
                    opt.zero_grad()
                    F.cross_entropy(net(x), y).backward()
                    opt.step()
            """;
    private static final String TEST = """
            def test(loader):
                right = 0
                for x, y in loader:
                    right += (net(x).argmax(1) == y).sum().item()
                return right
            """;
    private static final String MARKED = TEST.replace(".item()", ".item()  # <-");

    @Test
    void findsALoopThatJudgesPredictionsInTheModeOfTraining() {
        Example.torch(NET + TRAIN + MARKED).finds("evaluation-mode").isMendedBy("evaluation-mode");
        Example.torch(NET + TRAIN + MARKED + "for epoch in range(9):\n    train(a)\n    test(b)\n")
                .finds("evaluation-mode").isMendedBy("evaluation-mode");
        Example.torch(NET + TRAIN + TEST.replace("    right = 0", "    net.eval()\n    right = 0"))
                .isFineFor("evaluation-mode");
        Example.torch(NET + TRAIN + TEST + "for epoch in range(9):\n    train(a)\n    net.eval()\n    test(b)\n")
                .isFineFor("evaluation-mode");
        // somebody who calls it may have called eval()
        Example.torch(NET + TRAIN + TEST + "def best(a):\n    net.eval()\n    return net(a)\n")
                .isFineFor("evaluation-mode");
        Example.torch((NET + TRAIN + TEST).replace("nn.Dropout(0.1), ", "")).isFineFor("evaluation-mode");
    }

    @Test
    void findsAnEvaluationInAFunctionThatRecordsNoGradients() {
        String decorated = "@torch.no_grad()\n";
        Example.torch(NET + TRAIN + decorated + MARKED).finds("evaluation-mode").isMendedBy("evaluation-mode");
        Example.torch(NET + TRAIN + decorated + TEST.replace("    right = 0", "    net.eval()\n    right = 0"))
                .isFineFor("evaluation-mode");
        Example.torch(NET + TRAIN + "with torch.no_grad():\n    n = sum((net(x).argmax(1) == y).sum() for x, y in "
                + "valid)  # <-\n").finds("evaluation-mode").isMendedBy("evaluation-mode");
    }

    @Test
    void findsTheNetworkThatAFunctionGetsByTheNameOfOneThatIsKnown() {
        String given = TRAIN.replace("(loader)", "(net, opt, loader)") + MARKED.replace("(loader)", "(net, loader)");
        Example.torch(NET + given).finds("evaluation-mode").isMendedBy("evaluation-mode");
        Example.torch("def main():\n" + NET.indent(4) + "    return net\n" + given).finds("evaluation-mode");
        Example.torch(given.replace("  # <-", "")).isFineFor("evaluation-mode");
    }

    @Test
    void findsThatANetworkStaysInEvaluation() {
        String epochs = """
                net.train()
                for epoch in range(9):
                    for x, y in loader:
                        opt.zero_grad()
                        F.cross_entropy(net(x), y).backward()
                        opt.step()
                    net.eval()  # <-
                """;
        Example.torch(NET + epochs).finds("evaluation-mode").isMendedBy("evaluation-mode");
        Example.torch(NET + epochs.replace("  # <-", "") + "    net.train()\n").isFineFor("evaluation-mode");
        Example.torch(NET + epochs.replace("  # <-", "").replace("range(9):", "range(9):\n    net.train()"))
                .isFineFor("evaluation-mode");
    }

    @Test
    void marksAnEvaluationByWhatBecomesOfItsPredictions() {
        Example.torch(NET + TRAIN + """
                def validate(other, criterion=nn.CrossEntropyLoss()):
                    total = 0
                    for x, y in other:
                        scores = net(x)  # <-
                        if verbose:
                            print(x.shape)
                        total += criterion(scores, y).item()
                    return total
                """).finds("evaluation-mode");
        Example.torch(NET + TRAIN + """
                def predicted_scores(other):
                    accuracies = []
                    for x, y in other:
                        accuracies.append(net(x))
                    return accuracies
                """).isFineFor("evaluation-mode");
    }

    @Test
    void leavesLoopsAloneThatOnlyCompute() {
        Example.torch(NET + TRAIN + "features = [net(x) for x in other]\n").isFineFor("evaluation-mode");
        Example.torch(NET + """
                for game in range(9):
                    values = []
                    for state in play():
                        values.append(net(state).max())
                    opt.zero_grad()
                    sum(values).backward()
                    opt.step()
                """).isFineFor("evaluation-mode");
        Example.torch(NET + TRAIN + """
                net.eval()
                for layer in net.modules():
                    layer.train()
                with torch.no_grad():
                    spread = torch.stack([net(x) for i in range(9)]).std(0)
                """).isFineFor("evaluation-mode");
    }

    @Test
    void looksAtTheEndThatIsGivenToAPretrainedNetwork() {
        String made = "from torchvision import models\nnet = models.resnet18(weights='DEFAULT')\n";
        String loop = "opt = torch.optim.Adam(net.parameters())\nloss_fn = nn.CrossEntropyLoss()\n" + TRAIN
                .replace("F.cross_entropy(", "loss_fn(");
        Example.torch(made + "net.fc = nn.Sequential(nn.Linear(512, 9), nn.Softmax(dim=1))  # <-\n" + loop)
                .finds("softmax-before-cross-entropy").isMendedBy("softmax-before-cross-entropy");
        Example.torch(made.replace("resnet18", "vgg16") + "net.classifier[6] = nn.Sequential(nn.Linear(4096, 9), "
                + "nn.Softmax(1))  # <-\n" + loop).finds("softmax-before-cross-entropy");
        Example.torch(made.replace("resnet18", "mobilenet_v2") + "net.classifier[-1] = nn.Sequential("
                + "nn.Linear(net.classifier[-1].in_features, 9), nn.Softmax(1))  # <-\n" + loop)
                .finds("softmax-before-cross-entropy");
        Example.torch(made + "net.fc = nn.Linear(net.fc.in_features, 9)\n" + loop)
                .isFineFor("softmax-before-cross-entropy");
        Example.torch(made + "net.fc = nn.Linear(512, 9)\n" + loop + MARKED).finds("evaluation-mode");
        Example.torch(made.replace("resnet18", "vit_b_16") + "net.heads.head = nn.Linear(768, 9)\n" + loop + TEST)
                .isFineFor("evaluation-mode");
    }

    @Test
    void findsAnOptimizerThatIsMadeBeforeTheHeadIsReplaced() {
        String made = "from torchvision import models\nnet = models.alexnet()\n";
        String opt = "opt = torch.optim.Adam(net.parameters())";
        String head = "net.classifier[6] = nn.Linear(4096, 9)\n";
        Example.torch(made + opt + "  # <-\n" + head + TRAIN).finds("optimizer-parameters");
        Example.torch(made + head + opt + "\n" + TRAIN).isFineFor("optimizer-parameters");
        Example.torch(made + opt + "\n" + head + "opt = torch.optim.SGD(net.classifier.parameters(), lr=0.01)\n"
                + TRAIN).isFineFor("optimizer-parameters");
    }

    @Test
    void leavesLoopsOfTensorFlowAlone() {
        Example loop = new Example("""
                import tensorflow as tf
                net = tf.keras.Sequential([tf.keras.layers.Dropout(0.2), tf.keras.layers.Dense(3)])
                opt = tf.keras.optimizers.SGD(0.01)
                loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
                for epoch in range(9):
                    for x, y in train:
                        with tf.GradientTape() as tape:
                            loss = loss_fn(y, net(x, training=True))
                        opt.apply_gradients(zip(tape.gradient(loss, net.weights), net.weights))
                    for x, y in valid:
                        right = tf.argmax(net(x, training=False), 1) == y
                """);
        loop.isFineFor("evaluation-mode");
        loop.isFineFor("zero-grad");
    }

    @Test
    void findsTheOneLoopOfSeveralThatForgetsTheGradients() {
        String net = "net = nn.Linear(4, 2)\nopt = torch.optim.Adam(net.parameters())\n";
        String clear = "    opt.zero_grad()\n";
        String loop = "for x, y in data:\n" + clear + "    loss = F.cross_entropy(net(x), y)\n"
                + "    loss.backward()  # <-\n    opt.step()\n";
        Example.torch(net + loop.replace("  # <-", "") + loop.replace(clear, "")).finds("zero-grad")
                .isMendedBy("zero-grad");
        String update = "def update(loss):\n    opt.zero_grad()\n    loss.backward()\n    opt.step()\n";
        Example.torch(net + update + loop.replace("  # <-", "") + "for x, y in data:\n"
                + "    update(F.cross_entropy(net(x), y))\n").isFineFor("zero-grad");
        Example.torch(net + "def clean():\n    opt.zero_grad()\n" + loop.replace("opt.zero_grad()", "clean()")
                .replace("  # <-", "")).isFineFor("zero-grad");
    }
}
