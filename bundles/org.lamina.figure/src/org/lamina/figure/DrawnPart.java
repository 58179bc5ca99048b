package org.lamina.figure;

/**
 * What a node of a figure is.
 *
 * @param glyph the id of the node that it stands with, such as that of the layer before a slim bar; its own for others
 * @param type its type
 * @param repeats how many times it stands in a row, one or more
 */
public record DrawnPart(String glyph, DrawnType type, int repeats) {
}
