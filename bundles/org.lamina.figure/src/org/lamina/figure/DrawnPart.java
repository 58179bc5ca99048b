package org.lamina.figure;

/**
 * What a node of a figure is.
 *
 * @param glyph the id of the node that it stands with, such as that of the layer before a slim bar; its own for others
 * @param type its type
 */
public record DrawnPart(String glyph, DrawnType type) {
}
