package org.lamina.source.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;
import org.lamina.source.python.TextRange;

/**
 * A layer, or a function between layers, as a program makes and uses it. An activation that is an argument of a layer
 * ({@code Dense(10, activation='relu')}) is a layer of its own behind it, with the same constructor.
 *
 * @param id its index among the layers of its network
 * @param name how people name it: the attribute ({@code conv1}), the name argument, or type and number
 * @param type its type in the shared vocabulary, spelt as PyTorch spells its modules; {@link #UNKNOWN} for what the
 *        program does with a value and the reader does not understand
 * @param originalType its type as the program spells it: {@code Conv2D}
 * @param config hyper-parameters by PyTorch's names where PyTorch has one, else by the framework's
 * @param constructor where it is made, {@code Dense(10)}: the place to mark
 * @param call where it is applied, if that is elsewhere
 * @param inputs ids of the layers that it reads, in order
 * @param input whether it reads the network's input
 * @param owner id of the layer of which this is the activation argument, else empty
 * @param outputShape shape of its output with the batch axis first, channels last or first as the program orders them;
 *        empty where it is not known
 */
public record NetworkLayer(int id, String name, String type, String originalType, Map<String, Setting> config,
        TextRange constructor, Optional<TextRange> call, List<Integer> inputs, boolean input,
        Optional<Integer> owner, Optional<Shape> outputShape) {

    /** The type of what is not understood. */
    public static final String UNKNOWN = "?";

    /**
     * The setting of a network that another library makes, of unknown type, that names what it contains that behaves
     * otherwise in training: {@code BatchNorm2d}.
     */
    public static final String INSIDE = "inside";

    public NetworkLayer {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        inputs = List.copyOf(inputs);
    }

    /** The family of its type. */
    public LayerKind kind() {
        return LayerKind.of(type);
    }

    /** Whether the reader does not understand what it does. */
    public boolean isUnknown() {
        return type.equals(UNKNOWN);
    }

    /** A setting that is written or has a default. */
    public Optional<Setting> setting(String key) {
        return Optional.ofNullable(config.get(key));
    }

    /** A setting as a number, where it is known. */
    public Optional<Double> number(String key) {
        return setting(key).flatMap(Setting::number);
    }
}
