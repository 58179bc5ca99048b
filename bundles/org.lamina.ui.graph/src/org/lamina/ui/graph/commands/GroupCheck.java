package org.lamina.ui.graph.commands;

import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.lamina.eclipse.core.OutcomeJob;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.model.Model;
import org.lamina.model.Outcome;
import org.lamina.ui.graph.ArchitectureEditor;

/** Finds out in the background why layers can't become a group; its outcome is empty if they can. */
final class GroupCheck extends OutcomeJob<Optional<String>> {

    private final Model model;
    private final GlyphOptions options;
    private final ManualGroup group;

    /**
     * @param listener told once, by the thread of the job
     */
    GroupCheck(Model model, GlyphOptions options, ManualGroup group, Consumer<Outcome<Optional<String>>> listener) {
        super(Messages.GroupCheck_name, listener);
        this.model = model;
        this.options = options;
        this.group = group;
        setSystem(true);
        setPriority(INTERACTIVE);
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected Outcome<Optional<String>> attempt(IProgressMonitor monitor) {
        return new Outcome.Done<>(ArchitectureFigure.groupProblem(model, options, group));
    }
}
