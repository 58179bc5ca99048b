package org.lamina.source.program;

import org.lamina.source.python.TextRange;

/**
 * Layers that a module of PyTorch keeps in a plain list, so that it does not know them as its own.
 *
 * @param name the attribute that holds the list
 * @param layers how many layers with weights are in it
 * @param range the list where it is made, or else the first of its layers
 * @param list whether the range is that of a list
 */
public record Unregistered(String name, int layers, TextRange range, boolean list) {
}
