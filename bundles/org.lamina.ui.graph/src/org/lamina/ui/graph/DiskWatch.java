package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.lamina.eclipse.core.FileStamp;

/**
 * Sees that another program has written a file, such as a training that goes on, which the workspace does not know
 * before somebody refreshes it. Looks every other second, as long as people see the editor; a file that is still being
 * written is left alone until it has stayed the same from one look to the next, and a missing one until it is back.
 */
final class DiskWatch {

    private static final int PERIOD_MILLIS = 2_000;

    private final Control control;
    private final Supplier<Path> file;
    private final Job look;
    private volatile Path watched;
    /** Which file was looked at last, how it was then, and how it was when that was told or it was new. */
    private volatile Path looked;
    private Optional<FileStamp> last = Optional.empty();
    private Optional<FileStamp> told = Optional.empty();

    /**
     * Watches a file from now on, until the control is disposed.
     *
     * @param file asked in the UI thread which file it is
     * @param changed called by the thread of a job
     */
    DiskWatch(Control control, Supplier<Path> file, ICoreRunnable changed) {
        this.control = control;
        this.file = file;
        this.look = new Look(changed);
        tick();
    }

    /** Looks at the file once. */
    private final class Look extends Job {

        private final ICoreRunnable changed;

        Look(ICoreRunnable changed) {
            super(Messages.DiskWatch_name);
            this.changed = changed;
            setSystem(true);
            setPriority(DECORATE);
        }

        @Override
        public boolean belongsTo(Object family) {
            return ArchitectureEditor.FAMILY.equals(family);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            try {
                if (isNews()) {
                    changed.run(monitor);
                }
                return Status.OK_STATUS;
            } catch (CoreException e) {
                return e.getStatus();
            }
        }
    }

    private void tick() {
        if (!control.isDisposed()) {
            watched = file.get();
            if (looked == null || control.isVisible()) {
                look.schedule();
            }
            control.getDisplay().timerExec(PERIOD_MILLIS, this::tick);
        }
    }

    private boolean isNews() {
        Path path = watched;
        Optional<FileStamp> now = stamp(path);
        boolean first = !path.equals(looked);
        boolean news = !first && now.isPresent() && now.equals(last) && !now.equals(told);
        if (first || news) {
            told = now;
        }
        looked = path;
        last = now;
        return news;
    }

    private static Optional<FileStamp> stamp(Path file) {
        try {
            return Optional.of(FileStamp.of(file));
        } catch (IOException e) {
            return Optional.empty(); // there is none for now
        }
    }
}
