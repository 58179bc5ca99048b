package org.lamina.ui.graph.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.model.Model;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.ui.graph.EditorJob;

/** Finds out in the background whether layers can become a group, and where else there are such layers. */
final class GroupCheck extends EditorJob<GroupCheck.Answer> {

    private final Model model;
    private final GlyphOptions options;
    private final List<ManualGroup> groups;

    /**
     * What was found out.
     *
     * @param problem why they can't; empty if they can
     * @param elsewhere the counterparts of the groups at each other place
     */
    record Answer(Optional<String> problem, List<List<ManualGroup>> elsewhere) {
    }

    /**
     * @param groups groups that are to be made one after the other; the last holds the others
     * @param listener told once, by the thread of the job
     */
    GroupCheck(Model model, GlyphOptions options, List<ManualGroup> groups, Consumer<Outcome<Answer>> listener) {
        super(Messages.GroupCheck_name, listener);
        this.model = model;
        this.options = options;
        this.groups = List.copyOf(groups);
        setSystem(true);
    }

    @Override
    protected Outcome<Answer> work(Progress progress) {
        List<ManualGroup> before = new ArrayList<>(options.grouping().manual());
        before.addAll(groups.subList(0, groups.size() - 1));
        Optional<String> problem = ArchitectureFigure.groupProblem(model,
                options.withGrouping(options.grouping().withManual(before)), groups.get(groups.size() - 1));
        return new Outcome.Done<>(new Answer(problem, problem.isPresent() ? List.of()
                : ArchitectureFigure.samePlaces(model, options, groups)));
    }
}
