package org.lamina.eclipse.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;

/**
 * Brings the open models up to date after files of the workspace have changed: models are checked anew when a program
 * changes, and read anew when their file does. Waits a moment, so that a build or a checkout is one refresh.
 */
final class RefreshJob extends Job {

    private static final long DELAY_MILLIS = 300;
    private static final String PROGRAM = "py";

    private final Checkpoints checkpoints;
    private final Set<Path> changed = new HashSet<>();
    private final Set<Path> removed = new HashSet<>();
    private boolean programsChanged;
    private boolean settingsChanged;

    RefreshJob(Checkpoints checkpoints) {
        super(Messages.RefreshJob_name);
        this.checkpoints = checkpoints;
        setPriority(Job.DECORATE);
        setSystem(true);
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == Checkpoints.FAMILY;
    }

    /** Called by the workspace after each change, with the tree locked: only notes what to do. */
    void changed(IResourceChangeEvent event) {
        try {
            event.getDelta().accept(this::note);
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
    }

    /** Called when a program has changed that the workspace does not follow. */
    void programChanged() {
        request(null);
    }

    /** Called when thresholds or severities have changed. */
    void settingsChanged() {
        synchronized (changed) {
            settingsChanged = true;
        }
        request(null);
    }

    private boolean note(IResourceDelta delta) {
        if (delta.getResource() instanceof IFile file && contentChanged(delta)) {
            IPath location = file.getLocation();
            if (ProjectSettings.isSettingsFile(file)) {
                settingsChanged();
            } else if (PROGRAM.equals(file.getFileExtension())) {
                request(null);
            } else if (location != null && checkpoints.opened(location.toPath()).isPresent()) {
                request(location.toPath());
            } else if (location != null && delta.getKind() == IResourceDelta.REMOVED) {
                removed(location.toPath());
            }
        }
        return true;
    }

    private static boolean contentChanged(IResourceDelta delta) {
        return delta.getKind() != IResourceDelta.CHANGED
                || (delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0;
    }

    /** Notes a file that is not open; an earlier session may have found something in it. */
    private void removed(Path file) {
        synchronized (changed) {
            removed.add(file);
        }
        schedule(DELAY_MILLIS);
    }

    private void request(Path checkpoint) {
        synchronized (changed) {
            if (checkpoint == null) {
                programsChanged = true;
            } else {
                changed.add(checkpoint);
            }
        }
        schedule(DELAY_MILLIS);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Set<Path> files;
        Set<Path> gone;
        boolean programs;
        boolean settings;
        synchronized (changed) {
            files = Set.copyOf(changed);
            changed.clear();
            gone = Set.copyOf(removed);
            removed.clear();
            programs = programsChanged;
            programsChanged = false;
            settings = settingsChanged;
            settingsChanged = false;
        }
        files.forEach(checkpoints::readAgain);
        if (!gone.isEmpty()) {
            checkpoints.marked().filter(gone::contains).forEach(checkpoints::readAgain);
        }
        if (programs) {
            try {
                checkAgain(settings, SubMonitor.convert(monitor));
            } catch (CancellationException | OperationCanceledException e) {
                return Status.CANCEL_STATUS;
            } catch (RuntimeException e) {
                LaminaCore.log().log(new Status(IStatus.ERROR, LaminaCore.BUNDLE, Messages.RefreshJob_fault, e));
            }
        }
        return Status.OK_STATUS;
    }

    /** Checks the open models, and opens those that have markers from an earlier session. */
    private void checkAgain(boolean settings, SubMonitor monitor) {
        var models = checkpoints.opened();
        SubMonitor progress = monitor.setWorkRemaining(models.size());
        checkpoints.openMarked();
        for (OpenedModel model : models) {
            SubMonitor part = progress.split(1);
            if (Files.exists(model.file())) {
                checkpoints.update(model, checkpoints.opening().check(model, part));
                if (settings && model.tensorFindings().isPresent()) {
                    checkpoints.checkTensorsAgain(model.file()); // what was found depends on the thresholds
                }
            } else {
                checkpoints.readAgain(model.file()); // its project is gone
            }
        }
    }
}
