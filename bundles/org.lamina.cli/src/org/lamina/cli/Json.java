package org.lamina.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;

/**
 * The parts of the JSON contract that all commands share: NaN and infinities are the strings "NaN", "Infinity" and
 * "-Infinity", shapes are arrays with null for an unknown dimension, lines and columns count from 1.
 */
final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** Prints a document in UTF-8, indented, and a line end. */
    static void print(JsonNode document, PrintStream out) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            mapper.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
            out.write((mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number, string, boolean, or list or map of them. */
    static JsonNode value(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(String.valueOf(number));
        }
        if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = array();
            list.forEach(element -> array.add(value(element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = object();
            map.forEach((key, element) -> object.set(String.valueOf(key), value(element)));
            return object;
        }
        return NODES.textNode(String.valueOf(value));
    }

    static JsonNode shape(Shape shape) {
        ArrayNode array = array();
        for (long dimension : shape.dimensions()) {
            if (dimension == Shape.UNKNOWN) {
                array.addNull();
            } else {
                array.add(dimension);
            }
        }
        return array;
    }

    /** A place, or null. */
    static JsonNode source(Optional<SourceLocation> place) {
        return place.<JsonNode>map(Json::source).orElse(NullNode.instance);
    }

    static ObjectNode source(SourceLocation place) {
        return object().put("file", place.file()).put("line", place.line()).put("column", place.column())
                .put("text", place.text());
    }
}
