package org.lamina.ui.graph;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.MonitorProgress;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.eclipse.core.OutcomeJob;
import org.lamina.model.Outcome;
import org.lamina.ui.graph.canvas.Drawn;

/** Draws one model in the background. */
final class DrawingJob extends OutcomeJob<Drawn> {

    private final OpenedModel opened;
    private final View view;

    /**
     * @param listener told once, by the thread of the job
     */
    DrawingJob(OpenedModel opened, View view, Consumer<Outcome<Drawn>> listener) {
        super(NLS.bind(Messages.DrawingJob_name, opened.file().getFileName()), listener);
        this.opened = opened;
        this.view = view;
        setPriority(SHORT);
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected Outcome<Drawn> attempt(IProgressMonitor monitor) {
        try {
            return new Outcome.Done<>(view.draw(opened, new MonitorProgress(monitor)));
        } catch (CancellationException | OperationCanceledException e) {
            return new Outcome.Cancelled<>();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String problem = NLS.bind(Messages.DrawingJob_fault, opened.file().getFileName(), e);
            Platform.getLog(DrawingJob.class).error(problem, e);
            return new Outcome.Failed<>(problem);
        }
    }
}
