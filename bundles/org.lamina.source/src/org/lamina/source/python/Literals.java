package org.lamina.source.python;

import java.util.List;
import java.util.Optional;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Opaque;

/** Reads the values of constants. What has a value that is no Long, Double, String or Boolean becomes opaque. */
final class Literals {

    private Literals() {
    }

    static Optional<Literal> ofWord(Token token) {
        return switch (token.text()) {
            case "True" -> Optional.of(new Literal(Optional.of(true), token.range()));
            case "False" -> Optional.of(new Literal(Optional.of(false), token.range()));
            case "None" -> Optional.of(new Literal(Optional.empty(), token.range()));
            default -> Optional.empty();
        };
    }

    static Expression ofNumber(Token token) {
        String digits = token.text().replace("_", "").toLowerCase();
        try {
            return new Literal(Optional.of(number(digits)), token.range());
        } catch (NumberFormatException notRepresentable) {
            return new Opaque(token.range());
        }
    }

    private static Object number(String digits) {
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
        if (radix != 10) {
            return Long.parseLong(digits.substring(2), radix);
        }
        boolean integer = digits.chars().allMatch(Character::isDigit);
        if (!integer && !digits.matches("[0-9.]+(e[+-]?[0-9]+)?")) {
            throw new NumberFormatException(digits);
        }
        return integer ? (Object) Long.parseLong(digits) : (Object) Double.parseDouble(digits);
    }

    static Literal negated(Literal literal, TextRange range) {
        Object value = literal.value().orElseThrow();
        Object negated = value instanceof Long number ? (Object) (-number) : (Object) (-((Number) value).doubleValue());
        return new Literal(Optional.of(negated), range);
    }

    /** Adjacent string literals, which the language joins. */
    static Expression ofStrings(List<Token> parts) {
        TextRange range = parts.get(0).range().to(parts.get(parts.size() - 1).range());
        StringBuilder value = new StringBuilder();
        for (Token part : parts) {
            int quote = 0;
            while ("\"'".indexOf(part.text().charAt(quote)) < 0) {
                quote++;
            }
            String prefix = part.text().substring(0, quote).toLowerCase();
            if (StringScanner.isFormatted(prefix) || prefix.contains("b")) {
                return new Opaque(range);
            }
            String content = content(part.text(), quote);
            value.append(prefix.contains("r") ? content : unescaped(content));
        }
        return new Literal(Optional.of(value.toString()), range);
    }

    /** What stands between the quotes, whether or not the closing ones are there. */
    private static String content(String text, int quote) {
        String mark = text.substring(quote, quote + 1);
        String marks = text.startsWith(mark.repeat(3), quote) ? mark.repeat(3) : mark;
        int start = quote + marks.length();
        return text.endsWith(marks) && text.length() - marks.length() >= start
                ? text.substring(start, text.length() - marks.length()) : text.substring(start);
    }

    /** Undoes the escapes that names and short texts use; others stay as they are written. */
    private static String unescaped(String content) {
        if (content.indexOf('\\') < 0) {
            return content;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c != '\\' || i + 1 == content.length()) {
                plain.append(c);
                continue;
            }
            char next = content.charAt(++i);
            switch (next) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case '\\', '\'', '"' -> plain.append(next);
                default -> plain.append(c).append(next);
            }
        }
        return plain.toString();
    }
}
