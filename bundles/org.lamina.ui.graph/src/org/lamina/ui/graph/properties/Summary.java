package org.lamina.ui.graph.properties;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Finding;
import org.lamina.model.Layer;
import org.lamina.model.Shape;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;

/** What there is to tell about a unit in a few words. */
public final class Summary {

    private static final String SEPARATOR = "  ·  ";
    /** The characters in a line of a tool tip, so that it does not cover half of the graph. */
    private static final int LINE = 56;

    private Summary() {
    }

    /**
     * One line about a model: {@code TorchScript · pytorch 1.13.1 · 14 layers · 26,506 parameters}; only what wrote it
     * and that there are none if it has no layers.
     */
    public static String line(OpenedModel opened) {
        NumberFormat numbers = NumberFormat.getIntegerInstance();
        List<String> parts = new ArrayList<>(List.of(opened.format(), opened.producer()));
        parts.removeIf(String::isEmpty);
        if (opened.model().layers().isEmpty()) {
            parts.add(Messages.headline_noLayers);
        } else {
            parts.add(NLS.bind(Messages.headline_layers, numbers.format(opened.model().layers().size())));
            parts.add(NLS.bind(Messages.headline_parameters, numbers.format(opened.model().parameterCount())));
        }
        return String.join(SEPARATOR, parts);
    }

    /** A layer's tool tip: path and type, configuration, shapes, parameters, findings; empty for any other unit. */
    public static String tooltip(OpenedModel opened, UnitOfAnalysis unit) {
        if (!(unit instanceof OfLayer named)) {
            return "";
        }
        return opened.model().layer(named.path()).map(layer -> tooltip(opened, unit, layer)).orElse("");
    }

    private static String tooltip(OpenedModel opened, UnitOfAnalysis unit, Layer layer) {
        List<String> lines = new ArrayList<>();
        lines.add(layer.path() + SEPARATOR + layer.type());
        addConfig(lines, layer);
        if (!layer.outputShapes().isEmpty()) {
            String inputs = shapes(layer.inputShapes());
            lines.add((inputs.isEmpty() ? "" : inputs + "  →  ") + shapes(layer.outputShapes()));
        }
        if (layer.parameterCount() > 0) {
            String count = NumberFormat.getIntegerInstance().format(layer.parameterCount());
            lines.add(NLS.bind(Messages.tooltip_parameters, count));
        }
        opened.sources().definition(layer.path()).ifPresent(place -> lines.add(place.fileName() + ":" + place.line()));
        opened.findings(unit).stream().map(Finding::title)
                .forEach(title -> lines.add(NLS.bind(Messages.tooltip_finding, title)));
        return String.join("\n", lines);
    }

    private static String shapes(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).collect(Collectors.joining(", "));
    }

    private static void addConfig(List<String> lines, Layer layer) {
        StringBuilder line = new StringBuilder();
        for (String entry : layer.config().entrySet().stream().map(one -> one.getKey() + " = " + one.getValue())
                .sorted().toList()) {
            if (!line.isEmpty() && line.length() + entry.length() > LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : ", ").append(entry);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
    }
}
