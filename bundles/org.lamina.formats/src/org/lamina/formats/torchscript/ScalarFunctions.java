package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Entries;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.Shape;

/** The operators that work on numbers, texts and lists, and those that ask tensors for their shape. */
final class ScalarFunctions {

    private static final int LENGTH_LIMIT = 10_000;
    /** The operators that make one number of a list. */
    private static final Set<String> OF_LISTS = Set.of("min", "max", "sum");

    private ScalarFunctions() {
    }

    /**
     * Evaluates an operator.
     *
     * @return its value; empty if it is none of these, so that it may be an operator on tensors
     */
    static Optional<Value> evaluate(String name, List<Value> arguments) {
        int count = arguments.size();
        Value first = count > 0 ? arguments.get(0) : Value.UNKNOWN;
        Value second = count > 1 ? arguments.get(1) : Value.UNKNOWN;
        switch (name) {
            case "size":
                return Optional.of(size(first, count > 1 ? second : null));
            case "dim", "len", "numel":
                return Optional.of(count(name, first));
            case "__is__", "__isnot__":
                return Optional.of(is(first, second, name.equals("__is__")));
            case "NumToTensor", "Int", "IntImplicit", "Float", "FloatImplicit", "Bool", "ScalarImplicit",
                    "tensor_to_int", "unchecked_unwrap_optional", "item":
                return Optional.of(first instanceof Constant ? first : Value.UNKNOWN);
            case "append", "extend", "insert", "pop", "_set_item", "list", "tuple", "__getitem__", "copy", "keys",
                    "values", "items", "__contains__", "dict", "update", "clear":
                return collection(name, first, arguments);
            case "str":
                return Optional.of(first instanceof Constant constant && (constant.value() instanceof Long
                        || constant.value() instanceof String) ? new Constant(constant.value().toString())
                                : Value.UNKNOWN);
            case "slice":
                return first instanceof Items items ? Optional.of(slice(items, arguments)) : Optional.empty();
            case "format", "warn", "device", "dtype", "is_cuda", "is_floating_point", "is_grad_enabled", "layout",
                    "is_nested", "is_scripting", "join", "requires_grad", "has_torch_function", "is_contiguous",
                    "_check_is_size", "manual_seed", "is_autocast_enabled", "get_default_dtype", "is_complex",
                    "is_quantized", "_size_if_not_equal", "sym_size":
                return Optional.of(Value.UNKNOWN);
            default:
                return Value.tensors(new Items(arguments)).isEmpty() ? arithmetic(name, arguments) : Optional.empty();
        }
    }

    private static Value size(Value tensor, Value axis) {
        Shape shape = tensor instanceof Tensor known ? known.knownShape() : null;
        if (axis == null) {
            if (shape == null) {
                return Value.UNKNOWN;
            }
            List<Value> sizes = new ArrayList<>();
            shape.dimensions().forEach(size -> sizes.add(dimension(size)));
            return new Items(sizes);
        }
        return shape != null && axis instanceof Constant constant && constant.value() instanceof Long number
                && number < shape.rank() && number >= -shape.rank() ? dimension(shape.dimension(number.intValue()))
                        : Value.UNKNOWN;
    }

    private static Value dimension(long size) {
        return size == Shape.UNKNOWN ? Value.UNKNOWN : new Constant(size);
    }

    private static Value count(String name, Value value) {
        if (value instanceof Items items) {
            return new Constant((long) items.elements().size());
        } else if (value instanceof Entries entries) {
            return new Constant((long) entries.values().size());
        } else if (value instanceof Constant constant && constant.value() instanceof String text) {
            return new Constant((long) text.length());
        }
        Shape shape = value instanceof Tensor tensor ? tensor.knownShape() : null;
        if (shape == null) {
            return Value.UNKNOWN;
        } else if (name.equals("dim")) {
            return new Constant((long) shape.rank());
        } else if (name.equals("len")) {
            return shape.rank() == 0 ? Value.UNKNOWN : dimension(shape.dimension(0));
        }
        return shape.isKnown() ? new Constant(shape.count().orElse(0)) : Value.UNKNOWN;
    }

    private static Value is(Value left, Value right, boolean wanted) {
        if (left == right && left instanceof Tensor) {
            return new Constant(wanted);
        }
        boolean none = left.equals(Value.NONE) || right.equals(Value.NONE);
        if (!none || left.equals(Value.UNKNOWN) || right.equals(Value.UNKNOWN)) {
            return Value.UNKNOWN;
        }
        return new Constant(left.equals(right) == wanted);
    }

    private static Optional<Value> collection(String name, Value first, List<Value> arguments) {
        Value second = arguments.size() > 1 ? arguments.get(1) : Value.UNKNOWN;
        Value third = arguments.size() > 2 ? arguments.get(2) : Value.UNKNOWN;
        if (first instanceof Entries entries) {
            return Optional.of(dictionary(name, entries, second, third));
        }
        if (name.equals("dict") && arguments.isEmpty()) {
            return Optional.of(dictionary(Map.of()));
        }
        if (!(first instanceof Items items)) {
            return name.equals("__getitem__") || name.equals("__contains__") ? Optional.of(Value.UNKNOWN)
                    : Optional.of(first);
        }
        List<Value> elements = items.elements();
        switch (name) {
            case "append", "extend", "insert":
                if (elements.size() < LENGTH_LIMIT && Value.canHold(items, second) && Value.canHold(items, third)) {
                    elements.addAll(name.equals("append") ? List.of(second) : name.equals("insert") ? List.of(third)
                            : second instanceof Items more && more != items ? more.elements() : List.of());
                }
                return Optional.of(items);
            case "pop":
                return Optional.of(elements.isEmpty() ? Value.UNKNOWN : elements.remove(elements.size() - 1));
            case "_set_item":
                if (position(second, elements.size()) >= 0 && Value.canHold(items, third)) {
                    elements.set(position(second, elements.size()), third);
                }
                return Optional.of(items);
            case "list", "tuple", "copy":
                return Optional.of(new Items(new ArrayList<>(elements)));
            case "dict":
                return Optional.of(paired(elements));
            case "clear":
                elements.clear();
                return Optional.of(items);
            case "__contains__", "update":
                return Optional.of(Value.UNKNOWN);
            default:
                return Optional.of(element(items, second));
        }
    }

    private static Value dictionary(String name, Entries entries, Value key, Value value) {
        Object constant = key instanceof Constant known ? known.value() : null;
        return switch (name) {
            case "_set_item" -> {
                set(entries, key, value);
                yield entries;
            }
            case "update" -> {
                (key instanceof Entries more ? more.values() : Map.<Object, Value>of())
                        .forEach((other, element) -> set(entries, key(other), element));
                yield entries;
            }
            case "clear" -> {
                entries.values().clear();
                yield entries;
            }
            case "__getitem__" -> element(entries, key);
            case "__contains__" -> constant == null || entries.values().containsKey(Value.UNKNOWN) ? Value.UNKNOWN
                    : new Constant(entries.values().containsKey(constant));
            case "keys", "list" -> new Items(new ArrayList<>(entries.values().keySet().stream()
                    .map(ScalarFunctions::key).toList()));
            case "values" -> new Items(new ArrayList<>(entries.values().values()));
            case "items" -> new Items(new ArrayList<>(entries.values().entrySet().stream()
                    .map(entry -> new Items(List.of(key(entry.getKey()), entry.getValue()))).toList()));
            case "copy", "dict" -> new Entries(new LinkedHashMap<>(entries.values()));
            default -> Value.UNKNOWN;
        };
    }

    /** What is under a key that only a run could tell is all that may be there. */
    private static void set(Entries entries, Value key, Value value) {
        if (entries.values().size() < LENGTH_LIMIT && Value.canHold(entries, value)) {
            if (key instanceof Constant constant && constant.value() != null) {
                entries.values().put(constant.value(), value);
            } else {
                entries.values().merge(Value.UNKNOWN, value, Value::merge);
            }
        }
    }

    private static Value key(Object key) {
        return key == Value.UNKNOWN ? Value.UNKNOWN : new Constant(key);
    }

    /** A dictionary of pairs of keys and values. */
    private static Value paired(List<Value> pairs) {
        Entries entries = dictionary(Map.of());
        for (Value pair : pairs) {
            if (pair instanceof Items items && items.elements().size() == 2) {
                set(entries, items.elements().get(0), items.elements().get(1));
            }
        }
        return entries;
    }

    /** The element of a list or dictionary at an index. */
    static Value element(Value container, Value index) {
        if (container instanceof Entries entries) {
            Value found = index instanceof Constant key ? entries.values().get(key.value()) : null;
            return found != null ? found
                    : entries.values().values().stream().reduce(Value::merge).orElse(Value.UNKNOWN);
        }
        if (!(container instanceof Items items)) {
            return Value.UNKNOWN;
        }
        int at = position(index, items.elements().size());
        if (at >= 0) {
            return items.elements().get(at);
        }
        return items.elements().stream().reduce(Value::merge).orElse(Value.UNKNOWN);
    }

    private static int position(Value index, int size) {
        if (index instanceof Constant constant && constant.value() instanceof Long number) {
            long at = number < 0 ? number + size : number;
            return at >= 0 && at < size ? (int) at : -1;
        }
        return -1;
    }

    private static Value slice(Items items, List<Value> arguments) {
        int size = items.elements().size();
        int start = bound(arguments, 1, 0, size);
        int end = bound(arguments, 2, size, size);
        return start > end ? new Items(new ArrayList<>())
                : new Items(new ArrayList<>(items.elements().subList(start, end)));
    }

    private static int bound(List<Value> arguments, int index, int otherwise, int size) {
        if (index < arguments.size() && arguments.get(index) instanceof Constant constant
                && constant.value() instanceof Long number) {
            return (int) Math.max(0, Math.min(size, number < 0 ? number + size : number));
        }
        return otherwise;
    }

    private static Optional<Value> arithmetic(String name, List<Value> arguments) {
        if (name.equals("add") && arguments.stream().allMatch(Items.class::isInstance)) {
            List<Value> joined = new ArrayList<>();
            arguments.forEach(items -> joined.addAll(((Items) items).elements()));
            return Optional.of(joined.size() > LENGTH_LIMIT ? Value.UNKNOWN : new Items(joined));
        }
        boolean ofList = arguments.size() == 1 && OF_LISTS.contains(name) && arguments.get(0) instanceof Items;
        List<Object> constants = new ArrayList<>();
        for (Value argument : ofList ? ((Items) arguments.get(0)).elements() : arguments) {
            if (!(argument instanceof Constant constant)) {
                return Optional.of(Value.UNKNOWN);
            }
            constants.add(constant.value());
        }
        Object result = ofList ? folded(name.equals("sum") ? "add" : name, constants)
                : ScalarArithmetic.apply(name, constants);
        return Optional.of(Objects.isNull(result) ? Value.UNKNOWN : new Constant(result));
    }

    /** One number of all numbers of a list; null if there is none, or a number is unknown. */
    private static Object folded(String name, List<Object> constants) {
        Object result = constants.isEmpty() ? null : constants.get(0);
        for (int i = 1; i < constants.size() && result != null; i++) {
            result = ScalarArithmetic.apply(name, Arrays.asList(result, constants.get(i)));
        }
        return result;
    }

    /** An empty dictionary that can grow. */
    static Entries dictionary(Map<Object, Value> values) {
        return new Entries(new LinkedHashMap<>(values));
    }
}
