package org.lamina.workbench.support;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;

/** The workbench that runs the tests. To be used by the UI thread, which is the thread of the tests. */
public final class Workbench {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TICK_MILLIS = 20;

    private Workbench() {
    }

    /** The page of the one window. */
    public static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage();
    }

    /** Shows a view, without the welcome page above it. */
    public static <T extends IViewPart> T view(String id, Class<T> type) throws PartInitException {
        closeWelcome();
        return type.cast(page().showView(id));
    }

    /** Closes all editors without saving them. */
    public static void closeEditors() {
        page().closeAllEditors(false);
    }

    private static void closeWelcome() {
        var intro = PlatformUI.getWorkbench().getIntroManager();
        if (intro.getIntro() != null) {
            intro.closeIntro(intro.getIntro());
        }
    }

    /**
     * Handles events until something has come true; fails after half a minute.
     *
     * @param what what is waited for, for the message
     */
    public static void await(String what, BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            if (!display.readAndDispatch()) {
                display.timerExec(TICK_MILLIS, () -> {
                    // wakes the display, so that the condition is looked at again
                });
                display.sleep();
            }
        }
    }

    /**
     * Handles events until no job of these families is waiting or running, and nothing that they have posted is left:
     * a job that such an event starts may end, and post its own, before anybody looks.
     */
    public static void awaitJobs(Object... families) {
        do {
            await("the jobs of " + List.of(families), () -> idle(families));
        } while (flush());
    }

    private static boolean idle(Object... families) {
        return Arrays.stream(families).allMatch(family -> Job.getJobManager().find(family).length == 0);
    }

    /** Handles the events that are waiting now; returns whether there were any. */
    public static boolean flush() {
        Display display = Display.getCurrent();
        boolean handled = false;
        while (display.readAndDispatch()) {
            handled = true;
        }
        return handled;
    }
}
