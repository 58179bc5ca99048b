package org.lamina.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * Asks for what layers give on samples.
 *
 * @param checkpoint a TorchScript file, traced or scripted
 * @param samples a safetensors file with the tensor {@code x}, samples along its first axis
 * @param layers paths of layers or groups of the checkpoint's model; at least one
 * @param maxSamples the most samples to run on, from the first; at least 1
 */
public record ActivationRequest(Path checkpoint, Path samples, List<String> layers, int maxSamples) {

    public ActivationRequest {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("no layer is asked for");
        }
        if (maxSamples < 1) {
            throw new IllegalArgumentException("at least one sample must be run, not " + maxSamples);
        }
    }
}
