package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.lamina.model.ElementType;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Typed access to the configuration of a layer or model, as JSON. What is missing or of another kind is as if it were
 * not there.
 */
record Config(JsonNode json) {

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    JsonNode get(String name) {
        return json.path(name);
    }

    String text(String name) {
        return json.path(name).asText("");
    }

    boolean flag(String name, boolean otherwise) {
        return json.path(name).asBoolean(otherwise);
    }

    long number(String name, long otherwise) {
        return json.path(name).isNumber() ? json.path(name).asLong() : otherwise;
    }

    /** The whole numbers of a list, or the one number; empty if there are none. */
    List<Long> numbers(String name) {
        return numbers(json.path(name));
    }

    /** As many whole numbers as asked for: those of the list, or the one number repeated; empty if there are none. */
    List<Long> numbers(String name, int count) {
        List<Long> numbers = numbers(name);
        return numbers.size() == 1 ? Collections.nCopies(count, numbers.get(0))
                : numbers.size() == count ? numbers : List.of();
    }

    static List<Long> numbers(JsonNode value) {
        List<Long> numbers = new ArrayList<>();
        if (value.isNumber()) {
            return List.of(value.asLong());
        }
        for (JsonNode element : items(value)) {
            if (!element.isNumber()) {
                return List.of();
            }
            numbers.add(element.asLong());
        }
        return numbers;
    }

    /** The elements of a list, which Keras may wrap to tell a tuple from a list. */
    static JsonNode items(JsonNode value) {
        return value.isObject() && value.path("items").isArray() ? value.path("items") : value;
    }

    /** A shape with its batch axis, as {@code [null, 28, 28, 1]}; null if there is none. */
    static Shape shape(JsonNode value) {
        JsonNode list = items(value);
        if (!list.isArray() || list.isEmpty()) {
            return null;
        }
        List<Long> sizes = new ArrayList<>();
        for (JsonNode size : list) {
            if (!size.isNumber() && !size.isNull()) {
                return null;
            }
            sizes.add(size.isNull() || size.asLong() < 0 ? Shape.UNKNOWN : size.asLong());
        }
        return new Shape(sizes);
    }

    /** The type of the elements that a layer works with. */
    ElementType dtype() {
        JsonNode value = json.path("dtype");
        String name = value.isObject() ? value.path("config").path("name").asText() : value.asText();
        for (ElementType type : ElementType.values()) {
            if (type.label().equals(name)) {
                return type;
            }
        }
        return ElementType.FLOAT32;
    }
}
