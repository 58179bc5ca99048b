package org.lamina.ui.widgets.panel;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.ui.IMemento;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.UnitSelection;

/** What the panel remembers of its widgets for the next session: tool, unit and look, not what was computed. */
final class WidgetMemory {

    private static final String WIDGET = "widget";
    private static final String TOOL = "tool";
    private static final String FILE = "file";
    private static final String KIND = "kind";
    private static final String NAME = "name";
    private static final String TABLES = "tables";
    private static final String LAYER = "layer";
    private static final String TENSOR = "tensor";
    private static final String MODEL = "model";

    private WidgetMemory() {
    }

    /**
     * A widget of an earlier session.
     *
     * @param tool the identifier of its tool
     * @param selection the unit that it was about
     * @param tables whether it showed tables
     */
    record Remembered(String tool, UnitSelection selection, boolean tables) {
    }

    /** Writes widgets down; those about units that have no name in a file are left out. */
    static void save(IMemento memento, List<WidgetCard> widgets) {
        for (WidgetCard card : widgets) {
            UnitOfAnalysis unit = card.selection().unit();
            String kind = unit instanceof UnitOfAnalysis.OfLayer ? LAYER
                    : unit instanceof UnitOfAnalysis.OfTensor ? TENSOR
                            : unit instanceof UnitOfAnalysis.OfModel ? MODEL : "";
            if (!kind.isEmpty()) {
                IMemento widget = memento.createChild(WIDGET);
                widget.putString(TOOL, card.tool().id());
                widget.putString(FILE, card.selection().file().toString());
                widget.putString(KIND, kind);
                widget.putString(NAME, unit.label());
                widget.putBoolean(TABLES, card.showsTables());
            }
        }
    }

    /** Reads widgets, from top to bottom; what can't be understood is left out. */
    static List<Remembered> read(IMemento memento) {
        List<Remembered> all = new ArrayList<>();
        for (IMemento widget : memento == null ? new IMemento[0] : memento.getChildren(WIDGET)) {
            selection(widget).ifPresent(selection -> all.add(new Remembered(text(widget, TOOL), selection,
                    Boolean.TRUE.equals(widget.getBoolean(TABLES)))));
        }
        return all;
    }

    private static Optional<UnitSelection> selection(IMemento widget) {
        try {
            Path file = Path.of(text(widget, FILE));
            String checkpoint = OpenedModel.checkpoint(file);
            String name = text(widget, NAME);
            return switch (text(widget, KIND)) {
                case LAYER -> Optional.of(new UnitSelection(new UnitOfAnalysis.OfLayer(checkpoint, name), file));
                case TENSOR -> Optional.of(new UnitSelection(new UnitOfAnalysis.OfTensor(checkpoint, name), file));
                case MODEL -> Optional.of(new UnitSelection(new UnitOfAnalysis.OfModel(checkpoint), file));
                default -> Optional.empty();
            };
        } catch (InvalidPathException e) {
            return Optional.empty(); // written by another system
        }
    }

    private static String text(IMemento widget, String name) {
        return Optional.ofNullable(widget.getString(name)).orElse("");
    }
}
