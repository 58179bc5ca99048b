package org.lamina.formats.shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.lamina.model.Shape;

/** Typed access to the hyper-parameters of a layer. Sizes that are not known are {@link Shape#UNKNOWN}. */
final class Hyperparameters {

    private final Map<String, Object> values;

    Hyperparameters(Map<String, Object> values) {
        this.values = values;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    long number(String name, long otherwise) {
        Object value = values.get(name);
        if (value instanceof List<?> list && list.size() == 1) {
            value = list.get(0);
        }
        return value instanceof Number number ? number.longValue() : otherwise;
    }

    /** The whole numbers of a list, or the one number; empty if there are none. */
    List<Long> numbers(String name) {
        Object value = values.get(name);
        List<Long> numbers = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (!(element instanceof Number number)) {
                return List.of();
            }
            numbers.add(number.longValue());
        }
        return numbers;
    }

    /** As many whole numbers as asked for: those of the list, the one number repeated, or the default repeated. */
    List<Long> numbers(String name, int count, long otherwise) {
        List<Long> numbers = numbers(name);
        if (numbers.size() == count) {
            return numbers;
        }
        return Collections.nCopies(count, numbers.size() == 1 ? numbers.get(0) : otherwise);
    }

    /** Fractional numbers, as scale factors. */
    List<Double> fractions(String name) {
        Object value = values.get(name);
        List<Double> fractions = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (!(element instanceof Number number)) {
                return List.of();
            }
            fractions.add(number.doubleValue());
        }
        return fractions;
    }
}
