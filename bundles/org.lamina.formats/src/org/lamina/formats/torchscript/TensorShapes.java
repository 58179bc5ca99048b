package org.lamina.formats.torchscript;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.Shape;

/**
 * The shapes of what PyTorch's tensor operators make, where the rules that all formats share do not do: the table in
 * {@code shapes.txt}, and operators with rules of their own. Unknown shapes are null.
 */
final class TensorShapes {

    /**
     * A row of the table.
     *
     * @param rule its rule
     * @param places the places of the arguments that the rule reads
     */
    private record Row(String rule, List<Integer> places) {

        /** The argument that the rule reads first, second...; unknown if there is none. */
        Value argument(int number, List<Value> arguments) {
            return number < places.size() ? TensorShapes.argument(arguments, places.get(number)) : Value.UNKNOWN;
        }
    }

    private final Map<String, Row> rows = new HashMap<>();

    TensorShapes() {
        try (InputStream in = TensorShapes.class.getResourceAsStream("shapes.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" ")).forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String[] words) {
        for (String operator : List.of(words).subList(1, words.length)) {
            String[] parts = operator.split(",");
            rows.put(parts[0], new Row(words[0],
                    Arrays.stream(parts).skip(1).map(Integer::valueOf).toList()));
        }
    }

    /**
     * Infers the shapes of an operator's outputs.
     *
     * @param operator its name, without what marks it as in-place
     * @param arguments its arguments in the order of the schema
     * @return one shape an output; null where the shared rules are to decide
     * @throws ShapeConflictException if the arguments do not fit each other
     */
    List<Shape> infer(String operator, List<Value> arguments) throws ShapeConflictException {
        try {
            return inferred(operator, arguments);
        } catch (ArithmeticException | IllegalArgumentException e) {
            return one(null); // sizes that don't fit 64 bits are nobody's
        }
    }

    private List<Shape> inferred(String operator, List<Value> arguments) throws ShapeConflictException {
        Shape first = shape(argument(arguments, 0));
        Row row = rows.get(operator);
        if (row == null) {
            List<Shape> picked = PickedShapes.infer(operator, arguments, first);
            return picked == null ? ProductShapes.infer(operator, arguments, first) : picked;
        }
        return switch (row.rule()) {
            case "same" -> one(first);
            case "twice" -> Arrays.asList(first, first);
            case "like" -> one(shape(row.argument(0, arguments)));
            case "stretched" -> one(stretched(arguments));
            case "sized" -> one(sizes(row.argument(0, arguments)));
            case "scalar" -> one(Shape.of());
            case "reduced" -> one(reduced(first, row.argument(0, arguments), row.argument(1, arguments)));
            case "spread" -> one(argument(arguments, 1) instanceof Constant constant
                    && constant.value() instanceof Boolean ? Shape.of()
                            : reduced(first, row.argument(0, arguments), row.argument(1, arguments)));
            default -> pair(row, arguments, first);
        };
    }

    /** Of a whole tensor one number; along an axis the values and their places; of two tensors the shared rules. */
    private static List<Shape> pair(Row row, List<Value> arguments, Shape first) {
        Value axis = row.argument(0, arguments);
        if (axis instanceof Constant constant && constant.value() instanceof Long) {
            Shape reduced = reduced(first, axis, row.argument(1, arguments));
            return Arrays.asList(reduced, reduced);
        }
        return null;
    }

    static List<Shape> one(Shape shape) {
        return Collections.singletonList(shape);
    }

    static Value argument(List<Value> arguments, int place) {
        return place < arguments.size() ? arguments.get(place) : Value.UNKNOWN;
    }

    /** The shape of a tensor; null if it is unknown, or the value no tensor. */
    static Shape shape(Value value) {
        return value instanceof Tensor tensor ? tensor.knownShape() : null;
    }

    /** A whole number; the other one if the value is none. */
    static long number(Value value, long otherwise) {
        if (value instanceof Items items && items.elements().size() == 1) {
            return number(items.elements().get(0), otherwise);
        }
        return value instanceof Constant constant && constant.value() instanceof Long number ? number : otherwise;
    }

    /** The whole numbers of a list or the one number, with the unknown size for what only a run could tell. */
    static List<Long> numbers(Value value) {
        List<Value> elements = value instanceof Items items ? items.elements()
                : value instanceof Constant ? List.of(value) : List.of();
        return elements.stream().map(element -> number(element, ShapeRules.UNKNOWN_SIZE)).toList();
    }

    /** A shape of the sizes that a list has; null if the value is no list. */
    static Shape sizes(Value value) {
        return value instanceof Items ? new Shape(numbers(value).stream()
                .map(size -> Math.max(Shape.UNKNOWN, size)).toList()) : null;
    }

    private static Shape stretched(List<Value> arguments) throws ShapeConflictException {
        List<Shape> shapes = new ArrayList<>();
        for (Value argument : arguments) {
            if (argument instanceof Tensor) {
                shapes.add(shape(argument));
            }
        }
        return ShapeRules.infer("Add", Map.of(), shapes).get(0);
    }

    /** A shape without some axes, or with sizes of one there; without any if the axes are not given. */
    static Shape reduced(Shape shape, Value axes, Value keeps) {
        boolean all = !(axes instanceof Items) && number(axes, ShapeRules.UNKNOWN_SIZE) == ShapeRules.UNKNOWN_SIZE;
        List<Long> gone = numbers(axes);
        boolean isUnclear = axes instanceof Items && gone.contains(ShapeRules.UNKNOWN_SIZE);
        if (shape == null || isUnclear) {
            return null;
        }
        boolean keep = keeps instanceof Constant constant && Boolean.TRUE.equals(constant.value());
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean reduced = all || gone.isEmpty() || gone.contains((long) axis)
                    || gone.contains((long) axis - shape.rank());
            if (!reduced || keep) {
                dimensions.add(reduced ? Long.valueOf(1) : shape.dimensions().get(axis));
            }
        }
        return new Shape(dimensions);
    }

    /** The axis that a value means; -1 if there is no such axis. */
    static int axis(Value value, long otherwise, int rank) {
        long number = number(value, otherwise);
        long axis = number < 0 ? number + rank : number;
        return axis >= 0 && axis < rank ? (int) axis : -1;
    }

    /** A shape with another size of one axis; null if there is no such axis. */
    static Shape with(Shape shape, int axis, long size) {
        if (shape == null || axis < 0 || axis >= shape.rank()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(shape.dimensions());
        dimensions.set(axis, Math.max(Shape.UNKNOWN, size));
        return new Shape(dimensions);
    }

    /** The size of an axis; unknown if the shape is, or has no such axis. */
    static long size(Shape shape, int axis) {
        return shape == null || axis >= shape.rank() || axis < -shape.rank() ? Shape.UNKNOWN : shape.dimension(axis);
    }

    /** A product of sizes; unknown if one is. */
    static long product(long... sizes) {
        return Arrays.stream(sizes).anyMatch(size -> size < 0) ? Shape.UNKNOWN
                : Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    }

    /** Whether none is unknown. */
    static boolean areKnown(Object... shapes) {
        return Arrays.stream(shapes).noneMatch(Objects::isNull);
    }
}
