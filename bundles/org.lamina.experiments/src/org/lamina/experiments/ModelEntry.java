package org.lamina.experiments;

import java.util.List;

/**
 * A model: checkpoints whose files are named alike.
 *
 * @param name what their names have in common: {@code digits} of {@code digits_traced.pt} and {@code digits.onnx}
 * @param checkpoints its checkpoints by name, in natural order; at least one
 */
public record ModelEntry(String name, List<CheckpointEntry> checkpoints) {

    public ModelEntry {
        checkpoints = List.copyOf(checkpoints);
    }
}
