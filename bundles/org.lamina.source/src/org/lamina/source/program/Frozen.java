package org.lamina.source.program;

import org.lamina.source.python.TextRange;

/**
 * A network that is trained though no weight of it can change.
 *
 * @param name how the program writes the network
 * @param place where all of its weights are frozen
 */
public record Frozen(String name, TextRange place) {
}
