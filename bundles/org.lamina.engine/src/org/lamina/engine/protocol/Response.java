package org.lamina.engine.protocol;

import java.util.List;

/** What the worker answers. */
public sealed interface Response {

    /** The number of the request that it answers; {@link #NO_REQUEST} if the request could not be understood. */
    long id();

    /** The id of an answer to what is not a request. */
    long NO_REQUEST = -1;

    /** Whether nothing more follows for the request. */
    default boolean isFinal() {
        return !(this instanceof Progress);
    }

    /**
     * The engine is loaded.
     *
     * @param protocol the worker's {@link Protocol#VERSION}
     * @param engine name and version of the engine: {@code PyTorch 2.7.1}
     */
    record Welcome(long id, int protocol, String engine) implements Response {
    }

    /**
     * Where the work is.
     *
     * @param task a short phrase
     * @param fraction 0 to 1, or NaN where it is not known
     */
    record Progress(long id, String task, double fraction) implements Response {
    }

    /**
     * The activations are written.
     *
     * @param samples the number of samples that were run
     * @param missing the layers that were asked for but gave no tensor in this run
     */
    record Activations(long id, int samples, List<String> missing) implements Response {
        public Activations {
            missing = List.copyOf(missing);
        }
    }

    /**
     * It can't be done.
     *
     * @param message a sentence for people: what happened, to what, what to do
     */
    record Failure(long id, String message) implements Response {
    }

    /**
     * A file is not what it should be.
     *
     * @param file path of the file
     * @param expected what was expected, as in {@link org.lamina.model.ModelFormatException}
     * @param found what was found instead
     */
    record BadFile(long id, String file, String expected, String found) implements Response {
    }
}
