package org.lamina.benchmarks.session;

import java.nio.file.Path;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;

/** Starts the session if the system property {@value #PROPERTY} names the file to work with. */
public final class SessionOnStartup implements IStartup {

    /** The system property that names the file of the model. */
    public static final String PROPERTY = "lamina.session";

    /** The family of the job that starts what asks to be started with the workbench. */
    private static final String STARTUP = "earlyStartup";

    @Override
    public void earlyStartup() {
        String file = System.getProperty(PROPERTY, "");
        if (!file.isEmpty()) {
            IWorkbench workbench = PlatformUI.getWorkbench();
            Thread thread = new Thread(() -> run(workbench, Path.of(file)), "session");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void run(IWorkbench workbench, Path file) {
        Holds holds = new Holds(workbench.getDisplay());
        workbench.getDisplay().syncExec(holds::start);
        try {
            Job.getJobManager().join(STARTUP, null);
            Session.Steps steps = Session.Steps.valueOf(System.getProperty(PROPERTY + ".steps", "ALL"));
            new Session(workbench, file, holds, steps).run();
        } catch (Exception e) {
            System.err.println("The session failed: " + e);
            e.printStackTrace();
            // the workbench itself always ends with 0; it has saved its state before this runs
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(1)));
        }
        workbench.getDisplay().asyncExec(() -> {
            workbench.getDisplay().removeFilter(SWT.Paint, holds);
            workbench.close();
        });
    }
}
