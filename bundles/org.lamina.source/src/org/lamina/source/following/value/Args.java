package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/**
 * The evaluated arguments of a call.
 *
 * @param positional those without a name
 * @param keywords those with one
 * @param exact whether there are no others
 * @param range the call
 */
public record Args(List<Arg> positional, Map<String, Arg> keywords, boolean exact, TextRange range) {

    /** How the type of an initialiser that is made by a call begins. */
    public static final String INITIALISER = "initialiser ";

    private static final int MAX_DEPTH = 4;

    /** A value and where it is written. */
    public record Arg(Value value, TextRange range) {

        /** As a setting of a layer. */
        public Setting setting() {
            Optional<Object> plain = plain(value, 0);
            return plain.isPresent() ? Setting.written(plain.get(), range)
                    : value.isNone() ? Setting.written(null, range) : Setting.unknown(range);
        }

        private static Optional<Object> plain(Value value, int depth) {
            if (value instanceof Value.External external) {
                return Optional.of(external.last());
            }
            if (value instanceof Part part) {
                return Optional.of(part.originalType);
            }
            if (value instanceof Value.Opaque opaque && opaque.type().startsWith(INITIALISER)) {
                return Optional.of(opaque.type().substring(INITIALISER.length()));
            }
            if (value instanceof Value.Sequence sequence && sequence.exact && depth < MAX_DEPTH) {
                List<Object> items = new ArrayList<>();
                for (Value item : sequence.items) {
                    Optional<Object> plain = plain(item, depth + 1);
                    if (plain.isEmpty()) {
                        return Optional.empty();
                    }
                    items.add(plain.get());
                }
                return Optional.of(List.copyOf(items));
            }
            return value.constant();
        }
    }

    /** No arguments. */
    public static Args none(TextRange range) {
        return new Args(List.of(), Map.of(), true, range);
    }

    /** The argument of this name or at this position; a negative position means by name only. */
    public Optional<Arg> get(int position, String... names) {
        for (String name : names) {
            if (keywords.containsKey(name)) {
                return Optional.of(keywords.get(name));
            }
        }
        return position >= 0 && position < positional.size() ? Optional.of(positional.get(position)) : Optional.empty();
    }

    /** The value of an argument, unknown where it is missing. */
    public Value value(int position, String... names) {
        return get(position, names).map(Arg::value).orElseGet(Value::unknown);
    }

    /** All arguments as settings: positional ones by these names, in order; named ones by their own. */
    public Map<String, Setting> settings(List<String> names) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), positional.size()); i++) {
            settings.put(names.get(i), positional.get(i).setting());
        }
        keywords.forEach((name, arg) -> settings.put(name, arg.setting()));
        return settings;
    }

    /** The same without the first positional argument. */
    public Args rest() {
        return new Args(positional.subList(Math.min(1, positional.size()), positional.size()), keywords, exact, range);
    }

    /** The values of the positional arguments. */
    public List<Value> values() {
        return positional.stream().map(Arg::value).toList();
    }

    /** All values of a network among the arguments. */
    public List<Node> tensors() {
        List<Node> nodes = new ArrayList<>();
        Stream.concat(positional.stream(), keywords.values().stream()).map(Arg::value)
                .forEach(value -> collect(value, nodes));
        return nodes.stream().distinct().toList();
    }

    private static void collect(Value value, List<Node> nodes) {
        if (value instanceof Value.Tensor tensor) {
            nodes.add(tensor.node());
        } else if (value instanceof Value.Sequence sequence) {
            sequence.items.forEach(item -> {
                if (item instanceof Value.Tensor tensor) {
                    nodes.add(tensor.node());
                }
            });
        }
    }
}
