package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.shapes.Einsum;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

/**
 * The shapes of what operators of ONNX make ("Operator Schemas"), where the rules that all formats share do not do: for
 * operators that only ONNX has, and for those that differ from PyTorch's. Unknown shapes are null.
 */
final class OperatorShapes {

    private static final Set<String> SAME = Set.of("Cast", "CastLike", "Not", "BitwiseNot", "Ceil", "Floor", "Round",
            "Sign", "Reciprocal", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh",
            "Atanh", "IsNaN", "IsInf", "Shrink", "ThresholdedRelu", "Hardmax", "Trilu", "CumSum", "ReverseSequence",
            "ScatterND", "ScatterElements", "Scatter", "QuantizeLinear", "DequantizeLinear", "Bernoulli",
            "MeanVarianceNormalization", "LpNormalization", "PRelu", "EyeLike", "RandomNormalLike",
            "RandomUniformLike", "QLinearSigmoid", "QLinearLeakyRelu", "QLinearSoftmax", "BiasGelu", "FastGelu",
            "QuickGelu", "RotaryEmbedding", "SkipLayerNormalization", "SkipSimplifiedLayerNormalization",
            "SkipGroupNorm", "Attention", "MultiHeadAttention", "GroupQueryAttention", "BiasAdd", "Normalizer",
            "Scaler", "Binarizer", "Imputer", "LabelEncoder", "ImageScaler", "ScaledTanh", "Affine", "TensorScatter",
            "Swish", "Mish");
    private static final Set<String> BROADCAST = Set.of("And", "Or", "Xor", "Equal", "Greater", "GreaterOrEqual",
            "Less", "LessOrEqual", "Mod", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Max", "Min", "Mean",
            "Sum");

    private final Values values;
    private final long version;
    private final IndexShapes index;

    /**
     * @param version the version of ONNX's operator set
     */
    OperatorShapes(Values values, long version) {
        this.values = values;
        this.version = version;
        this.index = new IndexShapes(values);
    }

    /**
     * Infers the shapes of the outputs of a node.
     *
     * @return one shape an output, null where unknown; null itself where the shared rules are to decide
     * @throws ShapeConflictException if the inputs do not fit each other
     */
    List<Shape> infer(OnnxNode node) throws ShapeConflictException {
        Shape first = shape(node, 0);
        boolean isOldBroadcast = node.number("broadcast", 0) != 0 && !node.type().equals("Gemm");
        if (SAME.contains(node.type()) || isOldBroadcast && version < 7) {
            return one(first);
        } else if (BROADCAST.contains(node.type())) {
            return broadcast(node, node.inputs().size(), 1);
        }
        return switch (node.type()) {
            case "If" -> branches(node);
            case "Loop" -> loop(node);
            case "Scan" -> version < 9 ? one(null) : scan(node);
            case "LSTM", "GRU", "RNN" -> recurrent(node, first);
            case "MatMul", "MatMulInteger", "FusedMatMul" -> node.number("transA", 0) + node.number("transB", 0) > 0
                    ? one(null) : product(first, shape(node, 1));
            case "QLinearMatMul" -> product(first, shape(node, 3));
            case "QLinearAdd", "QLinearMul" -> broadcast(node, 4, 3);
            case "Gemm" -> gemm(node, first, shape(node, 1));
            case "MaxPool", "Dropout" -> withMask(node);
            case "ConvTranspose" -> grown(node, first);
            case "DynamicQuantizeLinear" -> Arrays.asList(first, Shape.of(), Shape.of());
            case "Einsum" -> one(Einsum.shape(node.text("equation"), shapes(node)));
            case "Size" -> one(Shape.of());
            case "NonMaxSuppression" -> one(Shape.of(Shape.UNKNOWN, 3));
            default -> index.infer(node, first);
        };
    }

    private static List<Shape> one(Shape shape) {
        return Collections.singletonList(shape);
    }

    private Shape shape(OnnxNode node, int input) {
        return values.shape(node.input(input));
    }

    private List<Shape> shapes(OnnxNode node) {
        List<Shape> shapes = new ArrayList<>();
        node.inputs().forEach(input -> shapes.add(values.shape(input)));
        return shapes;
    }

    /** The shape of inputs stretched over each other: each that comes so many places after the last. */
    private List<Shape> broadcast(OnnxNode node, int end, int step) throws ShapeConflictException {
        List<Shape> operands = new ArrayList<>();
        for (int i = 0; i < end; i += step) {
            operands.add(shape(node, i));
        }
        return ShapeRules.infer("Add", Map.of(), operands);
    }

    /** What two ways have in common; null if that is not even the number of axes. */
    private static Shape common(Shape left, Shape right) {
        if (left == null || right == null || left.rank() != right.rank()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < left.rank(); axis++) {
            dimensions.add(left.dimension(axis) == right.dimension(axis) ? left.dimension(axis) : Shape.UNKNOWN);
        }
        return new Shape(dimensions);
    }

    /** Reads the condition, then the results of each branch. */
    private List<Shape> branches(OnnxNode node) {
        List<Shape> shapes = new ArrayList<>();
        int count = node.outputs().size();
        for (int i = 0; i < count; i++) {
            shapes.add(common(shape(node, 1 + i), shape(node, 1 + count + i)));
        }
        return shapes;
    }

    /** Reads count, condition and n states; then the body's condition, n states and what it collects. */
    private List<Shape> loop(OnnxNode node) {
        List<Shape> shapes = new ArrayList<>();
        int states = node.inputs().size() - 3 - node.outputs().size();
        for (int i = 0; i < node.outputs().size(); i++) {
            Shape result = shape(node, 3 + states + i);
            shapes.add(i < states ? common(shape(node, 2 + i), result) : inserted(result, 0, Shape.UNKNOWN));
        }
        return shapes;
    }

    /** Reads n states and m sequences; then the body's n states and what it collects. */
    private List<Shape> scan(OnnxNode node) {
        List<Shape> shapes = new ArrayList<>();
        int sequences = (int) node.number("num_scan_inputs", 0);
        int results = node.outputs().size();
        int states = node.inputs().size() - sequences - results;
        Shape sequence = shape(node, states);
        List<Long> inputAxes = node.numbers("scan_input_axes");
        int along = inputAxes.isEmpty() || sequence == null ? 0 : IndexShapes.axis(inputAxes.get(0), sequence.rank());
        long length = sequence == null || along < 0 || along >= sequence.rank() ? Shape.UNKNOWN
                : sequence.dimension(along);
        for (int i = 0; i < results; i++) {
            List<Long> axes = node.numbers("scan_output_axes");
            long axis = i >= states && i - states < axes.size() ? axes.get(i - states) : 0;
            Shape result = shape(node, states + sequences + i);
            shapes.add(i < states ? shape(node, i) : inserted(result, axis, length));
        }
        return shapes;
    }

    private static Shape inserted(Shape shape, long axis, long size) {
        if (shape == null) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(shape.dimensions());
        int place = IndexShapes.axis(axis, shape.rank() + 1);
        if (place < 0) {
            return null;
        }
        dimensions.add(place, size);
        return new Shape(dimensions);
    }

    private static List<Shape> recurrent(OnnxNode node, Shape input) {
        long hidden = node.number("hidden_size", Shape.UNKNOWN);
        long directions = node.text("direction").equals("bidirectional") ? 2 : 1;
        if (input == null || input.rank() != 3 || hidden < Shape.UNKNOWN) {
            return one(null);
        }
        boolean isBatchFirst = node.number("layout", 0) != 0;
        long steps = input.dimension(isBatchFirst ? 1 : 0);
        long batch = input.dimension(isBatchFirst ? 0 : 1);
        Shape last = isBatchFirst ? Shape.of(batch, directions, hidden) : Shape.of(directions, batch, hidden);
        return List.of(isBatchFirst ? Shape.of(batch, steps, directions, hidden)
                : Shape.of(steps, directions, batch, hidden), last, last);
    }

    private static List<Shape> product(Shape left, Shape right) throws ShapeConflictException {
        return ShapeRules.infer("MatMul", Map.of(), Arrays.asList(left, right));
    }

    /** A transposed convolution may be told the size of its result; else the shared rules know it. */
    private List<Shape> grown(OnnxNode node, Shape input) {
        List<Long> sizes = node.numbers("output_shape");
        Shape weight = shape(node, 1);
        if (sizes.isEmpty() || input == null || weight == null || weight.rank() < 3 || !weight.isKnown()) {
            return sizes.isEmpty() ? null : one(null);
        }
        List<Long> dimensions = new ArrayList<>(List.of(input.dimension(0),
                Math.multiplyExact(weight.dimension(1), Math.max(1, node.number("group", 1)))));
        dimensions.addAll(sizes.subList(Math.max(0, sizes.size() - weight.rank() + 2), sizes.size()));
        return one(new Shape(dimensions));
    }

    private static List<Shape> gemm(OnnxNode node, Shape left, Shape right) throws ShapeConflictException {
        if (left == null || right == null || left.rank() != 2 || right.rank() != 2) {
            return left == null || left.rank() == 2 ? one(null) : null;
        }
        boolean turnsLeft = node.number("transA", 0) != 0;
        boolean turnsRight = node.number("transB", 0) != 0;
        return product(turnsLeft ? Shape.of(left.dimension(1), left.dimension(0)) : left,
                turnsRight ? Shape.of(right.dimension(1), right.dimension(0)) : right);
    }

    /** The first output by the shared rules; the second, a mask or indices, has the same shape. */
    private List<Shape> withMask(OnnxNode node) throws ShapeConflictException {
        if (node.outputs().size() < 2) {
            return null;
        }
        var operator = new Operators(values, version).describe(node);
        Shape shape = ShapeRules.infer(operator.type(), operator.config(), one(shape(node, 0))).get(0);
        return shape == null ? one(null) : List.of(shape, shape);
    }
}
