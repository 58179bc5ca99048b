package org.lamina.source.notebook;

import java.util.Arrays;

/**
 * The value of a JSON string, and where each of its characters is written (RFC 8259, section 7).
 *
 * @param value the characters
 * @param offsets where each of them starts in the JSON; one more for the closing quote
 */
record JsonText(String value, int[] offsets) {

    /** The string whose opening quote is at an offset; one that is torn ends with the text. */
    static JsonText at(String json, int quote) {
        StringBuilder value = new StringBuilder();
        int[] offsets = new int[64];
        int at = quote + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            if (value.length() + 1 >= offsets.length) {
                offsets = Arrays.copyOf(offsets, offsets.length * 2);
            }
            offsets[value.length()] = at;
            char c = json.charAt(at);
            if (c != '\\' || at + 1 >= json.length()) {
                value.append(c);
                at++;
            } else if (json.charAt(at + 1) == 'u' && at + 6 <= json.length()) {
                value.append(hexadecimal(json.substring(at + 2, at + 6)));
                at += 6;
            } else {
                value.append(unescaped(json.charAt(at + 1)));
                at += 2;
            }
        }
        offsets[value.length()] = at;
        return new JsonText(value.toString(), Arrays.copyOf(offsets, value.length() + 1));
    }

    /** A text as it is written within the quotes of a JSON string. */
    static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return json.toString();
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escape;
        };
    }

    private static char hexadecimal(String digits) {
        return digits.matches("[0-9a-fA-F]{4}") ? (char) Integer.parseInt(digits, 16) : '\uFFFD';
    }
}
