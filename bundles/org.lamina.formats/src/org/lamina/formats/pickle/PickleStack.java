package org.lamina.formats.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The stack of a pickle: values, with marks where the elements of a tuple, list or dictionary begin. */
final class PickleStack {

    private static final Object MARK = new Object();

    private final List<Object> values = new ArrayList<>();

    void push(Object value) {
        values.add(value);
    }

    void mark() {
        values.add(MARK);
    }

    /**
     * The value on top.
     *
     * @throws IllegalArgumentException if there is none above the last mark
     */
    Object top() {
        if (values.isEmpty() || values.get(values.size() - 1) == MARK) {
            throw new IllegalArgumentException("an operation without operand");
        }
        return values.get(values.size() - 1);
    }

    /** Takes the value on top off the stack. */
    Object pop() {
        Object top = top();
        values.remove(values.size() - 1);
        return top;
    }

    /** Takes this many values off the stack; the last that was pushed is the last of them. */
    List<Object> popTuple(int size) {
        List<Object> reversed = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            reversed.add(0, pop());
        }
        return Collections.unmodifiableList(reversed);
    }

    /**
     * Takes all values above the last mark off the stack, and the mark.
     *
     * @throws IllegalArgumentException if there is no mark
     */
    List<Object> popToMark() {
        int mark = values.lastIndexOf(MARK);
        if (mark < 0) {
            throw new IllegalArgumentException("an operation without mark");
        }
        List<Object> above = new ArrayList<>(values.subList(mark + 1, values.size()));
        values.subList(mark, values.size()).clear();
        return above;
    }
}
