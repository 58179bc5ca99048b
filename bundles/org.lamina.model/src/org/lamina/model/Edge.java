package org.lamina.model;

import java.util.Optional;

/**
 * Data that flows from one layer to another.
 *
 * @param from path of the layer that produces it
 * @param to path of the layer that consumes it
 * @param tensor name of the value in the file
 * @param shape its shape where known
 */
public record Edge(String from, String to, String tensor, Optional<Shape> shape) {
}
