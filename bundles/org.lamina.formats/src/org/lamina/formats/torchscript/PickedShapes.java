package org.lamina.formats.torchscript;

import static org.lamina.formats.torchscript.TensorShapes.argument;
import static org.lamina.formats.torchscript.TensorShapes.axis;
import static org.lamina.formats.torchscript.TensorShapes.number;
import static org.lamina.formats.torchscript.TensorShapes.numbers;
import static org.lamina.formats.torchscript.TensorShapes.one;
import static org.lamina.formats.torchscript.TensorShapes.product;
import static org.lamina.formats.torchscript.TensorShapes.shape;
import static org.lamina.formats.torchscript.TensorShapes.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;

/** The shapes of what PyTorch's operators make that pick, repeat or rearrange elements. */
final class PickedShapes {

    /** Operators that give truth values, by which an index picks as many elements as are true. */
    private static final Set<String> TESTS = Set.of("gt", "ge", "lt", "le", "eq", "ne", "logical_and", "logical_or",
            "logical_not", "logical_xor", "bitwise_not", "isnan", "isfinite", "isinf", "any", "all", "__and__",
            "__or__");
    /** Operators that give whole numbers. */
    private static final Set<String> COUNTS = Set.of("arange", "argsort", "argmax", "argmin", "topk", "sort",
            "randperm", "bucketize", "searchsorted", "floor_divide");

    private PickedShapes() {
    }

    /** The shapes of the outputs, null where unknown; null itself for other operators. */
    static List<Shape> infer(String operator, List<Value> arguments, Shape first) throws ShapeConflictException {
        Value second = argument(arguments, 1);
        Value third = argument(arguments, 2);
        Value fourth = argument(arguments, 3);
        return switch (operator) {
            case "index" -> one(first == null || !(second instanceof Items indices) ? null : indexed(first, indices));
            case "index_select" -> one(first == null ? null : with(first, axis(second, 0, first.rank()),
                    shape(third) == null ? Shape.UNKNOWN : shape(third).count().orElse(Shape.UNKNOWN)));
            case "masked_select" -> one(Shape.of(Shape.UNKNOWN));
            case "nonzero", "argwhere" -> one(first == null ? null : Shape.of(Shape.UNKNOWN, first.rank()));
            case "topk" -> Collections.nCopies(2, first == null ? null
                    : with(first, axis(third, -1, first.rank()), number(second, Shape.UNKNOWN)));
            case "repeat", "tile" -> one(first == null ? null : repeated(first, numbers(second)));
            case "repeat_interleave" -> one(interleaved(first, second, third));
            case "movedim", "moveaxis" -> one(first == null ? null : moved(first, numbers(second), numbers(third)));
            case "unfold" -> one(first == null ? null : unfolded(first, axis(second, 0, first.rank()),
                    number(third, -1), number(fourth, -1)));
            case "unflatten" -> one(first == null ? null : unflattened(first, axis(second, 0, first.rank()), third));
            case "im2col" -> one(first == null ? null : columns(first, arguments));
            case "col2im" -> one(first == null ? null : picture(first, numbers(second), numbers(third)));
            case "pixel_unshuffle" -> one(first == null ? null : unshuffled(first, number(second, -1)));
            case "glu" -> one(first == null ? null : halved(first, axis(second, -1, first.rank())));
            case "one_hot" -> one(first == null ? null : joined(first.dimensions(), List.of(
                    Math.max(Shape.UNKNOWN, number(second, Shape.UNKNOWN)))));
            case "narrow" -> one(first == null ? null : with(first, axis(second, 0, first.rank()), number(fourth, -1)));
            case "unsafe_chunk" -> first == null ? one(null)
                    : ShapeRules.infer("Split", Map.of("chunks", number(second, 0), "dim", number(third, 0)),
                            List.of(first));
            default -> null;
        };
    }

    static Shape joined(List<Long> left, List<Long> right) {
        List<Long> all = new ArrayList<>(left);
        all.addAll(right);
        return new Shape(all);
    }

    /**
     * Elements that tensors of places pick. Places stand where the tensors stood, or before all else if they were not
     * side by side. How many elements a tensor of truth values picks only a run could tell; so it is where a tensor may
     * be one.
     */
    private static Shape indexed(Shape input, Items indices) throws ShapeConflictException {
        List<Shape> picks = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        int at = -1;
        boolean apart = false;
        boolean ended = false;
        for (int axis = 0; axis < input.rank(); axis++) {
            Value index = argument(indices.elements(), axis);
            if (index instanceof Tensor tensor) {
                Shape shape = tensor.knownShape();
                if (shape == null || isTest(tensor)) {
                    return null;
                }
                boolean mayBeTest = !isNumbers(tensor) && shape.rank() > 0 && shape.dimension(0) != Shape.UNKNOWN
                        && shape.dimension(0) == input.dimension(axis);
                if (mayBeTest && shape.rank() > 1) {
                    return null;
                }
                picks.add(mayBeTest ? Shape.of(Shape.UNKNOWN) : shape);
                apart |= ended;
                at = at < 0 ? left.size() : at;
            } else if (index instanceof Value.Unknown && axis < indices.elements().size()) {
                return null;
            } else {
                ended |= at >= 0;
                left.add(input.dimensions().get(axis));
            }
        }
        if (picks.isEmpty()) {
            return input;
        }
        Shape picked = ShapeRules.infer("Add", Map.of(), picks).get(0);
        left.addAll(apart ? 0 : at, picked.dimensions());
        return new Shape(left);
    }

    private static boolean isTest(Tensor tensor) {
        return tensor.stored().stream().anyMatch(stored -> stored.tensor().dtype() == ElementType.BOOL)
                || isMadeBy(tensor, TESTS);
    }

    /** Whether a tensor is known to hold no truth values. */
    private static boolean isNumbers(Tensor tensor) {
        return isMadeBy(tensor, COUNTS) || tensor.producers().isEmpty() && !tensor.stored().isEmpty();
    }

    private static boolean isMadeBy(Tensor tensor, Set<String> operators) {
        return tensor.producers().isEmpty() ? operators.contains(tensor.name())
                : tensor.producers().stream().allMatch(producer -> producer instanceof LayerBuilder layer
                        && operators.contains(layer.originalType().replaceFirst("^aten::", "")));
    }

    private static Shape repeated(Shape input, List<Long> times) {
        List<Long> dimensions = new ArrayList<>();
        int rank = Math.max(input.rank(), times.size());
        for (int axis = -rank; axis < 0; axis++) {
            long size = -axis <= input.rank() ? input.dimension(axis) : 1;
            dimensions.add(product(size, -axis <= times.size() ? times.get(times.size() + axis) : 1));
        }
        return new Shape(dimensions);
    }

    private static Shape interleaved(Shape input, Value times, Value along) {
        if (input == null || along instanceof Constant none && none.value() == null) {
            return input == null ? null : Shape.of(times instanceof Tensor ? Shape.UNKNOWN
                    : product(input.count().orElse(Shape.UNKNOWN), number(times, Shape.UNKNOWN)));
        }
        int axis = axis(along, ShapeRules.UNKNOWN_SIZE, input.rank());
        return axis < 0 ? null : with(input, axis, product(input.dimension(axis), number(times, Shape.UNKNOWN)));
    }

    private static Shape moved(Shape input, List<Long> from, List<Long> to) {
        Long[] places = new Long[input.rank()];
        List<Long> rest = new ArrayList<>(input.dimensions());
        List<Integer> gone = new ArrayList<>();
        for (int i = 0; i < from.size() && i < to.size(); i++) {
            int source = (int) (from.get(i) < 0 ? from.get(i) + input.rank() : from.get(i));
            int target = (int) (to.get(i) < 0 ? to.get(i) + input.rank() : to.get(i));
            if (source < 0 || target < 0 || source >= input.rank() || target >= input.rank()) {
                return null;
            }
            places[target] = input.dimensions().get(source);
            gone.add(source);
        }
        gone.stream().sorted(Collections.reverseOrder()).distinct().forEach(source -> rest.remove((int) source));
        for (int i = 0; i < places.length; i++) {
            places[i] = places[i] == null && !rest.isEmpty() ? rest.remove(0) : places[i];
        }
        return Arrays.asList(places).contains(null) ? null : new Shape(List.of(places));
    }

    /** Windows along an axis, whose elements are a new last axis. */
    private static Shape unfolded(Shape input, int axis, long size, long step) {
        if (axis < 0 || size < 0 || step < 1) {
            return null;
        }
        long length = input.dimension(axis);
        Shape windows = with(input, axis, length < size ? Shape.UNKNOWN : (length - size) / step + 1L);
        return joined(windows.dimensions(), List.of(size));
    }

    private static Shape unflattened(Shape input, int axis, Value sizes) throws ShapeConflictException {
        if (axis < 0 || !(sizes instanceof Items)) {
            return null;
        }
        Shape inner = ShapeRules.infer("Reshape", Map.of("shape", numbers(sizes)),
                List.of(Shape.of(input.dimension(axis)))).get(0);
        if (inner == null) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        dimensions.remove(axis);
        dimensions.addAll(axis, inner.dimensions());
        return new Shape(dimensions);
    }

    /** Windows of pictures as columns: kernel, dilation, padding and stride come in this order. */
    private static Shape columns(Shape input, List<Value> arguments) {
        List<Long> kernel = numbers(argument(arguments, 1));
        long places = 1;
        if (input.rank() != 4 || kernel.size() != 2) {
            return null;
        }
        for (int axis = 0; axis < 2; axis++) {
            long dilation = element(arguments, 2, axis);
            long padding = element(arguments, 3, axis);
            long stride = element(arguments, 4, axis);
            long size = input.dimension(2 + axis);
            boolean known = size >= 0 && dilation > 0 && padding >= 0 && stride > 0 && kernel.get(axis) > 0;
            places = product(places, known
                    ? (size + 2 * padding - dilation * (kernel.get(axis) - 1) - 1) / stride + 1 : Shape.UNKNOWN);
        }
        return Shape.of(input.dimension(0), product(input.dimension(1), kernel.get(0), kernel.get(1)), places);
    }

    private static long element(List<Value> arguments, int place, int axis) {
        List<Long> numbers = numbers(argument(arguments, place));
        return numbers.size() == 2 ? numbers.get(axis) : numbers.size() == 1 ? numbers.get(0) : -1;
    }

    private static Shape picture(Shape columns, List<Long> size, List<Long> kernel) {
        if (columns.rank() != 3 || size.size() != 2 || kernel.size() != 2) {
            return null;
        }
        long window = product(kernel.get(0), kernel.get(1));
        return new Shape(List.of(columns.dimension(0), window < 1 || columns.dimension(1) < 0 ? Shape.UNKNOWN
                : columns.dimension(1) / window, Math.max(Shape.UNKNOWN, size.get(0)),
                Math.max(Shape.UNKNOWN, size.get(1))));
    }

    private static Shape unshuffled(Shape input, long factor) {
        if (input.rank() < 3 || factor < 1) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        int channels = input.rank() - 3;
        dimensions.set(channels, product(input.dimension(channels), factor, factor));
        for (int axis = channels + 1; axis < input.rank(); axis++) {
            dimensions.set(axis, input.dimension(axis) < 0 ? Shape.UNKNOWN : input.dimension(axis) / factor);
        }
        return new Shape(dimensions);
    }

    private static Shape halved(Shape input, int axis) {
        return axis < 0 ? null : with(input, axis, input.dimension(axis) < 0 ? Shape.UNKNOWN
                : input.dimension(axis) / 2);
    }
}
