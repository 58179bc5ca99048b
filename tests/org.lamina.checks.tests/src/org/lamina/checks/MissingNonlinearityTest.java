package org.lamina.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.Finding;
import org.lamina.model.Severity;
import org.lamina.testsupport.ModelBuilder;

/** What must be found. What must not is in {@link DeliberateDesignsTest}. */
class MissingNonlinearityTest {

    private static final String PROGRAM = """
            import torch
            from torch import nn

            class Net(nn.Module):
                def __init__(self):
                    self.fc1 = nn.Linear(8, 6)
                    self.drop = nn.Dropout(0.2)
                    self.fc2 = nn.Linear(6, 4)

                def forward(self, x):
                    x = self.drop(self.fc1(x))
                    return self.fc2(x)
            """;

    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void createProject() {
        project = new Project(folder);
    }

    @Test
    void findsTwoLinearLayersOnTheSecondOnesLineAndOffersARelu() throws IOException {
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.dropout("drop", net.linear("fc1", net.input("x", 1, 8), 6), 0.2);
        List<Finding> findings = project.with("net.py", PROGRAM)
                .check(net.output("y", net.linear("fc2", x, 4)).build());
        assertEquals(List.of("net.py:8"), Project.places(findings));
        Finding finding = findings.get(0);
        assertEquals(Severity.CRITICAL, finding.severity());
        assertEquals("No non-linearity between fc1 and fc2", finding.title());
        assertEquals(List.of("fc1 (Linear, 8 → 6) feeds fc2 (Linear, 6 → 4) with only drop (Dropout) between."),
                finding.context());
        assertEquals(6, finding.related().get(0).line());
        assertEquals("x = self.drop(torch.relu(self.fc1(x)))", project.mended(finding));
    }

    @Test
    void isSilentOnceTheProgramHasBeenMended() throws IOException {
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.dropout("drop", net.linear("fc1", net.input("x", 1, 8), 6), 0.2);
        net.output("y", net.linear("fc2", x, 4));
        for (String mended : List.of("torch.relu(self.fc1(x))", "self.fc1(x).relu_()", "self.act(self.fc1(x))")) {
            project.with("net.py", PROGRAM.replace("self.fc1(x)", mended)
                    .replace("self.fc1 =", "self.act = nn.GELU(); self.fc1 ="));
            assertEquals(List.of(), project.check(net.build()), mended);
        }
    }

    @Test
    void findsConvolutionsAndPutsTheReluBehindTheNormalisation() throws IOException {
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.batchNorm("bn1", net.conv("conv1", net.input("x", 1, 3, 8, 8), 8, 3, 1, 1));
        net.output("y", net.conv("conv2", x, 16, 3, 1, 1));
        Finding finding = project.with("net.py", """
                from torch import nn
                import torch.nn.functional as F
                class Net(nn.Module):
                    def __init__(self):
                        self.conv1, self.bn1 = nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8)
                        self.conv2 = nn.Conv2d(8, 16, 3)
                    def forward(self, x):
                        return self.conv2(self.bn1(self.conv1(x)))
                """).check(net.build()).get(0);
        assertEquals("net.py:6", Project.place(finding));
        assertEquals("return self.conv2(F.relu(self.bn1(self.conv1(x))))", project.mended(finding));
    }

    @Test
    void findsEachPairOfAChain() {
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.conv("conv3", net.conv("conv2", net.conv("conv1", net.input("x", 1, 3, 8, 8), 8, 3, 1, 1), 8, 3,
                1, 1),
                8, 3, 1, 1);
        net.output("y", net.linear("fc", net.flatten("flatten", net.globalPool("pool", x)), 10));
        assertEquals(List.of("conv2", "conv3", "fc"), units(net));
    }

    @Test
    void findsAResidualNetworkWithoutAnyActivation() {
        ModelBuilder net = new ModelBuilder("Net");
        String stem = net.conv("stem", net.input("x", 1, 3, 8, 8), 8, 3, 1, 1);
        String y = net.conv("conv2", net.conv("conv1", stem, 8, 3, 1, 1), 8, 3, 1, 1);
        net.output("y", net.conv("head", net.add("add", y, stem), 4, 3, 1, 1));
        assertEquals(List.of("CRITICAL conv2", "WARNING conv1", "WARNING head"), project.check(net.build()).stream()
                .map(finding -> finding.severity() + " " + finding.unit().label()).toList());
    }

    @Test
    void warnsWhereOneOfTheTwoOnlyMixesChannels() {
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.conv("conv1", net.input("x", 1, 3, 8, 8), 8, 3, 1, 1);
        net.output("y", net.conv("conv2", x, 8, 1, 1, 0));
        assertEquals(List.of(Severity.WARNING), project.check(net.build()).stream().map(Finding::severity).toList());
    }

    @Test
    void warnsWhereTheFirstFeedsSeveral() {
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.linear("trunk", net.input("x", 1, 64), 32);
        net.output("mean", net.linear("mean", x, 8)).output("variance", net.linear("variance", x, 8));
        assertEquals(List.of(Severity.WARNING, Severity.WARNING),
                project.check(net.build()).stream().map(Finding::severity).toList());
    }

    private List<String> units(ModelBuilder net) {
        return project.check(net.build()).stream().peek(finding -> assertEquals(Severity.CRITICAL, finding.severity()))
                .map(finding -> finding.unit().label()).toList();
    }
}
