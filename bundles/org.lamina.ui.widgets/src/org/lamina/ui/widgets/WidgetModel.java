package org.lamina.ui.widgets;

import java.util.List;
import org.lamina.query.Histogram;

/** What a widget shows: data without any appearance. */
public sealed interface WidgetModel {

    /**
     * One histogram below the other.
     *
     * @param charts what is shown, in order; not empty
     */
    record Histograms(List<Chart> charts) implements WidgetModel {
        public Histograms {
            charts = List.copyOf(charts);
        }
    }

    /**
     * A histogram and what its values are.
     *
     * @param title what is counted: {@code weight}
     * @param detail its shape and type: {@code 16 × 1 × 3 × 3 float32}
     * @param axis what the values are, for the axis below the bars: {@code value}
     * @param histogram the counts
     */
    record Chart(String title, String detail, String axis, Histogram histogram) {
    }
}
