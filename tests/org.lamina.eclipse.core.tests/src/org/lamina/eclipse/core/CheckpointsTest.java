package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Checks;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.formats.Readers;
import org.lamina.model.Outcome;

class CheckpointsTest {

    private static final String MODEL = "model\ndrop Dropout\n";
    private static final String PROGRAM = """
            from torch import nn


            class Net(nn.Module):

                def __init__(self):
                    super().__init__()
                    self.drop = nn.Dropout(0.8)

                def forward(self, x):
                    return self.drop(x)
            """;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final PlainTextReader reader = new PlainTextReader();
    private Checkpoints checkpoints;
    private TestProject project;

    @BeforeEach
    void start() throws CoreException {
        project = new TestProject();
        checkpoints = Checkpoints.of(ResourcesPlugin.getWorkspace(), new Readers(List.of(reader)), Checks.builtin());
    }

    @AfterEach
    void stop() throws CoreException, InterruptedException {
        project.close();
        checkpoints.stop();
    }

    private Outcome<OpenedModel> open(Path file) throws InterruptedException {
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        checkpoints.model(file, outcome::set).join();
        TestProject.settle();
        return outcome.get();
    }

    private static OpenedModel model(Outcome<OpenedModel> outcome) {
        return ((Outcome.Done<OpenedModel>) assertInstanceOf(Outcome.Done.class, outcome)).value();
    }

    private static String problem(Outcome<OpenedModel> outcome) {
        return ((Outcome.Failed<OpenedModel>) assertInstanceOf(Outcome.Failed.class, outcome)).problem();
    }

    @Test
    void readsAFileOnceAsLongAsItDoesNotChange() throws Exception {
        project.write("net.pt", MODEL);
        OpenedModel first = model(open(project.path("net.pt")));
        assertSame(first, model(open(project.path("net.pt"))));
        assertEquals(1, reader.readings());
    }

    @Test
    void readsAFileAgainThatHasChangedOutsideTheWorkspace() throws Exception {
        project.write("net.pt", MODEL);
        open(project.path("net.pt"));
        Files.writeString(project.path("net.pt"), MODEL + "fc Linear\n");
        assertEquals(2, model(open(project.path("net.pt"))).model().layers().size());
    }

    @Test
    void tellsListenersWhenAnOpenCheckpointIsWrittenAgain() throws Exception {
        project.write("net.pt", MODEL);
        open(project.path("net.pt"));
        List<OpenedModel> told = Collections.synchronizedList(new ArrayList<>());
        checkpoints.addListener(told::add);
        project.write("net.pt", MODEL + "fc Linear\n");
        TestProject.settle();
        assertEquals(List.of(2), told.stream().map(model -> model.model().layers().size()).toList());
    }

    @Test
    void marksTheLineThatMakesTheLayer() throws Exception {
        project.write("net.py", PROGRAM);
        project.write("net.pt", MODEL);
        open(project.path("net.pt"));
        assertEquals(1, project.markers().size());
        IMarker marker = project.markers().get(0);
        assertEquals("net.py", marker.getResource().getName());
        assertEquals("self.drop = nn.Dropout(0.8)", PROGRAM.substring(marker.getAttribute(IMarker.CHAR_START, 0),
                marker.getAttribute(IMarker.CHAR_END, 0)));
    }

    @Test
    void movesTheMarkerWithItsLineAndRemovesItWhenTheLineIsMended() throws Exception {
        project.write("net.py", PROGRAM);
        project.write("net.pt", MODEL);
        open(project.path("net.pt"));
        project.write("net.py", "# a comment\n" + PROGRAM);
        TestProject.settle();
        assertEquals(List.of(9),
                project.markers().stream().map(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0)).toList());
        project.write("net.py", PROGRAM.replace("0.8", "0.2"));
        TestProject.settle();
        assertEquals(List.of(), project.markers());
    }

    @Test
    void mendsTheMarkersOfAnEarlierSession() throws Exception {
        project.write("net.py", PROGRAM);
        project.write("net.pt", MODEL);
        open(project.path("net.pt"));
        checkpoints.stop();
        checkpoints = Checkpoints.of(ResourcesPlugin.getWorkspace(), new Readers(List.of(reader)), Checks.builtin());
        project.write("net.py", PROGRAM.replace("0.8", "0.2"));
        TestProject.settle();
        assertEquals(List.of(), project.markers());
    }

    @Test
    void takesTheMarkersOfADeletedCheckpointAway() throws Exception {
        project.write("net.py", PROGRAM);
        project.write("net.pt", MODEL);
        open(project.path("net.pt"));
        project.project().getFile("net.pt").delete(true, null);
        TestProject.settle();
        assertEquals(List.of(), project.markers());
        assertTrue(checkpoints.opened(project.path("net.pt")).isEmpty());
    }

    @Test
    void saysInOneSentenceWhatIsWrongWithAFile() throws Exception {
        project.write("net.pt", "model\n");
        assertEquals("net.pt: expected a line for each layer, found none", problem(open(project.path("net.pt"))));
        IStatus warning = log.warnings().get(0);
        assertEquals("net.pt: expected a line for each layer, found none", warning.getMessage());
        assertNull(warning.getException());
    }

    @Test
    void tellsOfAModelBeforeItIsChecked() throws Exception {
        project.write("net.pt", MODEL);
        List<String> told = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 2; i++) {
            checkpoints.model(project.path("net.pt"), (read, shown) -> {
                told.add("read, " + checkpoints.opened().size());
                shown.run();
            }, outcome -> told.add("checked, " + checkpoints.opened().size())).join();
        }
        assertEquals(List.of("read, 0", "checked, 1", "checked, 1"), told);
    }

    @Test
    void checksAModelWhenItIsShown() throws Exception {
        project.write("net.pt", MODEL);
        List<String> told = new CopyOnWriteArrayList<>();
        Job job = checkpoints.model(project.path("net.pt"), (read, shown) -> new Thread(() -> {
            told.add("shown, " + checkpoints.opened().size());
            shown.run();
        }).start(), outcome -> told.add("checked, " + checkpoints.opened().size()));
        job.join();
        assertEquals(List.of("shown, 0", "checked, 1"), told);
    }

    @Test
    void waitsForNoPictureOfAModelThatNobodyWantsAnyMore() throws Exception {
        project.write("net.pt", MODEL);
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        AtomicReference<Job> job = new AtomicReference<>();
        Job.getJobManager().suspend();
        try {
            job.set(checkpoints.model(project.path("net.pt"), (read, shown) -> job.get().cancel(), outcome::set));
        } finally {
            Job.getJobManager().resume();
        }
        job.get().join();
        assertTrue(outcome.get() instanceof Outcome.Cancelled);
    }

    @Test
    void saysThatAFileIsNotThere() throws Exception {
        String problem = problem(open(project.path("gone.pt")));
        assertTrue(problem.contains("gone.pt does not exist"), problem);
    }

    @Test
    void saysWhichFormatsItKnows() throws Exception {
        project.write("net.pt", "something else".getBytes(StandardCharsets.US_ASCII));
        String problem = problem(open(project.path("net.pt")));
        assertTrue(problem.contains("Plain text") && problem.contains("a text file"), problem);
    }

    @Test
    void tellsThatItWasCancelled() throws Exception {
        project.write("net.pt", MODEL);
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        Job.getJobManager().suspend();
        try {
            Job job = checkpoints.model(project.path("net.pt"), outcome::set);
            assertTrue(job.cancel());
        } finally {
            Job.getJobManager().resume();
        }
        TestProject.settle();
        assertInstanceOf(Outcome.Cancelled.class, outcome.get());
        assertEquals(0, reader.readings());
    }
}
