package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Value;

/** The built-in functions of Python that matter for how networks are built. */
final class Builtins {

    private static final int MAX_RANGE = 64;

    /** What a built-in function gives; empty if the name is none. */
    static Optional<Value> call(String name, Args args) {
        List<Value> values = args.values();
        Value first = values.isEmpty() ? Value.unknown() : values.get(0);
        return switch (name) {
            case "range", "xrange" -> Optional.of(range(values));
            case "len" -> Optional.of(length(first));
            case "int" -> Optional.of(first.number().map(number -> Value.of((long) (double) number))
                    .orElseGet(Value::unknown));
            case "abs" -> Optional.of(first.number().map(number -> Value.of(Math.abs(number)))
                    .orElseGet(Value::unknown));
            case "round" -> Optional.of(first.number().filter(number -> values.size() == 1)
                    .map(number -> Value.of((long) Math.rint(number))).orElseGet(Value::unknown));
            case "math.ceil", "math.floor" -> Optional.of(first.number().map(number -> Value.of((long) (name
                    .endsWith("ceil") ? Math.ceil(number) : Math.floor(number)))).orElseGet(Value::unknown));
            case "math.sqrt" -> Optional.of(first.number().filter(number -> number >= 0)
                    .map(number -> Value.of(Math.sqrt(number))).orElseGet(Value::unknown));
            case "sum" -> Optional.of(sum(first));
            case "float" -> Optional.of(first.number().map(Value::of).orElseGet(Value::unknown));
            case "list", "tuple", "sorted", "iter" ->
                Optional.of(values.isEmpty() ? Value.list(List.of()) : copy(first));
            case "str" -> Optional.of(first.constant().map(constant -> Value.of(constant.toString()))
                    .orElseGet(Value::unknown));
            case "reversed" -> Optional.of(reversed(first));
            case "dict", "OrderedDict", "collections.OrderedDict" -> Optional.of(dictionary(args, first));
            case "zip" -> Optional.of(zip(values));
            case "enumerate", "tqdm", "tqdm.tqdm" -> Optional.of(name.equals("enumerate") ? enumerated(first) : first);
            case "min", "max" -> Optional.of(extreme(values, name.equals("max")));
            case "hasattr", "print", "repr", "type", "open", "input", "id", "callable",
                    "format", "any", "all", "map", "filter", "set", "next", "vars" ->
                Optional.of(name.equals("next") && first instanceof Value.Array
                        ? new Value.Sequence(List.of(first, Value.unknown()), true) : Value.unknown());
            default -> Optional.empty();
        };
    }

    private static Value range(List<Value> values) {
        if (values.isEmpty() || values.stream().anyMatch(value -> value.number().isEmpty())) {
            return Value.unknown();
        }
        long from = values.size() > 1 ? values.get(0).number().get().longValue() : 0;
        long to = values.get(values.size() > 1 ? 1 : 0).number().get().longValue();
        long step = values.size() > 2 ? values.get(2).number().get().longValue() : 1;
        List<Value> items = new ArrayList<>();
        for (long i = from; step > 0 && i < to || step < 0 && i > to; i += step) {
            if (items.size() == MAX_RANGE) {
                return Value.unknown();
            }
            items.add(Value.of(i));
        }
        return Value.list(items);
    }

    private static Value length(Value value) {
        if (value instanceof Value.Sequence sequence && sequence.exact) {
            return Value.of((long) sequence.items.size());
        }
        if (value instanceof Chain chain && chain.exact && chain.outputs.isEmpty()) {
            return Value.of((long) chain.layers.size());
        }
        return value instanceof Value.Array array && array.data().shape().filter(shape -> shape.rank() > 0
                && shape.dimension(0) >= 0).isPresent() ? Value.of(array.data().shape().get().dimension(0))
                        : Value.unknown();
    }

    private static Value copy(Value value) {
        return value instanceof Value.Sequence sequence ? new Value.Sequence(sequence.items, sequence.exact)
                : value instanceof Chain chain && chain.outputs.isEmpty()
                        ? new Value.Sequence(chain.layers, chain.exact) : Value.unknown();
    }

    private static Value reversed(Value value) {
        if (!(copy(value) instanceof Value.Sequence sequence)) {
            return Value.unknown();
        }
        Collections.reverse(sequence.items);
        return sequence;
    }

    private static Value dictionary(Args args, Value first) {
        Map<Object, Value> entries = new LinkedHashMap<>();
        if (first instanceof Value.Mapping mapping) {
            entries.putAll(mapping.entries());
        } else if (first instanceof Value.Sequence pairs && pairs.exact) {
            return pairs;
        }
        args.keywords().forEach((name, arg) -> entries.put(name, arg.value()));
        return new Value.Mapping(entries);
    }

    private static Value zip(List<Value> values) {
        List<Value.Sequence> sequences = values.stream().filter(Value.Sequence.class::isInstance)
                .map(Value.Sequence.class::cast).filter(sequence -> sequence.exact).toList();
        if (values.isEmpty() || sequences.size() < values.size()) {
            return Value.unknown();
        }
        int length = sequences.stream().mapToInt(sequence -> sequence.items.size()).min().orElse(0);
        List<Value> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int row = i;
            rows.add(Value.list(sequences.stream().map(sequence -> sequence.items.get(row)).toList()));
        }
        return Value.list(rows);
    }

    private static Value enumerated(Value value) {
        if (value instanceof Value.Array) {
            return new Value.Sequence(List.of(Value.list(List.of(Value.unknown(),
                    new Value.Sequence(List.of(value, Value.unknown()), true)))), false);
        }
        if (!(copy(value) instanceof Value.Sequence sequence)) {
            return Value.unknown();
        }
        List<Value> rows = new ArrayList<>();
        for (int i = 0; i < sequence.items.size(); i++) {
            rows.add(Value.list(List.of(Value.of((long) i), sequence.items.get(i))));
        }
        return new Value.Sequence(rows, sequence.exact);
    }

    private static Value sum(Value value) {
        boolean known = value instanceof Value.Sequence sequence && sequence.exact && sequence.items.stream()
                .allMatch(item -> item.number().isPresent());
        if (!known) {
            return Value.unknown();
        }
        List<Value> items = ((Value.Sequence) value).items;
        double sum = items.stream().mapToDouble(item -> item.number().get()).sum();
        return items.stream().allMatch(item -> item.constant().get() instanceof Long) ? Value.of((long) sum)
                : Value.of(sum);
    }

    private static Value extreme(List<Value> values, boolean greatest) {
        List<Value> all = values.size() == 1 && values.get(0) instanceof Value.Sequence sequence ? sequence.items
                : values;
        if (all.isEmpty() || all.stream().anyMatch(value -> value.number().isEmpty())) {
            return Value.unknown();
        }
        Value best = all.get(0);
        for (Value value : all) {
            boolean greater = value.number().get() > best.number().get();
            best = greater == greatest ? value : best;
        }
        return best;
    }
}
