package org.lamina.formats.torchscript;

import static org.lamina.formats.torchscript.TensorShapes.areKnown;
import static org.lamina.formats.torchscript.TensorShapes.argument;
import static org.lamina.formats.torchscript.TensorShapes.axis;
import static org.lamina.formats.torchscript.TensorShapes.number;
import static org.lamina.formats.torchscript.TensorShapes.numbers;
import static org.lamina.formats.torchscript.TensorShapes.one;
import static org.lamina.formats.torchscript.TensorShapes.reduced;
import static org.lamina.formats.torchscript.TensorShapes.shape;
import static org.lamina.formats.torchscript.TensorShapes.sizes;
import static org.lamina.formats.torchscript.TensorShapes.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.Einsum;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.model.Shape;

/** The shapes of what PyTorch's operators make that bring several tensors together, or go on step by step. */
final class ProductShapes {

    private ProductShapes() {
    }

    /** The shapes of the outputs, null where unknown; null itself for other operators. */
    static List<Shape> infer(String operator, List<Value> arguments, Shape first) throws ShapeConflictException {
        Value third = argument(arguments, 2);
        Shape second = shape(argument(arguments, 1));
        return switch (operator) {
            case "einsum" -> one(einsum(arguments));
            case "baddbmm" -> one(product(second, shape(third), false));
            case "addmm", "addmv", "addbmm" -> shape(third) == null ? null : one(product(second, shape(third),
                    operator.equals("addbmm")));
            case "meshgrid" -> grids(argument(arguments, 0));
            case "mv" -> one(product(first, second, false));
            case "outer", "ger" -> one(areKnown(first, second) ? PickedShapes.joined(first.dimensions(),
                    second.dimensions()) : null);
            case "tensordot" -> one(areKnown(first, second) ? contracted(first, second, third,
                    argument(arguments, 3)) : null);
            case "bilinear" -> one(first == null ? null : with(first, first.rank() - 1,
                    TensorShapes.size(shape(third), 0)));
            case "cdist" -> one(areKnown(first, second) && first.rank() > 1 && second.rank() > 1
                    ? with(first, first.rank() - 1, second.dimension(-2)) : null);
            case "cosine_similarity" -> one(areKnown(first, second) ? reduced(ShapeRules.infer("Add", Map.of(),
                    List.of(first, second)).get(0), third instanceof Constant ? third : new Constant(1L),
                    Value.UNKNOWN) : null);
            case "pairwise_distance" -> one(reduced(first, new Constant(-1L), argument(arguments, 4)));
            case "embedding_bag" -> Arrays.asList(bags(first, second, shape(third)), null, null, null);
            case "diagonal" -> one(first == null ? null : diagonal(first, arguments));
            case "grid_sampler" -> one(areKnown(first, second) && first.rank() > 2 && first.rank() == second.rank()
                    ? PickedShapes.joined(first.dimensions().subList(0, 2),
                            second.dimensions().subList(1, second.rank() - 1)) : null);
            case "affine_grid_generator" -> one(grid(sizes(argument(arguments, 1))));
            case "roi_align", "roi_pool" -> one(areKnown(first, second) && first.rank() == 4 ? Shape.of(
                    TensorShapes.size(second, 0), first.dimension(1), size(arguments, 3), size(arguments, 4)) : null);
            case "nms", "batched_nms" -> one(Shape.of(Shape.UNKNOWN));
            case "scaled_dot_product_attention" -> one(areKnown(first, shape(third)) ? with(first, first.rank() - 1,
                    TensorShapes.size(shape(third), -1)) : null);
            case "_native_multi_head_attention" -> Arrays.asList(first, null);
            case "_transformer_encoder_layer_fwd" -> one(first);
            case "lstm", "gru", "rnn_tanh", "rnn_relu" -> recurrent(operator, arguments, first);
            case "lstm_cell" -> Collections.nCopies(2, cell(arguments, first));
            case "gru_cell", "rnn_tanh_cell", "rnn_relu_cell" -> one(cell(arguments, first));
            case "adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d" -> pooled(operator, arguments,
                    first);
            default -> null;
        };
    }

    private static long size(List<Value> arguments, int place) {
        return Math.max(Shape.UNKNOWN, number(argument(arguments, place), Shape.UNKNOWN));
    }

    private static Shape einsum(List<Value> arguments) {
        if (!(argument(arguments, 0) instanceof Constant constant && constant.value() instanceof String equation)) {
            return null;
        }
        List<Shape> shapes = new ArrayList<>();
        Value.tensors(new Items(arguments.subList(1, arguments.size())))
                .forEach(tensor -> shapes.add(tensor.knownShape()));
        return Einsum.shape(equation, shapes);
    }

    /** As many grids as there are vectors, each as long along every axis as one of them. */
    private static List<Shape> grids(Value vectors) {
        List<Shape> shapes = new ArrayList<>();
        Value.tensors(vectors).forEach(tensor -> shapes.add(tensor.knownShape()));
        Shape grid = shapes.contains(null) ? null : new Shape(shapes.stream()
                .map(shape -> shape.rank() == 0 ? Long.valueOf(1) : shape.dimensions().get(0)).toList());
        return Collections.nCopies(Math.max(1, shapes.size()), grid);
    }

    private static Shape product(Shape left, Shape right, boolean sums) throws ShapeConflictException {
        Shape product = ShapeRules.infer("MatMul", Map.of(), Arrays.asList(left, right)).get(0);
        return sums ? reduced(product, new Constant(0L), Value.UNKNOWN) : product;
    }

    /** What is left of both tensors when some axes of one are multiplied with some of the other. */
    private static Shape contracted(Shape left, Shape right, Value leftAxes, Value rightAxes) {
        List<Long> first = numbers(leftAxes);
        List<Long> second = numbers(rightAxes);
        if (!(leftAxes instanceof Items) || first.size() != second.size() || first.size() == left.rank()
                || second.size() == right.rank()) {
            return null;
        }
        Shape rest = first.isEmpty() ? left : reduced(left, leftAxes, Value.UNKNOWN);
        Shape other = second.isEmpty() ? right : reduced(right, rightAxes, Value.UNKNOWN);
        return areKnown(rest, other) ? PickedShapes.joined(rest.dimensions(), other.dimensions()) : null;
    }

    /** A vector for each row of places, or for each beginning of a bag in one long row. */
    private static Shape bags(Shape weight, Shape places, Shape offsets) {
        if (weight == null || weight.rank() != 2) {
            return null;
        }
        long count = places != null && places.rank() == 2 ? places.dimension(0)
                : offsets != null && offsets.rank() == 1 ? offsets.dimension(0) : Shape.UNKNOWN;
        return Shape.of(count, weight.dimension(1));
    }

    private static Shape diagonal(Shape input, List<Value> arguments) {
        int first = axis(argument(arguments, 2), 0, input.rank());
        int second = axis(argument(arguments, 3), 1, input.rank());
        long offset = number(argument(arguments, 1), 0);
        if (first < 0 || second < 0 || first == second) {
            return null;
        }
        long rows = input.dimension(first) + Math.min(0, offset);
        long columns = input.dimension(second) - Math.max(0, offset);
        boolean known = input.dimension(first) >= 0 && input.dimension(second) >= 0;
        Shape rest = reduced(input, new Items(List.of(new Constant((long) first), new Constant((long) second))),
                Value.UNKNOWN);
        return PickedShapes.joined(rest.dimensions(),
                List.of(known ? Math.max(0, Math.min(rows, columns)) : Shape.UNKNOWN));
    }

    private static Shape grid(Shape size) {
        return size == null || size.rank() < 3 ? null : PickedShapes.joined(List.of(size.dimension(0)),
                PickedShapes.joined(size.dimensions().subList(2, size.rank()), List.of(size.rank() - 2L))
                        .dimensions());
    }

    /** The output of each step, and the last states of all layers and directions. */
    private static List<Shape> recurrent(String operator, List<Value> arguments, Shape input)
            throws ShapeConflictException {
        List<Value> weights = argument(arguments, 2) instanceof Items items ? items.elements()
                : argument(arguments, 3) instanceof Items packed ? packed.elements() : List.of();
        Shape states = shape(argument(weights, 1));
        if (input == null || states == null || states.rank() != 2) {
            return Collections.nCopies(operator.equals("lstm") ? 3 : 2, null);
        }
        long hidden = states.dimension(1);
        boolean isPacked = !(argument(arguments, 2) instanceof Items);
        boolean isBothWays = isTrue(argument(arguments, isPacked ? 8 : 7));
        boolean isBatchFirst = isTrue(argument(arguments, 8));
        long directions = isBothWays ? 2 : 1;
        Shape output = with(input, input.rank() - 1, TensorShapes.product(directions, hidden));
        long layers = size(arguments, isPacked ? 5 : 4);
        long rows = TensorShapes.size(shape(argument(weights, 0)), 0);
        long inner = rows < 0 ? Shape.UNKNOWN : rows / 4;
        Shape last = isPacked || input.rank() != 3 || layers < 1 ? null
                : Shape.of(TensorShapes.product(layers, directions), input.dimension(isBatchFirst ? 0 : 1), hidden);
        return operator.equals("lstm")
                ? Arrays.asList(output, last, last == null ? null : with(last, 2, inner)) : Arrays.asList(output, last);
    }

    private static boolean isTrue(Value value) {
        return value instanceof Constant constant && Boolean.TRUE.equals(constant.value());
    }

    /** The state of a cell behind one step; its matrix for states tells the size. */
    private static Shape cell(List<Value> arguments, Shape input) {
        Shape states = shape(argument(arguments, 3));
        return input == null || states == null || states.rank() != 2 ? null
                : with(input, input.rank() - 1, states.dimension(1));
    }

    /** The values, and where in the input each was. */
    private static List<Shape> pooled(String operator, List<Value> arguments, Shape input)
            throws ShapeConflictException {
        String axes = operator.replaceAll("\\D", "");
        Shape shape = ShapeRules.infer("AdaptiveMaxPool" + axes + "d",
                Map.of("output_size", numbers(argument(arguments, 1))), Collections.singletonList(input)).get(0);
        return Arrays.asList(shape, shape);
    }
}
