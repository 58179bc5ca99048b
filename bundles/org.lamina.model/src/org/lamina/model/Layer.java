package org.lamina.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A layer as its author thinks of it: a leaf module of the program ({@code self.conv1}), or a function that the program
 * calls between modules ({@code F.relu}, {@code x + y}).
 *
 * @param path its place in the module tree, dotted, unique in the model: {@code layer1.0.conv1}; a further call of the
 *        same module is a layer of its own, {@code layer1.0.act#2}; a function is named after itself inside its calling
 *        module: {@code layer1.0.add}, {@code relu_1}
 * @param type its type in the vocabulary that all formats share, spelt as PyTorch spells its modules ({@code Conv2d},
 *        {@code Linear}, {@code ReLU}; {@code Add}, {@code Concat}, {@code Flatten} for functions); the original where
 *        the vocabulary has no word
 * @param originalType its type as the file spells it
 * @param function true for a function between modules, false for a module
 * @param config hyper-parameters by PyTorch's names ({@code kernel_size}, {@code p}); numbers, strings, booleans and
 *        lists of them; only what the file tells
 * @param inputShapes shapes of its inputs where known, else empty
 * @param outputShapes shapes of its outputs where known, else empty
 * @param parameters its tensors
 * @param operations the primitive operations inside, in order
 * @param macs multiply-accumulate operations for one run with these shapes, where known
 * @param source the recorded place in the program where it is called, where the file tells
 */
public record Layer(String path, String type, String originalType, boolean function, Map<String, Object> config,
        List<Shape> inputShapes, List<Shape> outputShapes, List<Parameter> parameters, List<Operation> operations,
        OptionalLong macs, Optional<SourceLocation> source) {

    public Layer {
        config = config.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(new LinkedHashMap<>(config));
        inputShapes = List.copyOf(inputShapes);
        outputShapes = List.copyOf(outputShapes);
        parameters = List.copyOf(parameters);
        operations = List.copyOf(operations);
    }

    /** The family of its type. */
    public LayerKind kind() {
        return LayerKind.of(type);
    }

    /**
     * The activation that the layer itself applies to its result, as a type of the common vocabulary: Keras and
     * TensorFlow Lite fuse it into the layer, and readers note it as {@code activation} in the config.
     */
    public Optional<String> activation() {
        return Optional.ofNullable(config.get("activation")).map(Object::toString);
    }

    /** The last segment of its path: {@code conv1}. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The path of the module that contains it; empty at the top. */
    public String parent() {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    /** The number of values in all its parameters, buffers included. */
    public long parameterCount() {
        return parameters.isEmpty() ? 0 : TensorInfo.count(parameters.stream().map(Parameter::tensor));
    }

    /** The number of values in its trainable parameters. */
    public long trainableCount() {
        return TensorInfo.count(parameters.stream().filter(Parameter::trainable).map(Parameter::tensor));
    }
}
