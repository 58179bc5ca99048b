package org.lamina.figure.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An object of a file of preferences; what it lacks keeps its usual value. */
final class Fields {

    private final String place;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    Fields(String place, JsonNode node) throws PreferencesException {
        this.place = place;
        this.node = node;
        if (!node.isObject() && !node.isMissingNode()) {
            throw new PreferencesException(place, "an object", found(node));
        }
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static String found(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private JsonNode field(String name) {
        asked.add(name);
        return node.path(name);
    }

    /** The places of the fields that nobody has asked for, as far as somebody has asked for the object around. */
    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        names().stream().filter(name -> !asked.contains(name)).map(this::at).forEach(unknown::add);
        inner.forEach(fields -> unknown.addAll(fields.unknown()));
        return unknown;
    }

    Fields object(String name) throws PreferencesException {
        JsonNode value = field(name);
        return inner(new Fields(at(name), value.isMissingNode() ? MissingNode.getInstance() : value));
    }

    private Fields inner(Fields fields) {
        inner.add(fields);
        return fields;
    }


    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean flag(String name, boolean usual) throws PreferencesException {
        return optionalFlag(name).orElse(usual);
    }

    Optional<Boolean> optionalFlag(String name) throws PreferencesException {
        JsonNode value = field(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw new PreferencesException(at(name), "true or false", found(value));
        }
        return Optional.of(value.booleanValue());
    }

    double number(String name, double usual, double least, double most) throws PreferencesException {
        JsonNode value = field(name);
        if (value.isMissingNode()) {
            return usual;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw new PreferencesException(at(name), String.format(Locale.ROOT, "a number from %s to %s",
                    shown(least), shown(most)), found(value));
        }
        return number;
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    int count(String name, int usual) throws PreferencesException {
        double number = number(name, usual, 0, 1_000_000);
        if (number != Math.rint(number)) {
            throw new PreferencesException(at(name), "a whole number", found(node.path(name)));
        }
        return (int) number;
    }

    Optional<String> text(String name) throws PreferencesException {
        JsonNode value = field(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new PreferencesException(at(name), "a text", found(value));
        }
        return Optional.of(value.textValue());
    }

    List<String> texts(String name, List<String> usual) throws PreferencesException {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(name)) {
            if (!value.isTextual()) {
                throw new PreferencesException(at(name), "a list of texts", found(value));
            }
            texts.add(value.textValue());
        }
        return node.has(name) ? texts : usual;
    }

    List<Fields> objects(String name) throws PreferencesException {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode value : list(name)) {
            objects.add(inner(new Fields(at(name) + "[" + objects.size() + "]", value)));
        }
        return objects;
    }

    private JsonNode list(String name) throws PreferencesException {
        JsonNode value = field(name);
        if (!value.isArray() && !value.isMissingNode()) {
            throw new PreferencesException(at(name), "a list", found(value));
        }
        return value;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E usual) throws PreferencesException {
        return optionalChoice(name, type).orElse(usual);
    }

    <E extends Enum<E>> Optional<E> optionalChoice(String name, Class<E> type) throws PreferencesException {
        Optional<String> text = text(name);
        return text.isPresent() ? Optional.of(choice(at(name), text.get(), type)) : Optional.empty();
    }

    /** The constant that a word stands for. */
    static <E extends Enum<E>> E choice(String place, String word, Class<E> type) throws PreferencesException {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        throw new PreferencesException(place, "one of " + Arrays.stream(type.getEnumConstants()).map(Fields::word)
                .collect(Collectors.joining(", ")), "\"" + word + "\"");
    }

    /** A constant as a file spells it: {@code COLOR_BLIND} is {@code color-blind}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
