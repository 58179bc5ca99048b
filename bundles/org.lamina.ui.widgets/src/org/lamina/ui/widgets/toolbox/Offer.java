package org.lamina.ui.widgets.toolbox;

import java.util.Optional;
import org.lamina.ui.widgets.Tool;

/**
 * A tool as the toolbox offers it for a unit.
 *
 * @param tool the tool
 * @param obstacle why it can't be applied, as a sentence for people; empty if it can
 */
record Offer(Tool tool, Optional<String> obstacle) {

    /** Whether the tool can be applied. */
    boolean isAvailable() {
        return obstacle.isEmpty();
    }

    /** The sentence to say about the tool here: what it shows, or why it can't be applied. */
    String sentence() {
        return obstacle.orElseGet(tool::description);
    }
}
