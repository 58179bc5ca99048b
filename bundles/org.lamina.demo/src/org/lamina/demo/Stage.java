package org.lamina.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.jobs.IJobManager;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.ui.experiments.ExperimentsView;
import org.lamina.ui.findings.FindingsView;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.widgets.panel.WidgetsView;

/** The running workbench as seen from the demo's thread: acts in the UI thread, and waits until all is quiet. */
final class Stage {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOMENT_MILLIS = 2000;
    private static final List<Object> BUSY = List.of(Checkpoints.FAMILY, ArchitectureEditor.FAMILY, WidgetsView.FAMILY,
            ExperimentsView.FAMILY, FindingsView.FAMILY);

    private final IWorkbench workbench;
    private final Display display;
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    Stage(IWorkbench workbench) {
        this.workbench = workbench;
        this.display = workbench.getDisplay();
    }

    IWorkbench workbench() {
        return workbench;
    }

    Display display() {
        return display;
    }

    /** The first window. In the UI thread only. */
    IWorkbenchWindow window() {
        return workbench.getWorkbenchWindows()[0];
    }

    /** The first window's page. In the UI thread only. */
    IWorkbenchPage page() {
        return window().getActivePage();
    }

    /** The first window's shell. In the UI thread only. */
    Shell shell() {
        return window().getShell();
    }

    /** Does something in the UI thread and waits for it. */
    <T> T act(Callable<T> action) throws Exception {
        return display.syncCall(action::call);
    }

    /**
     * Waits until Lamina's jobs have ended, those that they have caused too, and all is painted.
     *
     * @throws org.eclipse.core.runtime.OperationCanceledException if that takes too long
     */
    void settle() throws InterruptedException {
        IJobManager jobs = Job.getJobManager();
        do {
            for (Object family : BUSY) {
                jobs.join(family, new Deadline());
            }
            display.syncExec(this::dispatch);
        } while (BUSY.stream().anyMatch(family -> jobs.find(family).length > 0));
    }

    /** Waits until the status line no longer tells of jobs that have ended; the workbench updates it after a moment. */
    void rest() throws InterruptedException {
        CountDownLatch rested = new CountDownLatch(1);
        display.asyncExec(() -> display.timerExec(MOMENT_MILLIS, rested::countDown));
        rested.await();
    }

    private void dispatch() {
        while (display.readAndDispatch()) {
            // each event may bring the next one
        }
        display.update();
    }

    /** A monitor that cancels when the demo's time is over. */
    private final class Deadline extends NullProgressMonitor {
        @Override
        public boolean isCanceled() {
            return System.nanoTime() > end;
        }
    }
}
