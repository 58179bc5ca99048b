package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.ViewPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.ui.LaminaUi;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

/**
 * What the window computes at a stretch while many programs arrive; with {@code -Dlamina.speed=true} a thousand, and
 * prints it.
 */
class CheckoutTest {

    private static final boolean SPEED = Boolean.getBoolean("lamina.speed");
    private static final int PROGRAMS = SPEED ? 1_000 : 100;
    private static final long PATIENT_MILLIS = 1_000;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private DigitsProject project;

    @BeforeEach
    void start() throws Exception {
        LaminaCore.sources();
        Workbench.view(IPageLayout.ID_PROBLEM_VIEW, ViewPart.class);
        Workbench.view(LaminaUi.FINDINGS_VIEW, ViewPart.class);
        project = DigitsProject.create("checkout-" + System.nanoTime(), "digits_buggy.py");
        IDE.openEditor(Workbench.page(), project.file("digits_buggy.py"), EditorsUI.DEFAULT_TEXT_EDITOR_ID);
        Workbench.awaitJobs(Checkpoints.FAMILY);
    }

    @AfterEach
    void stop() throws Exception {
        Workbench.closeEditors();
        project.close();
    }

    private Job refresh() {
        return new WorkspaceJob("Checkout") {
            @Override
            public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
                project.file("digits_buggy.py").getProject().refreshLocal(IResource.DEPTH_INFINITE, monitor);
                return Status.OK_STATUS;
            }
        };
    }

    private boolean isLastMarked() throws CoreException {
        return project.file("arrived/net" + (PROGRAMS - 1) + ".py")
                .findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_ZERO).length > 0;
    }

    @Test
    void leavesTheWindowFree() throws Exception {
        String text = Files.readString(project.path("digits_buggy.py"));
        Path folder = Files.createDirectories(project.path("digits_buggy.py").resolveSibling("arrived"));
        for (int i = 0; i < PROGRAMS; i++) {
            Files.writeString(folder.resolve("net" + i + ".py"), text);
        }
        Job refresh = refresh();
        long started = System.nanoTime();
        refresh.schedule();
        Display display = Display.getCurrent();
        long longest = 0;
        boolean busy = true;
        while (busy && System.nanoTime() - started < LONGEST_NANOS) {
            long before = threads.getCurrentThreadCpuTime();
            boolean worked = display.readAndDispatch();
            longest = Math.max(longest, threads.getCurrentThreadCpuTime() - before);
            if (!worked) {
                // in this order: one brings the next
                busy = refresh.getState() != Job.NONE || Job.getJobManager().find(Checkpoints.FAMILY).length > 0
                        || !isLastMarked();
                display.timerExec(1, () -> { });
                display.sleep();
            }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(longest);
        if (SPEED) {
            ResourcesPlugin.getPlugin().getLog().info(PROGRAMS + " programs in "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)
                    + " ms, longest stretch of the window: " + millis + " ms of computing");
        }
        assertTrue(isLastMarked(), "the last one that arrived is marked");
        assertTrue(millis < PATIENT_MILLIS, millis + " ms of computing at a stretch");
    }
}
