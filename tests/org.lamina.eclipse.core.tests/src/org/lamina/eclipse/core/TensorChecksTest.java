package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Check;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleInfo;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.formats.Readers;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.model.UnitOfAnalysis.OfLayer;

class TensorChecksTest {

    private static final String MODEL = "model\nfc Linear 0.5,NaN,0.25\nlast Linear 0.5,0.5,0.5\n";
    private static final String PROGRAM = """
            from torch import nn


            class Net(nn.Module):

                def __init__(self):
                    super().__init__()
                    self.fc = nn.Linear(3, 3)
                    self.last = nn.Linear(3, 1)

                def forward(self, x):
                    return self.last(self.fc(x).relu())
            """;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private Checkpoints checkpoints;
    private TestProject project;

    @BeforeEach
    void start() throws CoreException {
        project = new TestProject();
        project.write("net.py", PROGRAM);
        project.write("net.pt", MODEL);
        checkpoints = newCheckpoints();
    }

    @AfterEach
    void stop() throws CoreException, InterruptedException {
        project.close();
        checkpoints.stop();
    }

    private static Checkpoints newCheckpoints() {
        return Checkpoints.of(ResourcesPlugin.getWorkspace(), new Readers(List.of(new PlainTextReader())),
                Checks.builtin());
    }

    private OpenedModel check() throws InterruptedException {
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        checkpoints.checkTensors(project.path("net.pt"), outcome::set).join();
        TestProject.settle();
        return ((Outcome.Done<OpenedModel>) assertInstanceOf(Outcome.Done.class, outcome.get())).value();
    }

    private List<String> found() throws CoreException {
        return project.markers().stream().map(marker -> marker.getResource().getName() + ":"
                + marker.getAttribute(IMarker.LINE_NUMBER, 0) + " " + marker.getAttribute(FindingMarkers.RULE, ""))
                .sorted().toList();
    }

    @Test
    void marksBadWeightsOnTheLinesOfTheirLayers() throws Exception {
        OpenedModel checked = check();
        assertEquals(List.of("net.py:8 non-finite-tensor", "net.py:9 constant-tensor"), found());
        assertEquals(1, checked.findings(new OfLayer(checked.checkpoint(), "fc")).size());
    }

    @Test
    void looksAtTensorsOnlyWhenSomebodyAsks() throws Exception {
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        checkpoints.model(project.path("net.pt"), outcome::set).join();
        TestProject.settle();
        assertEquals(List.of(), found());
    }

    @Test
    void keepsWhatItFoundWhenTheProgramChanges() throws Exception {
        check();
        project.write("net.py", "import torch\n" + PROGRAM);
        TestProject.settle();
        assertEquals(List.of("net.py:10 constant-tensor", "net.py:9 non-finite-tensor"), found());
    }

    @Test
    void forgetsWhatItFoundWhenTheCheckpointChanges() throws Exception {
        check();
        project.write("net.pt", MODEL + "other Linear 1,2,3\n");
        TestProject.settle();
        assertEquals(List.of(), found());
    }

    @Test
    void remembersWhatAnEarlierSessionFound() throws Exception {
        check();
        checkpoints.stop();
        checkpoints = newCheckpoints();
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        checkpoints.model(project.path("net.pt"), outcome::set).join();
        TestProject.settle();
        assertEquals(List.of("net.py:8 non-finite-tensor", "net.py:9 constant-tensor"), found());
    }

    @Test
    void looksAgainWhenARuleIsSwitchedOff() throws Exception {
        check();
        project.write(".lamina/checks.json", "{\"rules\": {\"constant-tensor\": {\"severity\": \"off\"}}}");
        TestProject.settle();
        assertEquals(List.of("net.py:8 non-finite-tensor"), found());
    }

    @Test
    void canBeCancelled() throws Exception {
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        Job.getJobManager().suspend();
        try {
            checkpoints.checkTensors(project.path("net.pt"), outcome::set).cancel();
        } finally {
            Job.getJobManager().resume();
        }
        TestProject.settle();
        assertInstanceOf(Outcome.Cancelled.class, outcome.get());
        assertEquals(List.of(), found());
    }

    @Test
    void canBeCancelledWhileItLooks() throws Exception {
        check();
        List<String> before = found();
        checkpoints.stop();
        Slow check = new Slow();
        checkpoints = Checkpoints.of(ResourcesPlugin.getWorkspace(), new Readers(List.of(new PlainTextReader())),
                new Checks(List.of(check)));
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        Job job = checkpoints.checkTensors(project.path("net.pt"), outcome::set);
        assertTrue(check.started.await(30, TimeUnit.SECONDS), "it looks at the tensors");
        job.cancel();
        TestProject.settle();
        assertInstanceOf(Outcome.Cancelled.class, outcome.get());
        assertEquals(before, found(), "what was found before stays");
    }

    /** Looks at tensors until it is cancelled. */
    private static final class Slow implements Check {

        private final CountDownLatch started = new CountDownLatch(1);

        @Override
        public RuleInfo rule() {
            return new RuleInfo("slow", "Slow", Severity.WARNING, Set.of(Evidence.TENSOR), List.of(), "Because.", "",
                    "Wait.", "", "", "a test");
        }

        @Override
        public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
            started.countDown();
            while (true) {
                progress.checkCancelled();
                Thread.onSpinWait();
            }
        }
    }
}
