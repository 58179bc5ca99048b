package org.lamina.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Model;
import org.lamina.model.Severity;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.testsupport.ModelBuilder;

class DropoutRateTest {

    private static final String PROGRAM = """
            from torch import nn
            from torch.nn import functional as F

            class Net(nn.Module):
                def __init__(self):
                    self.fc1 = nn.Linear(4, 4)
                    self.drop = nn.Dropout(0.8)
                    self.fc2 = nn.Linear(4, 4)

                def forward(self, x):
                    return self.fc2(self.drop(F.relu(self.fc1(x))))
            """;

    @TempDir
    Path folder;
    private Project project;

    @BeforeEach
    void createProject() {
        project = new Project(folder);
    }

    @Test
    void findsAHighRateOnTheConstructorLineAndLowersIt() throws IOException {
        project.with("net.py", PROGRAM);
        List<Finding> findings = project.check(net(0.8), "dropout-rate");
        assertEquals(List.of("net.py:7"), Project.places(findings));
        Finding finding = findings.get(0);
        assertEquals(Severity.WARNING, finding.severity());
        assertEquals("Dropout rate of 0.8 in drop", finding.title());
        assertEquals(List.of(Evidence.GRAPH, Evidence.SOURCE), finding.evidence());
        assertEquals("drop", finding.unit().label());
        assertEquals("self.drop = nn.Dropout(0.25)", project.mended(finding));
    }

    @Test
    void findsItInTheModelAlone() {
        Finding finding = project.check(net(0.5), "dropout-rate").get(0);
        assertEquals("", Project.place(finding));
        assertEquals(List.of(Evidence.GRAPH), finding.evidence());
        assertTrue(finding.fix().isEmpty());
    }

    @Test
    void findsItInTheProgramWhereTheFileLeftTheLayerOut() throws IOException {
        project.with("net.py", PROGRAM);
        List<Finding> findings = project.check(net(null), "dropout-rate");
        assertEquals(List.of("net.py:7"), Project.places(findings));
        assertEquals(List.of(Evidence.SOURCE), findings.get(0).evidence());
        assertEquals(new UnitOfAnalysis.OfLayer(folder.resolve("net.pt").toString(), "drop"), findings.get(0).unit());
    }

    @Test
    void findsFunctionsAndDefaultsAndKeywords() throws IOException {
        project.with("net.py", PROGRAM.replace("nn.Dropout(0.8)", "nn.Dropout()")
                .replace("F.relu(self.fc1(x))", "F.dropout(F.relu(self.fc1(x)), training=self.training, p=0.6)"));
        List<Finding> findings = project.check(net(null), "dropout-rate");
        assertEquals(List.of("net.py:7", "net.py:11"), Project.places(findings));
        assertEquals("self.drop = nn.Dropout(0.25)", project.mended(findings.get(0)));
        assertTrue(project.mended(findings.get(1)).contains("training=self.training, p=0.25)"));
    }

    @Test
    void leavesLowRatesAlone() throws IOException {
        assertEquals(List.of(), project.check(net(0.49)));
        project.with("net.py", PROGRAM.replace("0.8", "0.3"));
        assertEquals(List.of(), project.check(net(null)));
    }

    @Test
    void isSilentOnceTheProgramHasBeenMended() throws IOException {
        project.with("net.py", PROGRAM.replace("0.8", "0.25"));
        assertEquals(List.of(), project.check(net(0.8)));
    }

    @Test
    void findsItInClassesThatDoNotNameTheirMembers() throws IOException {
        for (String forward : List.of("",
                "    def forward(self, x):\n        for m in self.children():\n            x = m(x)\n")) {
            project.with("net.py", "from torch import nn\nclass Net(nn.Sequential):\n    def __init__(self):\n"
                    + "        self.fc1 = nn.Linear(4, 4)\n        self.drop = nn.Dropout(0.8)\n"
                    + "        self.fc2 = nn.Linear(4, 4)\n" + forward);
            assertEquals(List.of("net.py:5"), Project.places(project.check(net(0.8), "dropout-rate")), forward);
        }
    }

    @Test
    void isSilentOnceTheProgramHasNoDropoutAnyMore() throws IOException {
        project.with("net.py", PROGRAM.replace("self.drop(F.relu(self.fc1(x)))", "F.relu(self.fc1(x))"));
        assertEquals(List.of(), project.check(net(0.8), "dropout-rate"));
    }

    @Test
    void takesTheCheckpointsRateWhereTheProgramComputesIt() throws IOException {
        project.with("net.py", PROGRAM.replace("nn.Dropout(0.8)", "make_dropout()"));
        Finding finding = project.check(net(0.8), "dropout-rate").get(0);
        assertEquals("Dropout rate of 0.8 in drop", finding.title());
        assertTrue(finding.fix().isEmpty());
        project.with("net.py", PROGRAM.replace("nn.Dropout(0.8)", "nn.Dropout(rate)"));
        assertEquals("Dropout rate of 0.8 in drop", project.check(net(0.8), "dropout-rate").get(0).title());
    }

    @Test
    void leavesOtherClassesOfTheFileAlone() throws IOException {
        project.with("net.py", PROGRAM.replace("0.8", "0.1") + PROGRAM.replace("class Net(", "class Other("));
        assertEquals(List.of(), project.check(net(null)));
    }

    private static Model net(Double rate) {
        ModelBuilder net = new ModelBuilder("Net");
        String x = net.relu("relu", net.linear("fc1", net.input("x", 1, 4), 4));
        x = rate == null ? x : net.dropout("drop", x, rate);
        return net.output("y", net.linear("fc2", x, 4)).build();
    }
}
