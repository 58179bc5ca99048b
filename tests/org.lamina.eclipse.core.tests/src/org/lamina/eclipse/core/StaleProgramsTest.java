package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Check;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.model.Finding;
import org.lamina.model.Progress;

/** A new session checks what is not as it was when it was checked, and nothing else. */
class StaleProgramsTest {

    private static final String SOUND = HighDropout.PROGRAM.replace("0.8", "0.2");

    /** Counts the programs that are checked. */
    private static final class Counting implements Check {

        private final Check dropout = new HighDropout();
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        public RuleInfo rule() {
            return dropout.rule();
        }

        @Override
        public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
            runs.incrementAndGet();
            dropout.run(context, progress, findings);
        }
    }

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final Counting counting = new Counting();
    private SourceChecks checks;
    private TestProject project;

    @BeforeEach
    void start() throws CoreException {
        project = new TestProject();
        startSession();
    }

    @AfterEach
    void stop() throws Exception {
        checks.stop();
        WorkspaceSettings.write(CheckSettings.DEFAULTS);
        project.close();
    }

    private void startSession() {
        checks = SourceChecks.of(ResourcesPlugin.getWorkspace(), new ProgramChecks(new Checks(List.of(counting))));
    }

    /** How many programs a new session checks before anybody opens one. */
    private int checkedInNextSession() throws InterruptedException {
        startSession();
        counting.runs.set(0);
        checks.checkStale();
        TestProject.settle();
        return counting.runs.get();
    }

    private void endSession() throws InterruptedException {
        TestProject.settle();
        checks.stop();
    }

    private void loseMarkers(String type) throws CoreException {
        project.project().deleteMarkers(type, true, IResource.DEPTH_INFINITE);
    }

    @Test
    void checksNothingThatIsAsItWas() throws Exception {
        project.write("train.py", HighDropout.PROGRAM);
        project.write("sound.py", SOUND);
        endSession();
        List<IMarker> before = project.markers();
        assertEquals(0, checkedInNextSession());
        assertEquals(before, project.markers());
    }

    @Test
    void bringsBackTheMarkersThatAKilledSessionCouldNotStore() throws Exception {
        project.write("train.py", HighDropout.PROGRAM);
        project.write("sound.py", SOUND);
        endSession();
        loseMarkers(FindingMarkers.TYPE); // those of findings and the one of the check are stored together
        loseMarkers(CheckStamp.TYPE);
        assertEquals(2, checkedInNextSession());
        assertEquals(1, project.markers().size());
    }

    @Test
    void checksWhatHasChangedWhileNoSessionRan() throws Exception {
        project.write("train.py", SOUND);
        project.write("other.py", SOUND);
        endSession();
        Files.writeString(project.path("train.py"), HighDropout.PROGRAM + "# more\n");
        assertEquals(1, checkedInNextSession());
        assertEquals(1, project.markers().size());
    }

    @Test
    void forgetsAndSaysNothingAboutWhatWasDeletedWhileNoSessionRan() throws Exception {
        List<IStatus> said = new CopyOnWriteArrayList<>();
        ILogListener listener = (status, plugin) -> said.add(status);
        project.write("train.py", HighDropout.PROGRAM);
        endSession();
        Files.delete(project.path("train.py"));
        Platform.addLogListener(listener);
        try {
            assertEquals(0, checkedInNextSession());
        } finally {
            Platform.removeLogListener(listener);
        }
        assertEquals(List.of(), project.markers());
        assertEquals(List.of(), said);
    }

    @Test
    void checksAgainWhereTheSettingsAreOthers() throws Exception {
        project.write("train.py", HighDropout.PROGRAM);
        endSession();
        WorkspaceSettings.write(new CheckSettings(
                new RuleSettings(Map.of(), Map.of(), Set.of(HighDropout.ID)), Optional.empty()));
        checkedInNextSession();
        assertEquals(List.of(), project.markers());
    }
}
