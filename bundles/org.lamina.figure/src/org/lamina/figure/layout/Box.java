package org.lamina.figure.layout;

/**
 * A rectangle that needs a place.
 *
 * @param id unique in its graph
 * @param parent id of the frame that it lies in; empty at the top
 * @param width in pixels
 * @param height in pixels
 */
public record Box(String id, String parent, double width, double height) {
}
