package org.lamina.figure;

import java.util.Optional;
import org.lamina.figure.scene.Rgb;

/**
 * A type of layers in a figure, or a group.
 *
 * @param type its type, or the name of the group, under which options know it
 * @param name what the legend calls it
 * @param color its colour
 * @param group the name under which it was made a group, which several types of groups may share; empty if it is none
 * @param hidden whether it is left out of the figure
 */
public record DrawnType(String type, String name, Rgb color, Optional<String> group, boolean hidden) {
}
