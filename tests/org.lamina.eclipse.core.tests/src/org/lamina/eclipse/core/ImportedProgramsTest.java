package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Checks;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;

/** What a program shows together with a file that it imports goes when either of them is mended. */
class ImportedProgramsTest {

    private static final String NET = """
            import torch
            from torch import nn

            class Net(nn.Module):
                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(8, 3)
                    self.softmax = nn.Softmax(dim=1)

                def forward(self, x):
                    return self.softmax(self.fc(x))
            """;
    private static final String TRAIN = """
            import torch
            from torch import nn
            from net import Net

            net = Net()
            criterion = nn.CrossEntropyLoss()
            optimizer = torch.optim.Adam(net.parameters(), lr=0.001)
            for x, y in loader:
                optimizer.zero_grad()
                criterion(net(x), y).backward()
                optimizer.step()
            """;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private SourceChecks checks;
    private TestProject project;

    @BeforeEach
    void start() throws CoreException {
        checks = SourceChecks.of(ResourcesPlugin.getWorkspace(), new ProgramChecks(Checks.builtin()));
        project = new TestProject();
    }

    @AfterEach
    void stop() throws Exception {
        checks.stop();
        project.close();
    }

    private List<String> marked(String rule) throws Exception {
        TestProject.settle();
        return project.markers().stream().filter(marker -> marker.getAttribute(FindingMarkers.RULE, "")
                .equals(rule)).map(marker -> marker.getResource().getName()).toList();
    }

    @Test
    void followsTheImportedFile() throws Exception {
        project.write("net.py", NET);
        project.write("train.py", TRAIN);
        assertEquals(List.of("train.py"), marked("softmax-before-cross-entropy"));
        project.write("net.py", NET.replace("self.softmax(self.fc(x))", "self.fc(x)"));
        assertEquals(List.of(), marked("softmax-before-cross-entropy"));
    }

    @Test
    void marksInTheImportedFileWhatOthersAloneShowThere() throws Exception {
        project.write("net.py", NET.replace("def __init__(self)", "def __init__(self, rate)")
                .replace("nn.Softmax(dim=1)", "nn.Dropout(rate)"));
        project.write("train.py", TRAIN.replace("Net()", "Net(0.9)"));
        project.write("again.py", TRAIN.replace("Net()", "Net(0.95)"));
        assertEquals(List.of("net.py"), marked("dropout-rate"));
        project.write("train.py", TRAIN.replace("Net()", "Net(0.9)") + "\n");
        assertEquals(List.of("net.py"), marked("dropout-rate"));
        project.write("train.py", TRAIN.replace("Net()", "Net(0.2)"));
        assertEquals(List.of("net.py"), marked("dropout-rate"), "the other program still shows it");
        project.write("again.py", TRAIN.replace("Net()", "Net(0.2)"));
        assertEquals(List.of(), marked("dropout-rate"));
        project.write("again.py", TRAIN.replace("Net()", "Net(0.9)"));
        assertEquals(List.of("net.py"), marked("dropout-rate"));
        project.write("net.py", NET.replace("def __init__(self)", "def __init__(self, rate)")
                .replace("nn.Softmax(dim=1)", "nn.Dropout(rate / 5)"));
        assertEquals(List.of(), marked("dropout-rate"));
    }
}
