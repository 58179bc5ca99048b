package org.lamina.figure.layout;

/**
 * A directed connection that needs a way.
 *
 * @param id unique among the links of its graph
 * @param from id of the box where it leaves
 * @param to id of the box where it arrives
 */
public record Link(String id, String from, String to) {
}
