package org.lamina.source.following.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of the module or of one call of a function, and those around it. */
public final class Scope {

    private final Optional<Scope> outer;
    private Map<String, Value> variables = new HashMap<>();

    public Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    public Optional<Value> find(String name) {
        Value found = variables.get(name);
        return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.find(name));
    }

    public void set(String name, Value value) {
        variables.put(name, value);
    }

    /** The variables of this scope as they are now. */
    public Map<String, Value> snapshot() {
        return new HashMap<>(variables);
    }

    public void restore(Map<String, Value> earlier) {
        variables = new HashMap<>(earlier);
    }
}
