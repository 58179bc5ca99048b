package org.lamina.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.Finding;
import org.lamina.model.Model;
import org.lamina.model.Severity;
import org.lamina.model.Shape;
import org.lamina.testsupport.ModelBuilder;

class SoftmaxBeforeCrossEntropyTest {

    private static final String RULE = "softmax-before-cross-entropy";

    private static final String NET = """
            from torch import nn
            from torch.nn import functional as F

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(4, 4)

                def forward(self, x):
                    return RESULT
            """;

    private static final String TRAIN = """
            from torch import nn
            from torch.nn import functional as F
            from net import Net

            def train(x, y):
                net = Net().to("cpu")
                criterion = nn.CrossEntropyLoss()
                out = net(x)
                loss = criterion(out, y)
                loss.backward()
            """;

    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void createProject() {
        project = new Project(folder);
    }

    @Test
    void findsASoftmaxFunctionThatTheLossRepeats() throws IOException {
        Finding finding = only(net("F.softmax(self.fc(x), dim=1)").with("train.py", TRAIN), function("Softmax"));
        assertEquals("net.py:10", Project.place(finding));
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals("Softmax applied twice: in softmax and in CrossEntropyLoss", finding.title());
        assertEquals(List.of("train.py:7"),
                finding.related().stream().map(place -> place.fileName() + ":" + place.line()).toList());
        assertEquals("return self.fc(x)", project.mended(finding));
        assertEquals("return self.fc(x)", finding.snippet());
    }

    @Test
    void findsASoftmaxModuleOnItsConstructorLine() throws IOException {
        project.with("net.py", NET.replace("nn.Linear(4, 4)\n",
                "nn.Linear(4, 4)\n        self.softmax = nn.Softmax(1)\n")
                .replace("RESULT", "self.softmax(self.fc(x))")).with("train.py", TRAIN);
        Finding finding = only(project, module("softmax", "Softmax"));
        assertEquals("net.py:8", Project.place(finding));
        assertEquals("return self.fc(x)", project.mended(finding));
    }

    @Test
    void replacesASoftmaxInsideASequentialByAnIdentity() throws IOException {
        project.with("net.py", NET.replace("nn.Linear(4, 4)\n", "nn.Linear(4, 4)\n        self.head = nn.Sequential(\n"
                + "            nn.Softmax(1),\n        )\n").replace("RESULT", "self.head(self.fc(x))"))
                .with("train.py", TRAIN);
        Finding finding = only(project, module("head.0", "Softmax"));
        assertEquals("net.py:9", Project.place(finding));
        assertEquals("nn.Identity(1),", project.mended(finding));
    }

    @Test
    void findsASoftmaxThatTheTrainingProgramApplies() throws IOException {
        net("self.fc(x)").with("train.py", TRAIN.replace("out = net(x)", "out = F.softmax(net(x), dim=1)"));
        Finding finding = only(project, logits());
        assertEquals("train.py:8", Project.place(finding));
        assertEquals("out = net(x)", project.mended(finding));
    }

    @Test
    void findsFunctionalLossesAndSigmoids() throws IOException {
        net("torch.sigmoid(self.fc(x))").with("train.py", TRAIN.replace("nn.CrossEntropyLoss()", "None")
                .replace("criterion(out, y)", "F.cross_entropy(out, y)"));
        Finding finding = only(project, function("Sigmoid"));
        assertEquals("Sigmoid before CrossEntropyLoss, which expects logits", finding.title());
        assertEquals(9, finding.related().get(0).line());
    }

    @Test
    void findsALossThatIsHandedAround() throws IOException {
        net("F.softmax(self.fc(x), dim=1)").with("train.py", """
                import torch
                import net

                def fit(model, loss_function, x, y):
                    loss_function(model(x), y).backward()

                fit(net.Net(), torch.nn.CrossEntropyLoss(), 1, 2)
                """);
        Finding finding = only(project, function("Softmax"));
        assertEquals(7, finding.related().get(0).line());
        assertTrue(finding.confidence() < 0.9);
    }

    @Test
    void findsLogitsAndProbabilitiesBeforeANegativeLogLikelihood() throws IOException {
        String train = TRAIN.replace("CrossEntropyLoss", "NLLLoss");
        Finding missing = only(net("self.fc(x)").with("train.py", train), logits());
        assertEquals("train.py:7", Project.place(missing));
        assertEquals("criterion = nn.CrossEntropyLoss()", project.mended(missing));
        Finding probabilities = only(net("F.softmax(self.fc(x), dim=1)"), function("Softmax"));
        assertEquals("net.py:10", Project.place(probabilities));
        assertEquals("return F.log_softmax(self.fc(x), dim=1)", project.mended(probabilities));
    }

    @Test
    void onlyWarnsOfALogSoftmaxThatIsRepeated() throws IOException {
        Finding finding = only(net("F.log_softmax(self.fc(x), dim=1)").with("train.py", TRAIN), function("LogSoftmax"));
        assertEquals(Severity.WARNING, finding.severity());
    }

    @Test
    void leavesRightCombinationsAlone() throws IOException {
        net("self.fc(x)").with("train.py", TRAIN);
        assertEquals(List.of(), project.check(logits(), RULE));
        net("F.log_softmax(self.fc(x), dim=1)").with("train.py", TRAIN.replace("CrossEntropyLoss", "NLLLoss"));
        assertEquals(List.of(), project.check(function("LogSoftmax"), RULE));
        net("self.fc(x)").with("train.py", TRAIN.replace("CrossEntropyLoss", "NLLLoss")
                .replace("out = net(x)", "out = net(x).log_softmax(1)"));
        assertEquals(List.of(), project.check(logits(), RULE));
    }

    @Test
    void isSilentOnceTheProgramHasBeenMended() throws IOException {
        net("self.fc(x)").with("train.py", TRAIN);
        assertEquals(List.of(), project.check(function("Softmax"), RULE));
        assertEquals(List.of(), project.check(module("softmax", "Softmax"), RULE));
        project.with("net.py", NET.replace("nn.Linear(4, 4)\n", "nn.Linear(4, 4)\n        self.head = nn.Sequential(\n"
                + "            nn.Identity(),\n        )\n").replace("RESULT", "self.head(self.fc(x))"));
        assertEquals(List.of(), project.check(module("head.0", "Softmax"), RULE));
    }

    @Test
    void saysNothingWithoutALossOfThisModel() throws IOException {
        net("F.softmax(self.fc(x), dim=1)");
        assertEquals(List.of(), project.check(function("Softmax"), RULE));
        project.with("other.py", "from torch import nn\nclass Other(nn.Module):\n    def forward(self, x):\n        "
                + "return x\n"
                + "loss = nn.CrossEntropyLoss()(Other()(1), 2)\n");
        assertEquals(List.of(), project.check(function("Softmax"), RULE));
        project.with("both.py", TRAIN.replace("out = net(x)", "from other import Other; o = Other(); out = o(x)"));
        assertEquals(List.of(), project.check(function("Softmax"), RULE));
    }

    @Test
    void saysNothingOfASoftmaxThatTrainingLeavesOut() throws IOException {
        project.with("net.py", NET.replace("return RESULT",
                "x = self.fc(x)\n        return x if self.training else F.softmax(x, dim=1)")).with("train.py", TRAIN);
        assertEquals(List.of(), project.check(function("Softmax"), RULE));
    }

    @Test
    void saysNothingOfAModelWithSeveralOutputs() throws IOException {
        net("F.softmax(self.fc(x), dim=1)").with("train.py", TRAIN);
        ModelBuilder net = new ModelBuilder("Net");
        String logits = net.linear("fc", net.input("x", 1, 4), 4);
        net.output("logits", logits).output("probabilities", net.softmax("softmax", logits));
        assertEquals(List.of(), project.check(net.build(), RULE));
    }

    private Project net(String result) throws IOException {
        return project.with("net.py", NET.replace("RESULT", result));
    }

    private static Finding only(Project project, Model model) {
        List<Finding> findings = project.check(model, RULE);
        assertEquals(1, findings.size(), findings::toString);
        return findings.get(0);
    }

    private static Model logits() {
        ModelBuilder net = new ModelBuilder("Net");
        return net.output("y", net.linear("fc", net.input("x", 1, 4), 4)).build();
    }

    private static Model module(String path, String type) {
        ModelBuilder net = new ModelBuilder("Net");
        return net.output("y", net.same(path, type, net.linear("fc", net.input("x", 1, 4), 4))).build();
    }

    private static Model function(String type) {
        ModelBuilder net = new ModelBuilder("Net");
        String logits = net.linear("fc", net.input("x", 1, 4), 4);
        String name = type.equals("LogSoftmax") ? "log_softmax" : type.toLowerCase();
        return net.output("y", net.layer(name, type, true, Map.of(), Shape.of(1, 4), List.of(), logits)).build();
    }
}
