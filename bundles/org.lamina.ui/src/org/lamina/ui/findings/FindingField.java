package org.lamina.ui.findings;

import org.eclipse.ui.views.markers.MarkerField;
import org.eclipse.ui.views.markers.MarkerItem;
import org.lamina.eclipse.core.FindingMarkers;

/** Columns of the Problems view that tell more of a finding; empty for other problems. */
public abstract class FindingField extends MarkerField {

    /** The rule: {@code dropout-rate}. */
    public static final class Rule extends FindingField {
        @Override
        public String getValue(MarkerItem item) {
            return item.getAttributeValue(FindingMarkers.RULE, "");
        }
    }

    /** The layer or whatever else it is about. */
    public static final class Unit extends FindingField {
        @Override
        public String getValue(MarkerItem item) {
            String unit = item.getAttributeValue(FindingMarkers.UNIT, "");
            return unit.substring(unit.indexOf(':') + 1);
        }
    }

    /** How sure the evidence makes us, in percent. */
    public static final class Confidence extends FindingField {
        @Override
        public String getValue(MarkerItem item) {
            String confidence = item.getAttributeValue(FindingMarkers.CONFIDENCE, "");
            return confidence.matches("[0-9.]+") ? Math.round(100 * Double.parseDouble(confidence)) + " %" : "";
        }
    }
}
