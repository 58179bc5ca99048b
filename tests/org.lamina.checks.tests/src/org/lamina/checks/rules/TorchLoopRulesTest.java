package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lamina.model.Severity;

/** Rules on what PyTorch's loops do beside computing gradients. */
class TorchLoopRulesTest {

    private static final String MADE = "net = nn.Linear(4, 2)\nopt = torch.optim.SGD(net.parameters(), lr=0.01)\n";

    /** A loop over batches with these lines in front of the loop, before and behind the step. */
    private static Example loop(String front, String before, String behind) {
        return Example.torch(MADE + front + "for x, y in loader:\n    opt.zero_grad()\n"
                + "    loss = F.cross_entropy(net(x), y)\n" + before.indent(4) + "    loss.backward()\n    opt.step()\n"
                + behind.indent(4) + "print('done')\n");
    }

    @Test
    void findsSumsAndListsThatKeepTheGraphsOfLosses() {
        for (String kept : new String[] {"total += loss", "total += loss * len(x)", "total = total + loss",
                "losses.append(loss)"}) {
            loop("total, losses = 0, []\n", "", kept + "  # <-").finds("loss-history").isMendedBy("loss-history");
        }
        loop("total = 0\n", "total += loss  # <-", "").finds("loss-history");
        for (String fine : new String[] {"total += loss.item()", "total += float(loss)", "losses.append(loss.detach())",
                "loss = loss.item()\ntotal += loss", "with torch.no_grad():\n    total += loss",
                "total += loss\ntotal = 0"}) {
            loop("total, losses = 0, []\n", "", fine).isFineFor("loss-history");
        }
        Example.torch(MADE + "for x, y in loader:\n    loss = F.cross_entropy(net(x), y)\n    total += loss\n"
                + "total.backward()\n").isFineFor("loss-history");
    }

    private static final String SCALER = "scaler = torch.cuda.amp.GradScaler()\n";

    /** A loop with a scaler and these steps behind the gradients. */
    private static Example scaled(String steps) {
        return Example.torch(MADE + SCALER + "for x, y in loader:\n    opt.zero_grad()\n"
                + "    loss = F.cross_entropy(net(x), y)\n    scaler.scale(loss).backward()\n" + steps.indent(4));
    }

    @Test
    void findsGradientsThatAreUsedWhileTheyAreScaled() {
        String clip = "torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)";
        scaled(clip + "  # <-\nscaler.step(opt)\nscaler.update()").finds("gradient-scaling")
                .isMendedBy("gradient-scaling");
        scaled("scaler.unscale_(opt)\n" + clip + "\nscaler.step(opt)\nscaler.update()").isFineFor("gradient-scaling");
        Example step = scaled("opt.step()  # <-\nscaler.update()").finds("gradient-scaling");
        assertEquals(Severity.CRITICAL, step.findings("gradient-scaling").get(0).severity());
        step.isMendedBy("gradient-scaling");
        scaled("scaler.step(opt)  # <-\nprint(loss)").finds("gradient-scaling").isMendedBy("gradient-scaling");
        scaled("scaler.step(opt)\nscaler.update()\nschedule.step()").isFineFor("gradient-scaling");
        loop("", "", "torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)").isFineFor("gradient-scaling");
    }

    /** Epochs with a schedule; {@code first} stands before the loop over batches, the others in it and behind it. */
    private static Example epochs(String schedule, String first, String batch, String last) {
        return Example.torch("from torch.optim.lr_scheduler import *\nimport torch.optim.lr_scheduler as lr_scheduler\n"
                + MADE + "schedule = lr_scheduler." + schedule + "\nfor epoch in range(epochs):\n" + first.indent(4)
                + "    for x, y in loader:\n        opt.zero_grad()\n"
                + "        F.cross_entropy(net(x), y).backward()\n        opt.step()\n" + batch.indent(8)
                + last.indent(4) + "print('done')\n");
    }

    @Test
    void findsASchedulerThatStepsBeforeTheOptimizer() {
        String step = "schedule.step()";
        epochs("StepLR(opt, 30)", step + "  # <-", "", "print(epoch)").finds("schedule-step")
                .isMendedBy("schedule-step");
        epochs("StepLR(opt, 30)", "", "", step).isFineFor("schedule-step");
        epochs("StepLR(opt, 30)", "if epoch > 0:\n    " + step, "", "").isFineFor("schedule-step");
        Example.torch("def train():\n    for x, y in loader:\n        opt.zero_grad()\n"
                + "        F.cross_entropy(net(x), y).backward()\n        opt.step()\n" + MADE
                + "schedule = torch.optim.lr_scheduler.StepLR(opt, 30)\nfor epoch in range(9):\n"
                + "    schedule.step()  # <-\n    train()\n").finds("schedule-step").isMendedBy("schedule-step");
    }

    @Test
    void findsASchedulerThatStepsTooOftenOrTooSeldom() {
        String cycle = "OneCycleLR(opt, 0.1, steps_per_epoch=len(loader), epochs=epochs)";
        epochs(cycle, "", "", "schedule.step()  # <-").finds("schedule-step").isMendedBy("schedule-step");
        epochs(cycle, "", "schedule.step()", "").isFineFor("schedule-step");
        epochs("OneCycleLR(opt, 0.1, total_steps=epochs)", "", "", "schedule.step()").isFineFor("schedule-step");
        String cosine = "CosineAnnealingLR(opt, T_max=epochs)";
        epochs(cosine, "", "schedule.step()  # <-", "").finds("schedule-step").isMendedBy("schedule-step");
        epochs(cosine, "", "", "schedule.step()").isFineFor("schedule-step");
        epochs(cosine.replace("epochs", "epochs * len(loader)"), "", "schedule.step()", "").isFineFor("schedule-step");
    }

    /** A network with a recurrent layer, and what becomes of its output. */
    private static Example sequence(String layer, String forward) {
        return Example.torch("class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
                + "        self.rnn = " + layer + "\n        self.fc = nn.Linear(8, 2)\n    def forward(self, x):\n"
                + forward.indent(8) + "net = Net()\n");
    }

    @Test
    void findsTheLastSampleWhereTheLastStepIsMeant() {
        String last = "out, _ = self.rnn(x)\nreturn self.fc(out[:, -1, :])";
        sequence("nn.LSTM(4, 8)  # <-", last).finds("batch-axis").isMendedBy("batch-axis");
        sequence("nn.GRU(4, 8, batch_first=False)  # <-", "return self.fc(self.rnn(x)[0][:, -1])")
                .finds("batch-axis").isMendedBy("batch-axis");
        sequence("nn.LSTM(4, 8, batch_first=True)", last).isFineFor("batch-axis");
        sequence("nn.LSTM(4, 8)", last.replace("[:, -1, :]", "[-1]")).isFineFor("batch-axis");
        sequence("nn.LSTM(4, 8)", last.replace("return", "out = out.transpose(0, 1)\nreturn")).isFineFor("batch-axis");
        sequence("nn.LSTM(4, 8, **options)", last).isFineFor("batch-axis");
        sequence("nn.LSTM(4, 8, batch_first=True)", "out, (h, c) = self.rnn(x)\nreturn self.fc(out[-1])  # <-")
                .finds("batch-axis").isMendedBy("batch-axis");
        sequence("nn.LSTM(4, 8, batch_first=True)", "out, (h, c) = self.rnn(x)\nreturn self.fc(h[-1])")
                .isFineFor("batch-axis");
    }

    /** A network that sets its weights in its constructor, and what follows. */
    private static Example initialised(String inside, String behind) {
        return Example.torch("class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
                + "        self.one = nn.Linear(8, 8)\n        self.two = nn.Linear(8, 2)\n" + inside.indent(8)
                + "    def forward(self, x):\n        return self.two(torch.relu(self.one(x)))\n" + behind);
    }

    @Test
    void findsWeightsThatAreSetToOneValue() {
        String rule = "constant-initialisation";
        initialised("nn.init.zeros_(self.one.weight)  # <-", "net = Net()\n").finds(rule).isMendedBy(rule);
        initialised("self.one.weight.data.fill_(0.5)  # <-", "net = Net()\n").finds(rule);
        initialised("nn.init.zeros_(self.two.weight)\nnn.init.zeros_(self.one.bias)", "net = Net()\n").isFineFor(rule);
        initialised("w = nn.Linear(3, 3)\nself.one.weight.data.fill_(0.0)\n"
                + "nn.init.orthogonal_(self.one.weight.data[:, 2])", "net = Net()\n").isFineFor(rule);
        initialised("nn.init.xavier_uniform_(self.one.weight)", "net = Net()\n").isFineFor(rule);
        String function = "def start(m):\n    if isinstance(m, nn.Linear):\n"
                + "        nn.init.constant_(m.weight, 0.1)  # <-\nnet = Net()\nnet.apply(start)\n";
        initialised("", function).finds(rule).isMendedBy(rule);
        initialised("", function.replace("  # <-", "").replace("nn.Linear", "nn.BatchNorm1d")).isFineFor(rule);
        initialised("", function.replace("  # <-", "").replace("m.weight", "m.bias")).isFineFor(rule);
    }

    @Test
    void findsLogarithmsOfProbabilitiesThatCanBeZero() {
        String rule = "unguarded-logarithm";
        String loss = MADE + "for x, y in loader:\n    opt.zero_grad()\n    LOSS\n    loss.backward()\n"
                + "    opt.step()\n";
        Example.torch(loss.replace("LOSS", "loss = -(y * torch.log(F.softmax(net(x), dim=1))).sum()  # <-")).finds(rule)
                .isMendedBy(rule);
        Example.torch(loss.replace("LOSS", "p = torch.sigmoid(net(x))\n    loss = -(y * torch.log(p)).sum()  # <-"))
                .finds(rule);
        for (String fine : new String[] {"torch.log(F.softmax(net(x), dim=1) + 1e-9)", "F.log_softmax(net(x), dim=1)",
                "torch.log(torch.sigmoid(net(x)).clamp(1e-6))", "torch.log(net(x))"}) {
            Example.torch(loss.replace("LOSS", "loss = -(y * " + fine + ").sum()")).isFineFor(rule);
        }
        String session = "import tensorflow as tf\ny_conv = tf.nn.softmax(tf.matmul(h, w) + b)\n"
                + "cross_entropy = -tf.reduce_sum(y_ * tf.log(y_conv))  # <-\n"
                + "train_step = tf.train.AdamOptimizer(1e-4).minimize(cross_entropy)\n";
        new Example(session).finds(rule);
        new Example(session.replace("tf.log(y_conv))  # <-", "tf.log(tf.clip_by_value(y_conv, 1e-10, 1.0)))"))
                .isFineFor(rule);
    }
}
