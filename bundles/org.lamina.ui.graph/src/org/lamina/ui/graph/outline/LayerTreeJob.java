package org.lamina.ui.graph.outline;

import java.util.function.Consumer;
import org.lamina.model.Model;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.ui.graph.EditorJob;

/** Makes the tree of a large model in the background. */
final class LayerTreeJob extends EditorJob<LayerTree> {

    private final Model model;

    /**
     * @param listener told once, by the thread of the job
     */
    LayerTreeJob(Model model, Consumer<Outcome<LayerTree>> listener) {
        super(Messages.LayerTreeJob_name, listener);
        this.model = model;
        setSystem(true);
    }

    @Override
    protected Outcome<LayerTree> work(Progress progress) {
        return new Outcome.Done<>(new LayerTree(model));
    }
}
