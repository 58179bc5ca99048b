package org.lamina.source.program;

import java.util.Optional;
import org.lamina.source.python.TextRange;

/**
 * A value that a program sets: an argument of a call.
 *
 * @param value a Long, Double, String, Boolean or a List of these; empty for None, and where it is not known
 * @param known whether the program tells the value; false for what is computed from things that are not in the file
 * @param range where the value is written, as an expression; empty where it is left to its default
 */
public record Setting(Optional<Object> value, boolean known, Optional<TextRange> range) {

    /** A value that is not written but what the framework takes by default. */
    public static Setting byDefault(Object value) {
        return new Setting(Optional.ofNullable(value), true, Optional.empty());
    }

    /** A value that is written at this place. */
    public static Setting written(Object value, TextRange range) {
        return new Setting(Optional.ofNullable(value), true, Optional.of(range));
    }

    /** Something that is written at this place but whose value is not known. */
    public static Setting unknown(TextRange range) {
        return new Setting(Optional.empty(), false, Optional.of(range));
    }

    /** The value as a number, if it is one. */
    public Optional<Double> number() {
        return value.filter(Number.class::isInstance).map(number -> ((Number) number).doubleValue());
    }

    /** The value as text, if it is one. */
    public Optional<String> text() {
        return value.filter(String.class::isInstance).map(String.class::cast);
    }

    /** Whether the value is known to be this one. */
    public boolean is(Object other) {
        return value.filter(other::equals).isPresent();
    }

    /** Whether the value is known to be None. */
    public boolean isNone() {
        return known && value.isEmpty();
    }
}
