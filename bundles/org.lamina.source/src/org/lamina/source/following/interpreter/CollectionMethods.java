package org.lamina.source.following.interpreter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;

/** The methods of Python's lists, dictionaries and texts. */
public final class CollectionMethods implements Library {

    private static final int MAX_ITEMS = 2_000;

    private final Follower follower;

    /** The methods in the program that is followed. */
    public CollectionMethods(Follower follower) {
        this.follower = follower;
    }

    @Override
    public Optional<Value> method(MethodCall call) {
        return call.target() instanceof Value.Sequence sequence ? sequence(sequence, call.name(), call.args())
                : call.target() instanceof Value.Mapping mapping ? mapping(mapping, call.name(), call.args())
                        : call.target().text().flatMap(text -> Texts.method(text, call.name(), call.args()));
    }

    private Optional<Value> sequence(Value.Sequence sequence, String name, Args args) {
        Value first = args.value(0);
        switch (name) {
            case "append" -> {
                if (first != sequence && sequence.items.size() < MAX_ITEMS) {
                    sequence.items.add(first);
                }
                boolean network = first.isNetwork() || first instanceof Value.Tensor;
                sequence.exact &= network || !follower.isInOpenLoop();
            }
            case "extend" -> {
                sequence.exact &= first instanceof Value.Sequence other && other.exact;
                if (first instanceof Value.Sequence other && sequence.items.size() < MAX_ITEMS) {
                    sequence.items.addAll(List.copyOf(other.items));
                }
            }
            case "insert", "remove", "sort", "clear", "reverse" -> sequence.exact = false;
            case "pop" -> {
                Optional<Value> last = sequence.exact && args.positional().isEmpty() && !sequence.items.isEmpty()
                        ? Optional.of(sequence.items.remove(sequence.items.size() - 1)) : Optional.empty();
                sequence.exact &= last.isPresent();
                return Optional.of(last.orElseGet(Value::unknown));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Value.of(null));
    }

    private static Optional<Value> mapping(Value.Mapping mapping, String name, Args args) {
        return switch (name) {
            case "get" -> Optional.of(args.value(0).constant().map(key -> mapping.entries().getOrDefault(key,
                    Value.unknown())).orElseGet(Value::unknown));
            case "values" -> Optional.of(new Value.Sequence(List.copyOf(mapping.entries().values()), false));
            case "items" -> Optional.of(new Value.Sequence(mapping.entries().entrySet().stream().map(entry -> Value
                    .list(List.of(Value.of(entry.getKey()), entry.getValue()))).toList(), false));
            case "update" -> {
                args.values().stream().filter(Value.Mapping.class::isInstance)
                        .forEach(more -> mapping.entries().putAll(((Value.Mapping) more).entries()));
                args.keywords().forEach((key, arg) -> mapping.entries().put(key, arg.value()));
                yield Optional.of(Value.of(null));
            }
            case "copy" -> Optional.of(new Value.Mapping(new LinkedHashMap<>(mapping.entries())));
            case "setdefault" -> args.value(0).constant().map(key -> mapping.entries().computeIfAbsent(key,
                    missing -> args.value(1)));
            case "pop" -> args.value(0).constant().map(key -> mapping.entries().remove(key));
            default -> Optional.empty();
        };
    }
}
