package org.lamina.engine.protocol;

import java.util.List;

/** What the client asks for. The worker answers each request with one final {@link Response} of the same id. */
public sealed interface Request {

    /** The number of the request, unique in the life of a worker. */
    long id();

    /**
     * The first request: loads the engine. Answered by {@link Response.Welcome}.
     *
     * @param protocol the client's {@link Protocol#VERSION}
     */
    record Hello(long id, int protocol) implements Request {
    }

    /**
     * Runs a model on samples and writes what its layers give to {@link Protocol#ACTIVATIONS_FILE}. Answered by any
     * number of {@link Response.Progress} and a {@link Response.Activations}.
     *
     * @param checkpoint path of a TorchScript file
     * @param samples path of a safetensors file with the tensor {@code x}, samples along its first axis
     * @param layers paths of layers or groups of the checkpoint's model
     * @param maxSamples the most samples to run on, from the first; at least 1
     * @param directory an existing directory of this request alone; the worker writes nowhere else
     */
    record Activations(long id, String checkpoint, String samples, List<String> layers, int maxSamples,
            String directory) implements Request {
        public Activations {
            layers = List.copyOf(layers);
        }
    }
}
