package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.ShapeRules;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.formats.torchscript.code.Statement;
import org.lamina.model.Shape;

/** What built-in functions and constructors make. */
final class Builtins {

    private static final int RANGE_LIMIT = 10_000;

    private Builtins() {
    }

    /** The numbers of {@code range(...)}; unknown if an argument is, or if there are very many. */
    static Value range(List<Value> arguments) {
        List<Long> numbers = new ArrayList<>();
        for (Value argument : arguments) {
            if (!(argument instanceof Constant constant && constant.value() instanceof Long number)) {
                return Value.UNKNOWN;
            }
            numbers.add(number);
        }
        long start = numbers.size() > 1 ? numbers.get(0) : 0;
        long end = numbers.isEmpty() ? 0 : numbers.get(Math.min(1, numbers.size() - 1));
        long step = numbers.size() > 2 ? numbers.get(2) : 1;
        List<Value> values = new ArrayList<>();
        for (long at = start; step > 0 ? at < end : at > end; at += step) {
            values.add(new Constant(at));
            if (values.size() > RANGE_LIMIT || step == 0) {
                return Value.UNKNOWN;
            }
        }
        return new Items(values);
    }

    /** The shape of what {@code zeros} and its like make; null if it is unknown. */
    static Shape constantShape(String name, List<Value> arguments) {
        Value first = TensorShapes.argument(arguments, 0);
        return switch (name) {
            case "arange" -> Shape.of(length(arguments));
            case "linspace", "logspace" -> Shape.of(size(TensorShapes.argument(arguments, 2)));
            case "eye" -> Shape.of(size(first), size(TensorShapes.argument(arguments,
                    TensorShapes.number(TensorShapes.argument(arguments, 1), -1) < 0 ? 0 : 1)));
            case "scalar_tensor" -> Shape.of();
            case "tensor", "as_tensor" -> nested(first);
            default -> name.startsWith("new_") ? TensorShapes.sizes(TensorShapes.argument(arguments, 1))
                    : first instanceof Tensor like && name.endsWith("_like") ? like.knownShape()
                            : TensorShapes.sizes(first);
        };
    }

    private static long size(Value value) {
        return Math.max(Shape.UNKNOWN, TensorShapes.number(value, Shape.UNKNOWN));
    }

    /** How many numbers {@code arange} makes, given an end, a beginning and an end, or these and a step. */
    private static long length(List<Value> arguments) {
        List<Long> numbers = TensorShapes.numbers(new Items(arguments));
        if (numbers.isEmpty() || numbers.size() > 3 || numbers.contains(ShapeRules.UNKNOWN_SIZE)) {
            return Shape.UNKNOWN;
        }
        long start = numbers.size() > 1 ? numbers.get(0) : 0;
        long end = numbers.get(Math.min(1, numbers.size() - 1));
        long step = numbers.size() > 2 ? numbers.get(2) : 1;
        boolean isHuge = Math.max(Math.abs(start), Math.abs(end)) > Integer.MAX_VALUE;
        return step == 0 || isHuge ? Shape.UNKNOWN : Math.max(0, -Math.floorDiv(start - end, step));
    }

    /** The shape of numbers in lists; null if it is only known at run time. */
    private static Shape nested(Value value) {
        if (value instanceof Items items) {
            Shape inner = items.elements().isEmpty() ? Shape.of() : nested(items.elements().get(0));
            return inner == null ? null : PickedShapes.joined(List.of((long) items.elements().size()),
                    inner.dimensions());
        }
        return value instanceof Constant ? Shape.of() : null;
    }

    /** A named tuple or other plain object; its fields are the annotated attributes of its class, in order. */
    static Value instance(String type, Definition definition, List<Value> arguments) {
        Map<String, Value> fields = new LinkedHashMap<>();
        int next = 0;
        for (Statement statement : definition.attributes()) {
            if (statement instanceof Statement.Annotation annotation
                    && annotation.target() instanceof Expression.Name name) {
                fields.put(name.name(), next < arguments.size() ? arguments.get(next) : Value.UNKNOWN);
                next++;
            }
        }
        return new Value.Instance(type, fields);
    }
}
