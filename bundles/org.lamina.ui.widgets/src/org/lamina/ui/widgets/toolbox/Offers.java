package org.lamina.ui.widgets.toolbox;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.osgi.util.NLS;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.ToolContext;
import org.lamina.ui.widgets.Toolset;
import org.lamina.ui.widgets.UnitKind;

/**
 * All that the toolbox offers for a unit.
 *
 * @param unitType what the unit is, for people: {@code Conv2d}; empty if that is not known
 * @param groups the tools by the kinds of units that they are for
 */
record Offers(String unitType, List<Kind> groups) {

    /** The tools for one kind of units. */
    record Kind(UnitKind kind, List<Offer> offers) {
        Kind {
            offers = List.copyOf(offers);
        }
    }

    Offers {
        groups = List.copyOf(groups);
    }

    /** The offers for a unit in its model. Asks the tools, which may look at the disk: not for the UI thread. */
    static Offers of(Toolset toolset, ToolContext context) {
        UnitKind given = UnitKind.of(context.unit());
        return new Offers(type(context.unit(), context.opened().model()),
                kinds(toolset, (kind, tool) -> kind == given ? tool.obstacle(context)
                        : Optional.of(mismatch(kind, context.unit()))));
    }

    /** The offers for a unit of a kind that none of the tools is for. */
    static Offers mismatched(Toolset toolset, UnitOfAnalysis unit) {
        return new Offers(UnitKind.of(unit).label(),
                kinds(toolset, (kind, tool) -> Optional.of(mismatch(kind, unit))));
    }

    /** The offers where there is one reason why no tool can be applied. */
    static Offers unavailable(Toolset toolset, String reason) {
        return new Offers("", kinds(toolset, (kind, tool) -> Optional.of(reason)));
    }

    private static List<Kind> kinds(Toolset toolset, BiFunction<UnitKind, Tool, Optional<String>> obstacle) {
        return toolset.kinds().stream().map(kind -> new Kind(kind,
                toolset.of(kind).stream().map(tool -> new Offer(tool, obstacle.apply(kind, tool))).toList())).toList();
    }

    private static String type(UnitOfAnalysis unit, Model model) {
        return model.layer(unit.label()).map(Layer::type)
                .or(() -> model.groups().stream().filter(group -> group.path().equals(unit.label())).findFirst()
                        .map(Group::type))
                .orElseGet(() -> UnitKind.of(unit).label());
    }

    private static String mismatch(UnitKind wanted, UnitOfAnalysis unit) {
        return NLS.bind(Messages.Offers_mismatch,
                new Object[] {wanted.plural(), unit.label(), UnitKind.of(unit).label()});
    }
}
