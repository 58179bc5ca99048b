package org.lamina.ui.graph.outline;

import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.lamina.eclipse.core.OutcomeJob;
import org.lamina.model.Model;
import org.lamina.model.Outcome;
import org.lamina.ui.graph.ArchitectureEditor;

/** Makes the tree of a large model in the background. */
final class LayerTreeJob extends OutcomeJob<LayerTree> {

    private final Model model;

    /**
     * @param listener told once, by the thread of the job
     */
    LayerTreeJob(Model model, Consumer<Outcome<LayerTree>> listener) {
        super(Messages.LayerTreeJob_name, listener);
        this.model = model;
        setSystem(true);
        setPriority(SHORT);
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected Outcome<LayerTree> attempt(IProgressMonitor monitor) {
        return new Outcome.Done<>(new LayerTree(model));
    }
}
