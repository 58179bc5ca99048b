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
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Outcome;

/** Draws one model in the background. */
final class DrawingJob extends OutcomeJob<Scene> {

    private final OpenedModel opened;
    private final Style style;
    private final Theme theme;

    /**
     * @param listener told once, by the thread of the job
     */
    DrawingJob(OpenedModel opened, Style style, Theme theme, Consumer<Outcome<Scene>> listener) {
        super(NLS.bind(Messages.DrawingJob_name, opened.file().getFileName()), listener);
        this.opened = opened;
        this.style = style;
        this.theme = theme;
        setPriority(SHORT);
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected Outcome<Scene> attempt(IProgressMonitor monitor) {
        try {
            return new Outcome.Done<>(style.draw(opened, theme, new MonitorProgress(monitor)));
        } catch (CancellationException | OperationCanceledException e) {
            return new Outcome.Cancelled<>();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String problem = NLS.bind(Messages.DrawingJob_fault, opened.file().getFileName(), e);
            Platform.getLog(DrawingJob.class).error(problem, e);
            return new Outcome.Failed<>(problem);
        }
    }
}
