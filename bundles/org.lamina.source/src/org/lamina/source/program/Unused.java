package org.lamina.source.program;

import org.lamina.source.python.TextRange;

/**
 * A layer that a program makes and does not use.
 *
 * @param name how people name it: the attribute or variable
 * @param type its type in the shared vocabulary
 * @param range where it is made
 * @param applied whether it is applied to something, so that it is its result that nobody uses
 */
public record Unused(String name, String type, TextRange range, boolean applied) {
}
