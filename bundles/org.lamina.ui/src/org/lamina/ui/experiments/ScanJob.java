package org.lamina.ui.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.MonitorProgress;
import org.lamina.experiments.Experiment;
import org.lamina.experiments.ExperimentScanner;
import org.lamina.ui.LaminaUi;

/** Looks for experiments in the projects of the workspace. */
final class ScanJob extends Job {

    private final IWorkspaceRoot root;
    private final Consumer<List<Experiment>> listener;

    /**
     * @param listener told by the thread of the job what was found, each time it has run to its end
     */
    ScanJob(IWorkspaceRoot root, Consumer<List<Experiment>> listener) {
        super(Messages.ScanJob_name);
        this.root = root;
        this.listener = listener;
        setPriority(Job.DECORATE);
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == ExperimentsView.FAMILY;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        List<IProject> projects = Arrays.stream(root.getProjects())
                .filter(project -> project.isAccessible() && project.getLocation() != null).toList();
        SubMonitor progress = SubMonitor.convert(monitor, projects.size());
        List<Experiment> found = new ArrayList<>();
        try {
            for (IProject project : projects) {
                found.addAll(scan(project, progress.split(1)));
            }
        } catch (CancellationException | OperationCanceledException e) {
            return Status.CANCEL_STATUS;
        }
        listener.accept(found);
        return Status.OK_STATUS;
    }

    private static List<Experiment> scan(IProject project, IProgressMonitor monitor) {
        try {
            return new ExperimentScanner(LaminaCore.readers()).scan(project.getLocation().toPath(),
                    new MonitorProgress(monitor));
        } catch (IOException e) {
            ILog.of(ScanJob.class).log(new Status(IStatus.WARNING, LaminaUi.BUNDLE,
                    NLS.bind(Messages.ScanJob_unreadable, project.getName(), e.getMessage()), e));
            return List.of();
        }
    }
}
