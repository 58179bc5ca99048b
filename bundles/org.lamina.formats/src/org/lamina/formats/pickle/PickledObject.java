package org.lamina.formats.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a pickle would make by calling something. Nothing was called; two objects are equal only if they are the same.
 */
public final class PickledObject {

    private final PickledGlobal type;
    private final List<Object> arguments;
    private final PickledDict items = new PickledDict();
    private final List<Object> elements = new ArrayList<>();
    private Object state;

    PickledObject(PickledGlobal type, List<Object> arguments) {
        this.type = type;
        this.arguments = arguments;
    }

    /** An object with this state, as a file of another kind describes it. */
    public PickledObject(PickledGlobal type, List<Object> arguments, Object state) {
        this(type, arguments);
        this.state = state;
    }

    /** What would be called. */
    public PickledGlobal type() {
        return type;
    }

    /** The arguments of the call. */
    public List<Object> arguments() {
        return arguments;
    }

    /** What is set by key afterwards, as in dictionaries. */
    public PickledDict items() {
        return items;
    }

    /** What is appended afterwards, as in lists and sets. */
    public List<Object> elements() {
        return Collections.unmodifiableList(elements);
    }

    /**
     * The state that is set afterwards, for most classes a {@link PickledDict} of attributes; null if there is none.
     */
    public Object state() {
        return state;
    }

    /** The attribute of this name in the state; null if there is none. */
    public Object attribute(String name) {
        return state instanceof PickledDict attributes ? attributes.get(name) : null;
    }

    void state(Object newState) {
        state = newState;
    }

    void add(Object element) {
        elements.add(element);
    }
}
