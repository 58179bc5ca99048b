package org.lamina.source.program;

import java.util.Map;
import java.util.Optional;
import org.lamina.source.python.TextRange;

/**
 * A call that trains: Keras's {@code fit}.
 *
 * @param range the call
 * @param input the samples
 * @param labels their labels; {@link Data#UNKNOWN} where they come with the samples
 * @param validation the samples of {@code validation_data}, if there are any
 * @param arguments all arguments by Keras's names of today: {@code epochs}, {@code batch_size}, {@code shuffle},
 *        {@code validation_split}, {@code validation_data}, {@code x}, {@code y}; {@code loop} if it is in a loop
 */
public record Fit(TextRange range, Data input, Data labels, Optional<Data> validation,
        Map<String, Setting> arguments) {

    /** The argument that names how samples are prepared when they are loaded, in order, where all of it is known. */
    public static final String TRANSFORM = "transform";

    /** The same of the samples that the network is evaluated with. */
    public static final String VALIDATION_TRANSFORM = "validation_transform";

    public Fit {
        arguments = Map.copyOf(arguments);
    }

    /** Whether the network is to give its input again; labels that come from a folder with their samples are none. */
    public boolean reconstructs() {
        return !input.origin().isEmpty() && input.origin().equals(labels.origin())
                && labels.labels() == Data.Labels.UNKNOWN;
    }

    /** Whether there is nothing to learn: the labels, or else the samples, are random numbers. */
    public boolean isOfNoise() {
        return arguments.containsKey("x") && (labels.equals(Data.UNKNOWN) ? input : labels).traits()
                .contains(Data.Trait.MADE_UP);
    }

    /** An argument, if it is written. */
    public Optional<Setting> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }
}
