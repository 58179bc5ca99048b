package org.lamina.formats.protobuf;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names, numbers and kinds of the fields of some messages: as much of a .proto file as the text format needs, since
 * it names fields and the wire format numbers them. Immutable.
 */
public final class MessageSchema {

    /** What a field holds. The plural kinds are runs of numbers, packed into one field of the wire format. */
    enum Kind {
        INT, INTS, FLOAT, FLOATS, DOUBLE, DOUBLES, BYTES, MESSAGE
    }

    /**
     * A field.
     *
     * @param number its number
     * @param kind what it holds
     * @param type the name of the message or enumeration; empty for other kinds
     */
    record Field(int number, Kind kind, String type) {
    }

    private final Map<String, Map<String, Field>> messages = new HashMap<>();
    private final Map<String, Map<String, Long>> enumerations = new HashMap<>();

    /**
     * Reads a schema of lines: {@code message Name} or {@code enum Name}, below it the members, one a line. A field of
     * a message is written {@code name number kind}, where the kind is {@code int}, {@code float}, {@code double},
     * {@code bytes} (text too), {@code ints}, {@code floats}, {@code doubles}, or the name of a message or enumeration;
     * a constant of an enumeration is written {@code NAME number}.
     *
     * @throws IllegalArgumentException if the schema is written wrongly
     */
    public MessageSchema(String schema) {
        Map<String, String[]> open = new HashMap<>();
        String message = "";
        String enumeration = "";
        for (String line : schema.lines().map(String::strip).filter(text -> !text.isEmpty()).toList()) {
            String[] words = line.split("\\s+");
            if (words[0].equals("message") && words.length == 2) {
                message = words[1];
                messages.put(message, new HashMap<>());
            } else if (words[0].equals("enum") && words.length == 2) {
                message = "";
                enumeration = words[1];
                enumerations.put(enumeration, new HashMap<>());
            } else if (words.length == 3 && !message.isEmpty()) {
                open.put(message + " " + words[0], words);
            } else if (words.length == 2 && !enumeration.isEmpty()) {
                enumerations.get(enumeration).put(words[0], Long.parseLong(words[1]));
            } else {
                throw new IllegalArgumentException(line);
            }
        }
        open.forEach((place, words) -> messages.get(place.substring(0, place.indexOf(' '))).put(words[0],
                field(Integer.parseInt(words[1]), words[2])));
    }

    private Field field(int number, String type) {
        return switch (type) {
            case "int", "ints", "float", "floats", "double", "doubles", "bytes" ->
                new Field(number, Kind.valueOf(type.toUpperCase(Locale.ROOT)), "");
            default -> {
                if (!messages.containsKey(type) && !enumerations.containsKey(type)) {
                    throw new IllegalArgumentException("no message or enumeration " + type);
                }
                yield new Field(number, messages.containsKey(type) ? Kind.MESSAGE : Kind.INT, type);
            }
        };
    }

    /** The field of this name in a message; null if the schema has none. */
    Field field(String message, String name) {
        return messages.get(message).get(name);
    }

    /** Whether a message has a field of this name. */
    public boolean hasField(String message, String name) {
        return messages.get(message).containsKey(name);
    }

    /** The number of a constant of an enumeration; null if the schema has none. */
    Long constant(String enumeration, String name) {
        return enumerations.getOrDefault(enumeration, Map.of()).get(name);
    }
}
