package org.lamina.engine;

import java.io.IOException;
import java.util.List;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/**
 * What layers gave on samples: one tensor a layer, named by the layer's path, samples along the first axis where the
 * layer has such an axis. Lies in temporary files, which closing removes.
 */
public final class ActivationResult implements TensorSource {

    private final TensorSource tensors;
    private final int samples;
    private final List<String> missing;
    private final TemporaryDirectory directory;

    ActivationResult(TensorSource tensors, int samples, List<String> missing, TemporaryDirectory directory) {
        this.tensors = tensors;
        this.samples = samples;
        this.missing = List.copyOf(missing);
        this.directory = directory;
    }

    /** The number of samples that were run. */
    public int samples() {
        return samples;
    }

    /**
     * The layers that were asked for but gave no tensor: those that this run did not reach, that give something other
     * than a tensor, or that tracing left out (an identity).
     */
    public List<String> missing() {
        return missing;
    }

    @Override
    public List<TensorInfo> tensors() {
        return tensors.tensors();
    }

    @Override
    public TensorValues values(String name) throws IOException {
        return tensors.values(name);
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            tensors.close();
        }
    }
}
