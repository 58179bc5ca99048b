package org.lamina.source.following.interpreter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Value;

/**
 * The networks, optimizers and losses of a program by the names of their variables. A function that nothing in the file
 * calls is taken to be called with the one that has the name of its parameter.
 */
final class Known {

    /** Names that people give a network that is the only one. */
    private static final Set<String> USUAL = Set.of("model", "net", "network");

    private final Map<String, Value> values = new HashMap<>();

    /** Notes what a variable stands for; one that stood for something else before stands for nothing known. */
    void add(String name, Value value) {
        boolean network = isNetwork(value);
        if (network || value instanceof Value.MadeOptimizer || value instanceof Value.MadeLoss) {
            values.merge(name, value, (before, now) -> before == now || before.equals(now) ? now : Value.unknown());
        }
    }

    private static boolean isNetwork(Value value) {
        return value instanceof Value.Instance instance && instance.module
                || value instanceof Chain chain && !chain.list || value instanceof Pretrained;
    }

    /** What a parameter of this name probably stands for. */
    Optional<Value> find(String name) {
        Value value = values.get(name);
        if (value != null) {
            return Optional.of(value);
        }
        Set<Value> networks = USUAL.contains(name) ? values.values().stream().filter(Known::isNetwork)
                .collect(Collectors.toSet()) : Set.of();
        return networks.size() == 1 ? networks.stream().findFirst() : Optional.empty();
    }
}
