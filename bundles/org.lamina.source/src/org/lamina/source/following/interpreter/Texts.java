package org.lamina.source.following.interpreter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.TextRange;

/** Texts that are put together of others, as the names of layers often are: {@code f"conv_{i + 1}"}. */
final class Texts {

    private static final int MAX_LENGTH = 200;
    private static final Pattern FORMATTED = Pattern.compile("[fF]([\"'])((?:(?!\\1)[^\\\\\\n])*)\\1");
    /** A dotted name, perhaps with a number added, perhaps with the number of its digits. */
    private static final Pattern PLACE =
            Pattern.compile("\\{\\s*([A-Za-z_][\\w.]*)?\\s*(?:([+-])\\s*(\\d{1,6}))?\\s*(?::(0?\\d?)d?)?\\s*\\}");
    private static final Pattern PERCENT = Pattern.compile("%(0?\\d?)([dis])");

    private final Follower follower;
    private final Scope scope;

    Texts(Follower follower, Scope scope) {
        this.follower = follower;
        this.scope = scope;
    }

    /** An f-string, if it is one and nothing in it but names and sums is to be found out. */
    Value formatted(TextRange range) {
        if (range.length() > MAX_LENGTH) {
            return Value.unknown();
        }
        Matcher whole = FORMATTED.matcher(follower.text(range));
        return whole.matches() ? filled(whole.group(2), place -> named(place.group(1), range)) : Value.unknown();
    }

    private Optional<Value> named(String dotted, TextRange range) {
        if (dotted == null) {
            return Optional.empty();
        }
        String[] names = dotted.split("\\.");
        Value value = follower.evaluator().value(new Expression.Name(names[0], range), scope);
        for (int i = 1; i < names.length; i++) {
            value = follower.evaluator().attribute(value, names[i], "", range);
        }
        return Optional.of(value);
    }

    /** What a method of a text gives. */
    static Optional<Value> method(String text, String name, Args args) {
        Optional<String> other = args.value(0).text();
        return switch (name) {
            case "format" -> Optional.of(format(text, args));
            case "lower" -> Optional.of(Value.of(text.toLowerCase(Locale.ROOT)));
            case "upper" -> Optional.of(Value.of(text.toUpperCase(Locale.ROOT)));
            case "strip" -> Optional.of(args.positional().isEmpty() ? Value.of(text.strip()) : Value.unknown());
            case "startswith" -> other.map(text::startsWith).map(Value::of);
            case "endswith" -> other.map(text::endsWith).map(Value::of);
            default -> Optional.empty();
        };
    }

    /** {@code "conv_{}".format(i)}. */
    private static Value format(String text, Args args) {
        if (text.length() > MAX_LENGTH) {
            return Value.unknown();
        }
        int[] next = new int[1];
        return filled(text, place -> Optional.of(place.group(1) == null ? args.value(next[0]++)
                : args.value(-1, place.group(1))));
    }

    private static Value filled(String text, Function<Matcher, Optional<Value>> values) {
        Matcher place = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            Optional<Object> constant = values.apply(place).flatMap(Value::constant);
            if (constant.isEmpty()) {
                return Value.unknown();
            }
            Object shown = constant.get();
            if (place.group(2) != null) {
                if (!(shown instanceof Long number)) {
                    return Value.unknown();
                }
                shown = number + (place.group(2).equals("+") ? 1 : -1) * Long.parseLong(place.group(3));
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(digits(shown, place.group(4))));
        }
        place.appendTail(filled);
        return filled.indexOf("{") >= 0 || filled.indexOf("}") >= 0 ? Value.unknown() : Value.of(filled.toString());
    }

    /** {@code "conv_%d" % i}, with one value or a tuple. */
    static Value percent(String text, Value values) {
        List<Value> items = values instanceof Value.Sequence tuple ? List.copyOf(tuple.items) : List.of(values);
        Matcher place = PERCENT.matcher(text);
        StringBuilder filled = new StringBuilder();
        int next = 0;
        while (text.length() <= MAX_LENGTH && place.find()) {
            Optional<Object> constant = next < items.size() ? items.get(next++).constant() : Optional.empty();
            if (constant.isEmpty()) {
                return Value.unknown();
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(digits(constant.get(), place.group(1))));
        }
        place.appendTail(filled);
        return next == items.size() && filled.indexOf("%") < 0 ? Value.of(filled.toString()) : Value.unknown();
    }

    private static String digits(Object value, String width) {
        return value instanceof Long number && width != null && !width.isEmpty()
                ? String.format(Locale.ROOT, "%" + width + "d", number) : String.valueOf(value);
    }
}
