package org.lamina.ui.widgets;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.lamina.engine.EngineException;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * A tool of the toolbox: it is applied to a unit of analysis and answers with what a widget shows. Tools hold no state;
 * one instance serves all applications, and its methods are called by the threads of jobs.
 */
public interface Tool {

    /** Its identifier, the same for ever: {@code org.lamina.ui.widgets.tool.weightHistogram}. */
    String id();

    /** Its name, as a noun phrase: {@code Weight histogram}. */
    String label();

    /** What it shows, in one sentence. */
    String description();

    /** The kinds of units that it can be applied to. */
    Set<UnitKind> unitKinds();

    /**
     * Tells why the tool can't be applied here. May look at the disk; computes nothing.
     *
     * @param context a unit of one of {@link #unitKinds()} in its model
     * @return one sentence for people that names the unit and, where something can be done, what to do; empty if the
     *         tool can be applied
     */
    Optional<String> obstacle(ToolContext context);

    /**
     * Computes what the widget shows.
     *
     * @param context a unit for which there is no {@link #obstacle}
     * @param progress told of every step; cancels between steps
     * @throws ModelFormatException if a file is not what it should be
     * @throws IOException if a file can't be read
     * @throws EngineException if the engine can't compute it; its message is one sentence for people
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    WidgetModel run(ToolContext context, Progress progress) throws ModelFormatException, IOException, EngineException;
}
