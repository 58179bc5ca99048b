package org.lamina.model;

/**
 * A tensor that belongs to a layer.
 *
 * @param name the name within the layer: {@code weight}, {@code bias}, {@code running_mean}
 * @param tensor the stored tensor
 * @param trainable whether training changes it: true for weights, false for buffers such as running statistics
 */
public record Parameter(String name, TensorInfo tensor, boolean trainable) {
}
