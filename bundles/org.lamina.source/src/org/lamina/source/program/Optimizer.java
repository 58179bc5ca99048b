package org.lamina.source.program;

import java.util.Map;
import java.util.Optional;
import org.lamina.source.python.TextRange;

/**
 * An optimizer.
 *
 * @param type its name in PyTorch's spelling: {@code Adam}, {@code SGD}; as written where it is no well-known one
 * @param learningRate its learning rate; empty where a schedule or something unknown gives it
 * @param config its other settings by name
 * @param range where it is made, or where its name stands as text
 * @param parameters whose parameters it is given; Keras gives it those of the model that is compiled
 */
public record Optimizer(String type, Optional<Setting> learningRate, Map<String, Setting> config, TextRange range,
        Parameters parameters) {

    /** What an optimizer is given to train. */
    public enum Parameters {
        /** Those of the network that is trained. */
        OF_NETWORK,
        /** Those of another network. */
        OF_OTHER,
        /** None: an empty list. */
        NONE,
        /** It can't be told. */
        UNKNOWN
    }

    public Optimizer {
        config = Map.copyOf(config);
    }
}
