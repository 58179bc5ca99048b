package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        if (arguments.isEmpty()) {
            return null;
        }
        if (arguments.get(0) instanceof Tensor like && name.endsWith("_like")) {
            return like.knownShape();
        }
        if (!(arguments.get(0) instanceof Items sizes)) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>();
        for (Value size : sizes.elements()) {
            dimensions.add(size instanceof Constant constant && constant.value() instanceof Long number && number >= 0
                    ? number : Shape.UNKNOWN);
        }
        return new Shape(dimensions);
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
