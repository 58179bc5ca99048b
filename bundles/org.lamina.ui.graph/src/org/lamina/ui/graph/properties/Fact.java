package org.lamina.ui.graph.properties;

/**
 * One row of what is known about a unit.
 *
 * @param category the heading it stands under
 * @param name what it is
 * @param value its value, for people
 */
public record Fact(String category, String name, String value) {
}
