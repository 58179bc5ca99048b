package org.lamina.ui.widgets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lamina.ui.widgets.tools.ActivationHistogram;
import org.lamina.ui.widgets.tools.WeightHistogram;

/**
 * The tools of the toolbox.
 *
 * @param tools in the order in which the toolbox lists them
 */
public record Toolset(List<Tool> tools) {

    public Toolset {
        tools = List.copyOf(tools);
    }

    /** The tools that come with Lamina. */
    public static Toolset builtin() {
        return new Toolset(List.of(new WeightHistogram(), new ActivationHistogram()));
    }

    /** The tool of this identifier, if there is one. */
    public Optional<Tool> find(String id) {
        return tools.stream().filter(tool -> tool.id().equals(id)).findFirst();
    }

    /** The kinds of units for which there is a tool, from experiments down to samples. */
    public List<UnitKind> kinds() {
        return Arrays.stream(UnitKind.values()).filter(kind -> !of(kind).isEmpty()).toList();
    }

    /** The tools for a kind of units. */
    public List<Tool> of(UnitKind kind) {
        return tools.stream().filter(tool -> tool.unitKinds().contains(kind)).toList();
    }
}
