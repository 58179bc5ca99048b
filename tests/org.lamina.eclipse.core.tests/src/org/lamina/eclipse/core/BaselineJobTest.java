package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Checks;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.formats.Readers;
import org.lamina.model.Finding;

class BaselineJobTest {

    private static final String HEAD = "from torch import nn\n\n\nnet = nn.Sequential(\n    nn.Linear(8, 8),\n"
            + "    nn.ReLU(),\n    nn.Dropout(0.8),\n    nn.Linear(8, 8),\n    nn.ReLU(),\n    nn.Dropout(0.8),\n";
    private static final String PROGRAM = HEAD + "    nn.Linear(8, 3))\n";

    private static final String LOOP = """
            import torch
            from torch import nn, optim

            net = nn.Linear(8, 3)
            opt = optim.SGD(net.parameters(), lr=0.01)
            criterion = nn.CrossEntropyLoss()
            for epoch in range(5):
                for x, y in loader:
                    loss = criterion(net(x), y)
                    loss.backward()
                    opt.step()
            """;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final ProgramChecks checks = new ProgramChecks(Checks.builtin());
    private SourceChecks sources;
    private Checkpoints checkpoints;
    private TestProject project;

    @BeforeEach
    void start() throws Exception {
        sources = SourceChecks.of(ResourcesPlugin.getWorkspace(), checks);
        checkpoints = Checkpoints.of(ResourcesPlugin.getWorkspace(), Readers.builtin(), Checks.builtin());
        project = new TestProject();
        project.write("net.py", PROGRAM);
        TestProject.settle();
    }

    @AfterEach
    void stop() throws Exception {
        project.close();
        sources.stop();
        checkpoints.stop();
    }

    private List<Integer> lines() throws CoreException {
        return project.markers().stream().map(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0)).sorted().toList();
    }

    private void accept(Predicate<Finding> accepted) throws InterruptedException {
        Job job = new BaselineJob(project.project(), accepted, checks, checkpoints);
        job.schedule();
        job.join();
        TestProject.settle();
    }

    @Test
    void marksNothingThatTheBaselineKnows() throws Exception {
        assertEquals(List.of(7, 10), lines());
        accept(finding -> true);
        assertEquals(List.of(), lines());
        assertTrue(Files.exists(project.path(".lamina/baseline.json")), "it goes under version control");
        project.write("net.py", "import os\n\n" + PROGRAM);
        TestProject.settle();
        assertEquals(List.of(), lines(), "lines have moved, nothing is new");
        project.write("net.py", PROGRAM.replace("nn.Linear(8, 3))", "nn.Linear(8, 6),\n    nn.ReLU(),\n"
                + "    nn.Dropout(0.9),\n    nn.Linear(6, 3))"));
        TestProject.settle();
        assertEquals(List.of(13), lines(), "one is new");
    }

    @Test
    void acceptsOneOfTwoEqualLinesAndKeepsWhatWasAccepted() throws Exception {
        accept(finding -> finding.source().orElseThrow().line() == 10);
        assertEquals(List.of(7), lines());
        accept(finding -> finding.source().orElseThrow().line() == 7);
        assertEquals(List.of(), lines());
    }

    @Test
    void changesNoMarkerWhereNothingChanges() throws Exception {
        List<Long> before = project.markers().stream().map(IMarker::getId).sorted().toList();
        project.write("net.py", PROGRAM + "\n");
        TestProject.settle();
        assertEquals(before, project.markers().stream().map(IMarker::getId).sorted().toList());
    }

    @Test
    void dropsWhatWasMendedOrDeletedSinceAndKeepsWhatOnlyCheckpointsMayShow() throws Exception {
        project.write("loop.py", LOOP);
        project.write("old.py", PROGRAM);
        project.write("other.py", PROGRAM);
        TestProject.settle();
        accept(finding -> true);
        assertEquals(List.of("loop.py", "net.py", "old.py", "other.py"), accepted());
        project.file("old.py").delete(true, null);
        project.write("loop.py", LOOP.replace("loss.backward()", "opt.zero_grad(); loss.backward()"));
        project.write("other.py", "x = 1\n");
        TestProject.settle();
        accept(finding -> false);
        assertEquals(List.of("net.py", "other.py"), accepted(), "dropout may be in a checkpoint that is not open");
    }

    /** The files of the findings in the baseline. */
    private List<String> accepted() throws IOException {
        return Pattern.compile("\"file\" : \"([^\"]*)\"")
                .matcher(Files.readString(project.path(".lamina/baseline.json"))).results()
                .map(match -> match.group(1)).distinct().toList();
    }
}
