package org.lamina.figure;

import org.lamina.figure.scene.Rgb;

/**
 * A type of layers in a figure, or a group.
 *
 * @param type its type, or the name of the group, under which options know it
 * @param name what the legend calls it
 * @param color its colour
 * @param group whether it is a group
 * @param hidden whether it is left out of the figure
 */
public record DrawnType(String type, String name, Rgb color, boolean group, boolean hidden) {
}
