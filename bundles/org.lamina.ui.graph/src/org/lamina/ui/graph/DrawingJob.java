package org.lamina.ui.graph;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.MonitorProgress;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Outcome;

/** Draws one model in the background. */
final class DrawingJob extends Job {

    private final OpenedModel opened;
    private final Style style;
    private final Theme theme;
    private Outcome<Scene> outcome = new Outcome.Cancelled<>();

    /**
     * @param listener told once, by the thread of the job
     */
    DrawingJob(OpenedModel opened, Style style, Theme theme, Consumer<Outcome<Scene>> listener) {
        super(NLS.bind(Messages.DrawingJob_name, opened.file().getFileName()));
        this.opened = opened;
        this.style = style;
        this.theme = theme;
        setPriority(SHORT);
        addJobChangeListener(new JobChangeAdapter() {
            @Override
            public void done(IJobChangeEvent event) {
                listener.accept(outcome);
            }
        });
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            outcome = new Outcome.Done<>(style.draw(opened, theme, new MonitorProgress(monitor)));
            return Status.OK_STATUS;
        } catch (CancellationException | OperationCanceledException e) {
            return Status.CANCEL_STATUS;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String problem = NLS.bind(Messages.DrawingJob_fault, opened.file().getFileName(), e);
            Platform.getLog(DrawingJob.class).error(problem, e);
            outcome = new Outcome.Failed<>(problem);
            return Status.OK_STATUS;
        }
    }
}
