package org.lamina.formats.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Shape;

import com.fasterxml.jackson.databind.JsonNode;

/** The shapes of what functions between layers make whose arguments tell: reductions and slices. */
final class FunctionShapes {

    private static final Set<String> REDUCTIONS = Set.of("Mean", "Sum", "Max", "Min");

    private FunctionShapes() {
    }

    /**
     * Infers the shape of the result; null for other functions, and if it is not known.
     *
     * @param type the type of the function in the common vocabulary
     * @param arguments the arguments of the call by name; missing where there are none
     */
    static Shape infer(String type, JsonNode arguments, Shape input) throws ShapeConflictException {
        if (input == null) {
            return null;
        } else if (REDUCTIONS.contains(type) && arguments.has("axis")) {
            return reduced(type, arguments, input);
        }
        JsonNode slices = Config.items(arguments.path("slice_spec"));
        return type.equals("Slice") && slices.isArray() ? sliced(slices, input) : null;
    }

    private static Shape reduced(String type, JsonNode arguments, Shape input) throws ShapeConflictException {
        JsonNode axis = Config.items(arguments.path("axis"));
        List<Long> axes = Config.numbers(axis);
        boolean keeps = arguments.path("keepdims").asBoolean(false);
        return axes.isEmpty() && !axis.isNull() ? null
                : ShapeRules.infer(type, Map.of("dim", axes, "keepdim", keeps), List.of(input)).get(0);
    }

    /** An index takes its axis away, and a range cuts it; others, as new axes, are not followed. */
    private static Shape sliced(JsonNode slices, Shape input) throws ShapeConflictException {
        if (slices.size() > input.rank()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            JsonNode slice = slices.path(axis);
            boolean isWhole = axis >= slices.size();
            if (!isWhole && !slice.isInt() && !slice.has("start")) {
                return null;
            } else if (isWhole) {
                dimensions.add(input.dimension(axis));
            } else if (!slice.isInt()) {
                dimensions.add(cut(slice, input.dimension(axis)));
            }
        }
        return new Shape(dimensions);
    }

    private static long cut(JsonNode slice, long size) throws ShapeConflictException {
        Map<String, Object> range = new HashMap<>(Map.of("dim", 0L));
        for (Map.Entry<String, String> name : Map.of("start", "start", "stop", "end", "step", "step").entrySet()) {
            JsonNode bound = slice.path(name.getKey());
            if (!bound.isNull() && !bound.isMissingNode()) {
                range.put(name.getValue(), bound.isIntegralNumber() ? bound.asLong() : ShapeRules.UNKNOWN_SIZE);
            }
        }
        return range.size() == 1 ? size : ShapeRules.infer("Slice", range, List.of(Shape.of(size))).get(0).dimension(0);
    }
}
