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
}
