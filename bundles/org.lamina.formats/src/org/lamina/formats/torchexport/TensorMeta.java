package org.lamina.formats.torchexport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.lamina.model.ElementType;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.JsonNode;

/** What the JSON of an exported program says about a tensor: {@code dtype}, {@code sizes}, {@code strides}. */
final class TensorMeta {

    /** The numbers of {@code ScalarType}; some early versions wrote its names. */
    private static final Map<String, ElementType> TYPES = Map.ofEntries(Map.entry("1", ElementType.UINT8),
            Map.entry("2", ElementType.INT8), Map.entry("3", ElementType.INT16), Map.entry("4", ElementType.INT32),
            Map.entry("5", ElementType.INT64), Map.entry("6", ElementType.FLOAT16),
            Map.entry("7", ElementType.FLOAT32), Map.entry("8", ElementType.FLOAT64),
            Map.entry("10", ElementType.COMPLEX64), Map.entry("11", ElementType.COMPLEX128),
            Map.entry("12", ElementType.BOOL), Map.entry("13", ElementType.BFLOAT16),
            Map.entry("28", ElementType.UINT16), Map.entry("29", ElementType.FLOAT8_E4M3),
            Map.entry("30", ElementType.FLOAT8_E5M2), Map.entry("31", ElementType.FLOAT8_E4M3FNUZ),
            Map.entry("32", ElementType.FLOAT8_E5M2FNUZ), Map.entry("BYTE", ElementType.UINT8),
            Map.entry("CHAR", ElementType.INT8), Map.entry("SHORT", ElementType.INT16),
            Map.entry("INT", ElementType.INT32), Map.entry("LONG", ElementType.INT64),
            Map.entry("HALF", ElementType.FLOAT16), Map.entry("FLOAT", ElementType.FLOAT32),
            Map.entry("DOUBLE", ElementType.FLOAT64), Map.entry("BOOL", ElementType.BOOL),
            Map.entry("BFLOAT16", ElementType.BFLOAT16));

    private TensorMeta() {
    }

    static ElementType type(JsonNode meta) {
        String name = meta.path("dtype").asText();
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ElementType.UNKNOWN);
    }

    /** Its shape; axes that the export left open are unknown. */
    static Shape shape(JsonNode meta) {
        List<Long> sizes = new ArrayList<>();
        meta.path("sizes").forEach(size -> sizes.add(Math.max(Shape.UNKNOWN, integer(size))));
        return new Shape(sizes);
    }

    /** The numbers of a list; -1 for what is no number. */
    static List<Long> integers(JsonNode meta, String field) {
        List<Long> integers = new ArrayList<>();
        meta.path(field).forEach(each -> integers.add(integer(each)));
        return integers;
    }

    /** A number, or {@code {"as_int": 3}}; -1 for an expression. */
    static long integer(JsonNode value) {
        JsonNode number = value.isObject() ? value.path("as_int") : value;
        return number.isIntegralNumber() ? number.asLong() : Shape.UNKNOWN;
    }
}
