package org.lamina.checks.rules;

import java.util.ArrayList;
import java.util.List;
import org.lamina.source.python.TextRange;

/** Conditions around pieces of a Python program, told by indentation. */
final class Branches {

    /** A line that begins a block. */
    private record Header(int offset, int indent, String text) {
    }

    private Branches() {
    }

    /**
     * Whether a condition decides what runs between two pieces: they are in branches of one condition, or are one piece
     * in a loop that has conditions.
     */
    static boolean decide(TextRange first, TextRange second, String text) {
        List<Header> around = headers(second, text);
        if (first.equals(second)) {
            return around.stream().filter(header -> header.text().matches("(for|while)\\b.*")).findFirst()
                    .map(loop -> body(loop, text).matches("(?s).*\\b(if|continue|break)\\b.*")).orElse(true);
        }
        return around.stream().filter(header -> header.text().matches("(elif|else)\\b.*"))
                .anyMatch(header -> first.offset() >= begin(header, text) && first.offset() < header.offset());
    }

    /** The lines that a header rules. */
    private static String body(Header header, String text) {
        int start = text.indexOf('\n', header.offset()) + 1;
        int end = start;
        while (start > 0 && end < text.length()) {
            int next = text.indexOf('\n', end);
            String line = text.substring(end, next < 0 ? text.length() : next);
            if (!line.isBlank() && indent(line) <= header.indent()) {
                break;
            }
            end = next < 0 ? text.length() : next + 1;
        }
        return start > 0 ? text.substring(start, end) : "";
    }

    /** The headers of the blocks around a piece, innermost first, up to its function. */
    private static List<Header> headers(TextRange piece, String text) {
        List<Header> headers = new ArrayList<>();
        int start = text.lastIndexOf('\n', piece.offset()) + 1;
        int inner = indent(text.substring(start, piece.offset()) + "x");
        while (start > 0) {
            int end = start - 1;
            start = text.lastIndexOf('\n', end - 1) + 1;
            String line = text.substring(start, end);
            if (!line.isBlank() && indent(line) < inner) {
                inner = indent(line);
                String code = line.strip();
                if (code.matches("(def|class)\\b.*")) {
                    break;
                }
                if (code.matches("(if|elif|else|for|while|with|try)\\b.*")) {
                    headers.add(new Header(start, inner, code));
                }
            }
        }
        return headers;
    }

    /** Where the first branch of a condition begins. */
    private static int begin(Header branch, String text) {
        int start = branch.offset();
        while (start > 0) {
            int end = start - 1;
            start = text.lastIndexOf('\n', end - 1) + 1;
            String line = text.substring(start, end);
            if (!line.isBlank() && indent(line) <= branch.indent() && !line.strip().matches("(elif|else)\\b.*")) {
                return line.strip().matches("if\\b.*") && indent(line) == branch.indent() ? start : branch.offset();
            }
        }
        return branch.offset();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
