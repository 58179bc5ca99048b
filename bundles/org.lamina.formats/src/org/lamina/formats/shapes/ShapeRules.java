package org.lamina.formats.shapes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

/** The shapes of a layer's outputs by its type, hyper-parameters and the shapes of its inputs. */
public final class ShapeRules {

    /** Stands for a size that is only known at run time in lists of sizes, where -1 has a meaning of its own. */
    public static final long UNKNOWN_SIZE = Long.MIN_VALUE;

    @FunctionalInterface
    private interface Rule {
        Shape apply(Hyperparameters config, List<Shape> inputs) throws ShapeConflictException;
    }

    private static final Map<String, Rule> RULES = rules();

    private ShapeRules() {
    }

    /**
     * Infers the shapes of the outputs. Channels are the axis behind the batch, unless {@code data_format} is
     * {@code channels_last}.
     *
     * @param type a type of the common vocabulary
     * @param config hyper-parameters by PyTorch's names
     * @param inputs the shapes of the tensors that flow in, without parameters; null where unknown
     * @return one shape an output, null where unknown; empty if even the number of outputs is unknown
     * @throws ShapeConflictException if the layer can't take these inputs
     */
    public static List<Shape> infer(String type, Map<String, Object> config, List<Shape> inputs)
            throws ShapeConflictException {
        Hyperparameters hyperparameters = new Hyperparameters(config);
        try {
            if (type.equals("Split")) {
                return AxisRules.split(hyperparameters, first(inputs));
            } else if (type.equals("Unbind")) {
                return AxisRules.unbind(hyperparameters, first(inputs));
            } else if (LayerKind.of(type) == LayerKind.RECURRENT) {
                return recurrent(hyperparameters, first(inputs));
            }
            Rule rule = RULES.get(type);
            if (rule == null) {
                return Collections.singletonList(null);
            }
            boolean channelsLast = ChannelsLast.applies(type, hyperparameters, first(inputs));
            Shape output = rule.apply(hyperparameters,
                    channelsLast ? Collections.singletonList(ChannelsLast.toFirst(first(inputs))) : inputs);
            return Collections.singletonList(channelsLast ? ChannelsLast.toLast(output) : output);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new ShapeConflictException("the sizes of a " + type + " layer don't fit 64 bits");
        }
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        for (int n = 1; n <= 3; n++) {
            int axes = n;
            rules.put("Conv" + n + "d", (config, in) -> WindowRules.convolution(axes, config, first(in)));
            rules.put("ConvTranspose" + n + "d",
                    (config, in) -> WindowRules.transposedConvolution(axes, config, first(in)));
            for (String kind : List.of("Max", "Avg")) {
                rules.put(kind + "Pool" + n + "d", (config, in) -> WindowRules.pooling(axes, config, first(in)));
                rules.put("Adaptive" + kind + "Pool" + n + "d",
                        (config, in) -> WindowRules.adaptivePooling(axes, config, first(in)));
            }
        }
        for (int n = 1; n <= 2; n++) {
            int axes = n;
            put(rules, (config, in) -> WindowRules.convolution(axes, config, first(in)), "DepthwiseConv" + n + "d",
                    "SeparableConv" + n + "d");
        }
        put(rules, (config, in) -> WindowRules.globalPooling(config, first(in)), "GlobalAvgPool", "GlobalMaxPool");
        put(rules, (config, in) -> WindowRules.upsampling(config, first(in)), "Upsample");
        put(rules, (config, in) -> WindowRules.padding(config, first(in)), "Pad");
        put(rules, (config, in) -> WindowRules.pixelShuffle(config, first(in)), "PixelShuffle");
        put(rules, (config, in) -> linear(config, first(in)), "Linear");
        put(rules, (config, in) -> AxisRules.flatten(config, first(in)), "Flatten");
        put(rules, (config, in) -> AxisRules.reshape(config, first(in)), "Reshape");
        put(rules, (config, in) -> AxisRules.permute(config, first(in)), "Permute");
        put(rules, (config, in) -> AxisRules.transpose(config, first(in)), "Transpose");
        put(rules, (config, in) -> AxisRules.squeeze(config, first(in)), "Squeeze");
        put(rules, (config, in) -> AxisRules.unsqueeze(config, first(in)), "Unsqueeze");
        put(rules, (config, in) -> AxisRules.expand(config, in), "Expand");
        put(rules, (config, in) -> AxisRules.slice(config, first(in)), "Slice");
        put(rules, (config, in) -> JoinRules.concatenate(config, in), "Concat");
        put(rules, (config, in) -> JoinRules.stack(config, in), "Stack");
        put(rules, (config, in) -> in.size() < 2 ? null : JoinRules.matrixProduct(in.get(0), in.get(1)), "MatMul");
        put(rules, (config, in) -> in.size() < 2 ? AxisRules.reduce(config, first(in)) : JoinRules.broadcast(in),
                "Mean", "Sum", "Max", "Min", "ArgMax", "norm");
        put(rules, (config, in) -> embedding(config, first(in)), "Embedding");
        put(rules, (config, in) -> bags(config, first(in)), "EmbeddingBag");
        put(rules, (config, in) -> JoinRules.broadcast(in), "Add", "Mul", "Sub", "Div", "Pow", "Where");
        put(rules, (config, in) -> first(in), "BatchNorm", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "LayerNorm",
                "GroupNorm", "InstanceNorm", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LocalResponseNorm",
                "RMSNorm", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "Identity", "Sqrt", "Exp",
                "Log", "Neg", "Abs", "Erf", "Clamp", "Cumsum", "Roll", "MultiheadAttention", "Attention", "Round",
                "Floor", "ReLU", "ReLU6", "LeakyReLU", "PReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish",
                "Sigmoid", "Tanh", "Softplus", "Softsign", "Hardswish", "Hardsigmoid", "Hardtanh", "Softmax",
                "LogSoftmax", "LogSigmoid", "Threshold");
        return Map.copyOf(rules);
    }

    private static void put(Map<String, Rule> rules, Rule rule, String... types) {
        Arrays.stream(types).forEach(type -> rules.put(type, rule));
    }

    private static Shape first(List<Shape> inputs) {
        return inputs.isEmpty() ? null : inputs.get(0);
    }

    private static Shape linear(Hyperparameters config, Shape input) throws ShapeConflictException {
        long features = config.number("in_features", Shape.UNKNOWN);
        if (input == null || input.rank() == 0) {
            return null;
        }
        if (features != Shape.UNKNOWN && input.dimension(-1) != Shape.UNKNOWN && input.dimension(-1) != features) {
            throw new ShapeConflictException("a layer for " + features + " features can't take " + input);
        }
        return withLast(input, config.number("out_features", Shape.UNKNOWN));
    }

    private static Shape embedding(Hyperparameters config, Shape input) {
        if (input == null) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        dimensions.add(config.number("embedding_dim", Shape.UNKNOWN));
        return new Shape(dimensions);
    }

    /** A vector for each row of places; how many bags a single row has is not told. */
    private static Shape bags(Hyperparameters config, Shape input) {
        return input == null || input.rank() == 0 || input.rank() > 2 ? null
                : Shape.of(input.rank() == 2 ? input.dimension(0) : Shape.UNKNOWN,
                        config.number("embedding_dim", Shape.UNKNOWN));
    }

    /** The output for each step; the states that come after it depend on the kind and stay unknown. */
    private static List<Shape> recurrent(Hyperparameters config, Shape input) {
        long projected = config.number("proj_size", 0);
        long hidden = projected > 0 ? projected : config.number("hidden_size", Shape.UNKNOWN);
        if (input == null || input.rank() == 0 || hidden == Shape.UNKNOWN) {
            return List.of();
        }
        return Collections.singletonList(withLast(input, config.flag("bidirectional") ? 2 * hidden : hidden));
    }

    private static Shape withLast(Shape shape, long size) {
        List<Long> dimensions = new ArrayList<>(shape.dimensions());
        dimensions.set(dimensions.size() - 1, size);
        return new Shape(dimensions);
    }
}
