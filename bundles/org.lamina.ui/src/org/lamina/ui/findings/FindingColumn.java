package org.lamina.ui.findings;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Image;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.model.Severity;
import org.lamina.ui.Icon;

/** The columns of the list of findings. */
enum FindingColumn {
    TITLE(Messages.FindingColumn_title, 46, marked -> marked.finding().title()),
    SEVERITY(Messages.FindingColumn_severity, 10, marked -> severity(marked.finding().severity())),
    LAYER(Messages.FindingColumn_layer, 12, marked -> marked.finding().unit().label()),
    PLACE(Messages.FindingColumn_place, 16, FindingColumn::place),
    CHECKPOINTS(Messages.FindingColumn_checkpoints, 24, FindingColumn::checkpoints);

    private final String label;
    private final int weight;
    private final Function<MarkedFinding, String> text;

    FindingColumn(String label, int weight, Function<MarkedFinding, String> text) {
        this.label = label;
        this.weight = weight;
        this.text = text;
    }

    /** The heading. */
    String label() {
        return label;
    }

    /** The share of the width. */
    int weight() {
        return weight;
    }

    /** The text of a cell. */
    String text(MarkedFinding marked) {
        return text.apply(marked);
    }

    /** A severity in words. */
    static String severity(Severity severity) {
        return switch (severity) {
            case WARNING -> Messages.severity_warning;
            case ERROR -> Messages.severity_error;
            case CRITICAL -> Messages.severity_critical;
        };
    }

    /** Where the marker is: {@code digits.py:24}, or the checkpoint's name. */
    static String place(MarkedFinding marked) {
        String name = marked.marker().getResource().getName();
        return marked.finding().source().map(source -> name + ":" + source.line()).orElse(name);
    }

    private static String checkpoints(MarkedFinding marked) {
        return marked.checkpoints().stream().map(file -> file.getFileName().toString())
                .collect(Collectors.joining(", "));
    }

    /** Shows this column in a viewer. */
    ColumnLabelProvider labels() {
        return new ColumnLabelProvider() {
            @Override
            public String getText(Object element) {
                return text((MarkedFinding) element);
            }

            @Override
            public Image getImage(Object element) {
                return FindingColumn.this == TITLE ? Icon.of(((MarkedFinding) element).finding().severity()).image() : null;
            }
        };
    }
}
