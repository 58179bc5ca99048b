package org.lamina.source.following.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.python.PythonSource;

/** The variables of a module or of one call of a function, and those around it. */
public final class Scope {

    private final Optional<Scope> outer;
    private final PythonSource source;
    private Map<String, Value> variables = new HashMap<>();

    /** The variables of a module. */
    public Scope(PythonSource source) {
        this.outer = Optional.empty();
        this.source = source;
    }

    /** An empty scope in another. */
    public Scope(Scope outer) {
        this.outer = Optional.of(outer);
        this.source = outer.source;
    }

    /** The file that it belongs to. */
    public PythonSource source() {
        return source;
    }

    /** The variable of this name, here or around. */
    public Optional<Value> find(String name) {
        Value found = variables.get(name);
        return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.find(name));
    }

    /** Assigns to a variable of this scope. */
    public void set(String name, Value value) {
        variables.put(name, value);
    }

    /** The variables of this scope as they are now. */
    public Map<String, Value> snapshot() {
        return new HashMap<>(variables);
    }

    /** Makes the variables of this scope what they were. */
    public void restore(Map<String, Value> earlier) {
        variables = new HashMap<>(earlier);
    }
}
