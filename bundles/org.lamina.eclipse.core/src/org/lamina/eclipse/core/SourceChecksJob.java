package org.lamina.eclipse.core;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.model.Finding;

/** Checks the programs that wait for it, one after the other. */
final class SourceChecksJob extends Job {

    /** So that what is saved together is checked together. */
    private static final long DELAY_MILLIS = 50;

    private final ProgramChecks checks;
    private final FindingMarkers markers;
    private final Set<IFile> waiting = new LinkedHashSet<>();

    SourceChecksJob(ProgramChecks checks, FindingMarkers markers) {
        super(Messages.SourceChecksJob_name);
        this.checks = checks;
        this.markers = markers;
        setPriority(Job.SHORT); // decorations wait 100 ms for each job that runs
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == Checkpoints.FAMILY;
    }

    void add(Collection<IFile> files) {
        synchronized (waiting) {
            waiting.addAll(files);
        }
        if (!files.isEmpty()) {
            schedule(DELAY_MILLIS);
        }
    }

    private Optional<IFile> next() {
        synchronized (waiting) {
            Iterator<IFile> files = waiting.iterator();
            if (!files.hasNext()) {
                return Optional.empty();
            }
            IFile next = files.next();
            files.remove();
            return Optional.of(next);
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        SubMonitor progress = SubMonitor.convert(monitor);
        Map<IProject, ProjectSettings> settings = new HashMap<>();
        for (Optional<IFile> file = next(); file.isPresent(); file = next()) {
            progress.setWorkRemaining(10).subTask(file.get().getName());
            try {
                check(file.get(), settings.computeIfAbsent(file.get().getProject(), ProjectSettings::of),
                        progress.split(1));
            } catch (CancellationException | OperationCanceledException e) {
                return Status.CANCEL_STATUS;
            } catch (RuntimeException | StackOverflowError e) {
                LaminaCore.log().log(new Status(IStatus.ERROR, LaminaCore.BUNDLE,
                        NLS.bind(Messages.SourceChecksJob_fault, file.get().getFullPath()), e));
            }
        }
        return Status.OK_STATUS;
    }

    private void check(IFile file, ProjectSettings settings, IProgressMonitor monitor) {
        if (!file.isAccessible() || file.getLocation() == null) {
            return;
        }
        CheckSettings checked = settings.checks();
        String name = OpenedModel.checkpoint(file.getLocation().toPath());
        List<Finding> findings = List.of();
        if (checked.onSave()) {
            try {
                findings = checks.run(name, WorkspaceSourceTree.text(file), checked.rules(),
                        new MonitorProgress(monitor));
            } catch (IOException e) {
                LaminaCore.log().log(new Status(IStatus.WARNING, LaminaCore.BUNDLE, e.getMessage(), e));
            }
        }
        markers.replace(name, settings.unknown(findings));
    }
}
