package org.lamina.ui.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.PixelConverter;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.views.markers.MarkerField;
import org.eclipse.ui.views.markers.MarkerItem;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;

/** Columns of the Problems view that tell more of a finding; empty for other problems. */
public abstract class FindingField extends MarkerField {

    private final int letters;

    /**
     * @param letters how many have room in the column at first
     */
    FindingField(int letters) {
        this.letters = letters;
    }

    @Override
    public int getDefaultColumnWidth(Control control) {
        return new PixelConverter(control).convertWidthInCharsToPixels(letters);
    }

    /** The rule: {@code dropout-rate}. */
    public static final class Rule extends FindingField {

        /** Made by the Problems view. */
        public Rule() {
            super(22);
        }

        @Override
        public String getValue(MarkerItem item) {
            return item.getAttributeValue(FindingMarkers.RULE, "");
        }
    }

    /** The layer or whatever else it is about. */
    public static final class Unit extends FindingField {

        /** Made by the Problems view. */
        public Unit() {
            super(14);
        }

        @Override
        public String getValue(MarkerItem item) {
            String unit = item.getAttributeValue(FindingMarkers.UNIT, "");
            return unit.substring(unit.indexOf(':') + 1);
        }
    }

    /** How sure the evidence makes us, in percent; the surest first. */
    public static final class Confidence extends FindingField {

        /** Made by the Problems view. */
        public Confidence() {
            super(11);
        }

        @Override
        public String getValue(MarkerItem item) {
            double confidence = confidence(item);
            return Double.isNaN(confidence) ? "" : FindingText.percent(confidence) + " %";
        }

        @Override
        public int compare(MarkerItem one, MarkerItem other) {
            return Double.compare(-confidence(one), -confidence(other)); // others, NaN, come last
        }

        private static double confidence(MarkerItem item) {
            String confidence = item.getAttributeValue(FindingMarkers.CONFIDENCE, "");
            return confidence.matches("[0-9.]+") ? Double.parseDouble(confidence) : Double.NaN;
        }
    }

    /** How bad it is in our words, as other problems know nothing worse than an error; the worst first. */
    public static final class Level extends FindingField {

        /** Made by the Problems view. */
        public Level() {
            super(14);
        }

        @Override
        public String getValue(MarkerItem item) {
            return level(item).map(FindingColumn::severity).orElse("");
        }

        @Override
        public int compare(MarkerItem one, MarkerItem other) {
            return Integer.compare(rank(one), rank(other));
        }

        private static int rank(MarkerItem item) {
            return level(item).map(severity -> -severity.ordinal()).orElse(1);
        }

        private static Optional<Severity> level(MarkerItem item) {
            String level = item.getAttributeValue(FindingMarkers.LEVEL, "");
            return Arrays.stream(Severity.values()).filter(severity -> severity.name().equals(level)).findFirst();
        }
    }

    /** The kinds of evidence: program, architecture, weights. */
    public static final class Seen extends FindingField {

        /** Made by the Problems view. */
        public Seen() {
            super(18);
        }

        @Override
        public String getValue(MarkerItem item) {
            List<String> kinds = List.of(item.getAttributeValue(FindingMarkers.EVIDENCE, "").split(","));
            return Arrays.stream(Evidence.values()).filter(kind -> kinds.contains(kind.name()))
                    .map(FindingText::evidence).collect(Collectors.joining(", "));
        }
    }
}
