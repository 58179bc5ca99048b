package org.lamina.demo;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbench;

/**
 * Runs the demo and ends the workbench: with exit code 0, or with 1 after the reason was written to the error stream.
 */
final class DemoJob extends Job {

    private static final String PICTURE = "workbench.png";

    private final IWorkbench workbench;
    private final Path project;
    private final Path results;

    DemoJob(IWorkbench workbench, Path project, Path results) {
        super("Demo");
        this.workbench = workbench;
        this.project = project;
        this.results = results;
        setSystem(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            Files.createDirectories(results);
            Stage stage = new Stage(workbench);
            new Tour(stage, project).run();
            stage.rest();
            new Picture(stage).write(results.resolve(PICTURE));
        } catch (Exception e) {
            ILog.of(DemoJob.class).log(new Status(IStatus.ERROR, "org.lamina.demo", e.getMessage(), e));
            System.err.println("The demo failed: " + e);
            // the workbench itself always ends with 0; it has saved its state before this runs
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(1)));
        }
        workbench.getDisplay().asyncExec(workbench::close);
        return Status.OK_STATUS;
    }
}
