package org.lamina.ui.graph.canvas;

import java.util.List;
import org.lamina.model.Severity;

/**
 * What the corner of a layer's box tells: that there are findings.
 *
 * @param severity that of the worst
 * @param titles the titles of all, the worst first
 */
public record Badge(Severity severity, List<String> titles) {

    public Badge {
        titles = List.copyOf(titles);
    }
}
