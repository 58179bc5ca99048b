package org.lamina.source.program;

import org.lamina.source.python.TextRange;

/**
 * A metric that is reported while training.
 *
 * @param name in lower case with underscores: {@code accuracy}, {@code mean_absolute_error}
 * @param range where it is written
 */
public record Metric(String name, TextRange range) {
}
