package org.lamina.source.program;

import org.lamina.source.python.TextRange;

/**
 * A scaler that learns from samples how to scale.
 *
 * @param type its class: {@code StandardScaler}
 * @param made where it is made
 * @param range the call that lets it learn
 * @param samples what it learns from, as the program's outermost call writes it
 * @param data what is known of the samples
 */
public record Fitting(String type, TextRange made, TextRange range, TextRange samples, Data data) {
}
