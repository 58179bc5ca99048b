package org.lamina.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.model.Model;
import org.lamina.model.Port;
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

    /** What of these shapes plays no part in a model that was read with them, one sentence each. */
    public List<String> unmet(Model model) {
        List<String> unmet = new ArrayList<>();
        List<String> names = model.inputs().stream().map(Port::name).toList();
        named.keySet().stream().filter(name -> !names.contains(name)).sorted()
                .forEach(name -> unmet.add("the model has no input " + name + "; it has "
                        + (names.isEmpty() ? "none" : String.join(", ", names))));
        for (int i = 0; i < names.size(); i++) {
            Port input = model.inputs().get(i);
            Optional<Shape> shape = of(input.name(), i);
            if (shape.isPresent() && !agree(shape.get(), input.shape())) {
                unmet.add("the shape " + shape.get() + " of the input " + input.name() + " plays no part");
            }
        }
        return unmet;
    }

    private static boolean agree(Shape given, Shape found) {
        if (given.rank() != found.rank()) {
            return false;
        }
        for (int i = 0; i < given.rank(); i++) {
            if (given.dimension(i) != Shape.UNKNOWN && given.dimension(i) != found.dimension(i)) {
                return false;
            }
        }
        return true;
    }
}
