package org.lamina.ui.findings;

import java.util.Comparator;
import java.util.function.Function;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnLayoutData;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.swt.graphics.Image;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.ui.Icon;

/** The columns of the list of findings. */
enum FindingColumn {
    TITLE(Messages.FindingColumn_title, 60, 180, marked -> marked.finding().title()),
    SEVERITY(Messages.FindingColumn_severity, 12, 66, marked -> severity(marked.finding().severity())),
    LAYER(Messages.FindingColumn_layer, 12, 60, marked -> marked.finding().unit().label()),
    PLACE(Messages.FindingColumn_place, 20, 132, FindingColumn::place);

    private final String label;
    private final int weight;
    private final int minimum;
    private final Function<MarkedFinding, String> text;

    FindingColumn(String label, int weight, int minimum, Function<MarkedFinding, String> text) {
        this.label = label;
        this.weight = weight;
        this.minimum = minimum;
        this.text = text;
    }

    /** The heading. */
    String label() {
        return label;
    }

    /** The share of the width, in a narrow view at least as many pixels as the text needs. */
    ColumnLayoutData width() {
        return new ColumnWeightData(weight, minimum, true);
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

    /**
     * The line of the program, {@code digits.py:24}, that of a notebook in its cell, {@code digits.ipynb, cell 2, line
     * 4}, or the checkpoint where no line is known.
     */
    static String place(MarkedFinding marked) {
        String cell = marked.marker().getResource() instanceof IFile
                ? marked.marker().getAttribute(IMarker.LOCATION, "") : "";
        return marked.finding().source().map(source -> source.fileName()
                + (cell.isEmpty() ? ":" + source.line() : ", " + cell))
                .orElseGet(() -> marked.checkpoints().stream().findFirst().map(file -> file.getFileName().toString())
                        .orElse(""));
    }

    /** What comes first when this column sorts; lines by their numbers. */
    Comparator<MarkedFinding> order() {
        return switch (this) {
            case SEVERITY -> Comparator.comparing((MarkedFinding marked) -> marked.finding().severity()).reversed();
            case PLACE -> Comparator.comparing(FindingColumn::file).thenComparing(FindingColumn::line);
            case TITLE, LAYER -> Comparator.comparing(this::text, String.CASE_INSENSITIVE_ORDER);
        };
    }

    private static String file(MarkedFinding marked) {
        return marked.marker().getResource().getFullPath().toString();
    }

    private static int line(MarkedFinding marked) {
        return marked.finding().source().map(SourceLocation::line).orElse(0);
    }

    /** Shows this column in a viewer. */
    ColumnLabelProvider labels() {
        return new ColumnLabelProvider() {
            @Override
            public String getText(Object element) {
                return text((MarkedFinding) element);
            }

            @Override
            public String getToolTipText(Object element) {
                return ((MarkedFinding) element).finding().title();
            }

            @Override
            public Image getImage(Object element) {
                Severity severity = ((MarkedFinding) element).finding().severity();
                return FindingColumn.this == TITLE ? Icon.of(severity).image() : null;
            }
        };
    }
}
