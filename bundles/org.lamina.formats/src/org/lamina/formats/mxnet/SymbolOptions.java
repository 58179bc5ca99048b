package org.lamina.formats.mxnet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Typed access to the options of an operator, which the file holds as the text that Python prints.
 *
 * @param values the options
 */
record SymbolOptions(Map<String, String> values) {

    private static final int MAX_NUMBERS = 64;

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    boolean has(String name) {
        return values.containsKey(name) && !values.get(name).equals("None");
    }

    boolean flag(String name, boolean otherwise) {
        String value = values.getOrDefault(name, otherwise ? "1" : "0");
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    long number(String name, long otherwise) {
        List<Long> numbers = numbers(name);
        return numbers.size() == 1 ? numbers.get(0) : otherwise;
    }

    double fraction(String name, double otherwise) {
        try {
            return Double.parseDouble(values.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** The numbers of {@code (3, 3)} or {@code 3}; none if it is something else. */
    List<Long> numbers(String name) {
        List<Long> numbers = new ArrayList<>();
        for (String part : values.getOrDefault(name, "").replaceAll("[()\\[\\]L ]", "").split(",", MAX_NUMBERS)) {
            try {
                if (!part.isEmpty()) {
                    numbers.add(Long.parseLong(part));
                }
            } catch (NumberFormatException e) {
                return List.of();
            }
        }
        return numbers;
    }

    /** As many numbers as asked for, all the default if the file has another count. */
    List<Long> numbers(String name, int count, long otherwise) {
        List<Long> numbers = numbers(name);
        return numbers.size() == count ? numbers : Collections.nCopies(count, otherwise);
    }
}
