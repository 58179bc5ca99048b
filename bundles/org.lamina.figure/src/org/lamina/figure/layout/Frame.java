package org.lamina.figure.layout;

/**
 * A rectangle that is as large as what lies in it asks for.
 *
 * @param id unique among boxes and frames of its graph
 * @param parent id of the frame that it lies in; empty at the top
 * @param top free room above its content, in pixels, for a title
 * @param side free room at its other sides, in pixels
 */
public record Frame(String id, String parent, double top, double side) {
}
