package org.lamina.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.model.Shape;

/**
 * The shapes of a model's inputs as its user gives them, since many files don't tell them.
 *
 * @param named shapes by the names of inputs
 * @param ordered shapes of the other inputs, in the order of the model
 */
public record InputShapes(Map<String, Shape> named, List<Shape> ordered) {

    /** No shapes: what the file tells counts. */
    public static final InputShapes NONE = new InputShapes(Map.of(), List.of());

    private static final Pattern TEXT = Pattern.compile("(?:(.+)=)?(\\d{1,9}|\\?)((?:,(?:\\d{1,9}|\\?)){0,15})");

    public InputShapes {
        named = Map.copyOf(named);
        ordered = List.copyOf(ordered);
    }

    /**
     * Reads shapes as people write them: {@code 1,3,224,224}, or {@code image=?,3,224,224} for the input of that name.
     *
     * @throws IllegalArgumentException if one is no shape; the message is that text
     */
    public static InputShapes parse(List<String> texts) {
        Map<String, Shape> named = new LinkedHashMap<>();
        List<Shape> ordered = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = TEXT.matcher(text.replaceAll("\\s", ""));
            if (!matcher.matches()) {
                throw new IllegalArgumentException(text);
            }
            List<Long> sizes = new ArrayList<>();
            for (String size : (matcher.group(2) + matcher.group(3)).split(",")) {
                sizes.add(size.equals("?") ? Shape.UNKNOWN : Long.parseLong(size));
            }
            if (matcher.group(1) == null) {
                ordered.add(new Shape(sizes));
            } else {
                named.put(matcher.group(1), new Shape(sizes));
            }
        }
        return new InputShapes(named, ordered);
    }

    /** Whether no shape is given. */
    public boolean isEmpty() {
        return named.isEmpty() && ordered.isEmpty();
    }

    /**
     * The shape that is given for an input.
     *
     * @param name its name
     * @param number its number among the inputs of the model, from 0
     */
    public Optional<Shape> of(String name, int number) {
        return named.containsKey(name) ? Optional.of(named.get(name))
                : number < ordered.size() ? Optional.of(ordered.get(number)) : Optional.empty();
    }
}
