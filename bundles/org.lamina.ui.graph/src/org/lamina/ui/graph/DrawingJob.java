package org.lamina.ui.graph;

import java.util.function.Consumer;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.ui.graph.canvas.Drawn;

/** Draws one model in the background. */
final class DrawingJob extends EditorJob<Drawn> {

    private final OpenedModel opened;
    private final View view;

    /**
     * @param listener told once, by the thread of the job
     */
    DrawingJob(OpenedModel opened, View view, Consumer<Outcome<Drawn>> listener) {
        super(NLS.bind(Messages.DrawingJob_name, opened.file().getFileName()), listener);
        this.opened = opened;
        this.view = view;
    }

    @Override
    protected Outcome<Drawn> work(Progress progress) {
        return new Outcome.Done<>(view.draw(opened, progress));
    }
}
