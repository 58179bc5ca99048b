package org.lamina.model;

import java.util.List;

/**
 * An input or output of a model.
 *
 * @param name the name in the file
 * @param dtype the type of its elements
 * @param shape its shape; every axis may be unknown; null-free but empty for a scalar
 * @param shapeKnown whether the file or inference told the rank at all; if not, {@code shape} is meaningless
 * @param layers for an input the paths of the layers that consume it, for an output the path of the layer that
 *        produces it (none where an input is passed through)
 */
public record Port(String name, ElementType dtype, Shape shape, boolean shapeKnown, List<String> layers) {

    public Port {
        layers = List.copyOf(layers);
    }
}
