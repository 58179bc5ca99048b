package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Check;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;

/** Markers follow programs that are moved, deleted and hidden, in projects that are closed and opened. */
class ProgramMovesTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private SourceChecks checks;
    private TestProject project;

    private void start(Check check) throws CoreException {
        checks = SourceChecks.of(ResourcesPlugin.getWorkspace(), new ProgramChecks(new Checks(List.of(check))));
        project = new TestProject();
    }

    @AfterEach
    void stop() throws Exception {
        checks.stop();
        project.close();
    }

    private List<String> marked() throws CoreException, InterruptedException {
        TestProject.settle();
        return project.markers().stream().map(marker -> marker.getResource().getProjectRelativePath().toString())
                .sorted().toList();
    }

    private static void move(IResource resource, String name) throws CoreException {
        resource.move(resource.getParent().getFullPath().append(name), true, null);
    }

    @Test
    void followsAFileAndItsFolder() throws Exception {
        start(new HighDropout());
        project.write("models/train.py", HighDropout.PROGRAM);
        assertEquals(List.of("models/train.py"), marked());
        move(project.file("models/train.py"), "digits.py");
        assertEquals(List.of("models/digits.py"), marked());
        move(project.file("models/digits.py").getParent(), "nets");
        assertEquals(List.of("nets/digits.py"), marked());
        project.file("nets/digits.py").copy(project.file("nets/copy.py").getFullPath(), true, null);
        assertEquals(List.of("nets/copy.py", "nets/digits.py"), marked());
    }

    @Test
    void forgetsWhatIsNoProgramOfTheProjectAnyMore() throws Exception {
        start(new HighDropout());
        project.write("models/train.py", HighDropout.PROGRAM);
        project.write("models/old.py", HighDropout.PROGRAM);
        assertEquals(2, marked().size());
        move(project.file("models/train.py"), "train.txt");
        assertEquals(List.of("models/old.py"), marked());
        IFolder folder = (IFolder) project.file("models/old.py").getParent();
        folder.setDerived(true, null);
        assertEquals(List.of(), marked());
        folder.setDerived(false, null);
        assertEquals(List.of("models/old.py"), marked());
        move(folder, "venv");
        assertEquals(List.of(), marked());
    }

    @Test
    void takesAlongWhatBelongsToTheFindingsOfADeletedProgram() throws Exception {
        start(new RelatedElsewhere());
        project.write("loss.py", "import torch\n");
        project.write("train.py", HighDropout.PROGRAM);
        assertEquals(List.of("train.py"), marked());
        assertEquals(1, related());
        project.file("train.py").delete(true, null);
        assertEquals(List.of(), marked());
        assertEquals(0, related());
    }

    private int related() throws CoreException {
        return project.project().findMarkers(FindingMarkers.RELATED_TYPE, true, IResource.DEPTH_INFINITE).length;
    }

    /** Relates what it finds to the first line of another program. */
    private static final class RelatedElsewhere implements Check {

        private final Check dropout = new HighDropout();

        @Override
        public RuleInfo rule() {
            return dropout.rule();
        }

        @Override
        public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
            dropout.run(context, progress, found -> findings.accept(new Finding(found.rule(), found.severity(),
                    found.title(), found.why(), found.context(), found.advice(), found.snippet(), found.confidence(),
                    found.evidence(), found.unit(), found.source(),
                    found.source().map(at -> new SourceLocation(
                            at.file().replace("train.py", "loss.py"), 1, 1, "import torch")).stream().toList(),
                    List.of(), found.fix())));
        }
    }

    @Test
    void bringsTheMarkersOfAProjectBackOnce() throws Exception {
        start(new HighDropout());
        for (int i = 0; i < 10; i++) {
            project.write("train" + i + ".py", HighDropout.PROGRAM);
        }
        project.project().close(null); // some may be checked right now
        TestProject.settle();
        project.project().open(null);
        assertEquals(10, marked().size());
        assertEquals(10, marked().stream().distinct().count());
    }

    @Test
    void checksNoMoreOnceItIsCancelled() throws Exception {
        Blocking check = new Blocking();
        start(check);
        ResourcesPlugin.getWorkspace().run(monitor -> {
            for (int i = 0; i < 20; i++) {
                project.write("train" + i + ".py", HighDropout.PROGRAM);
            }
        }, null);
        assertTrue(check.started.await(30, TimeUnit.SECONDS), "it runs");
        Arrays.stream(Job.getJobManager().find(Checkpoints.FAMILY)).forEach(Job::cancel);
        check.goOn.countDown();
        TestProject.settle();
        project.write("other.py", HighDropout.PROGRAM);
        assertEquals(List.of("other.py"), marked());
        assertEquals(2, check.runs.get(), "of those that waited none is checked later either");
    }

    /** Waits in its first run until it may go on. */
    private static final class Blocking implements Check {

        private final Check dropout = new HighDropout();
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        public RuleInfo rule() {
            return dropout.rule();
        }

        @Override
        public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
            runs.incrementAndGet();
            started.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            progress.checkCancelled();
            dropout.run(context, progress, findings);
        }
    }
}
