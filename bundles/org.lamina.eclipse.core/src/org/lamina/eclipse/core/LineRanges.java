package org.lamina.eclipse.core;

import java.util.ArrayList;
import java.util.List;

/** Where the lines of a text begin and end, without their indentation and their trailing blanks. */
final class LineRanges {

    private static final Range NOWHERE = new Range(-1, -1);

    private final List<Range> lines;

    /** Offsets of the first character and of that after the last one; both -1 for a line that is not there. */
    record Range(int start, int end) {
    }

    private LineRanges(List<Range> lines) {
        this.lines = lines;
    }

    /** The lines of a text; they end with {@code \n}, {@code \r\n} or {@code \r}. */
    static LineRanges of(String text) {
        List<Range> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                lines.add(trimmed(text, start, i));
                if (i + 1 < text.length() && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        return new LineRanges(lines);
    }

    private static Range trimmed(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Range(start, end);
    }

    /** The range of a line, from 1. */
    Range range(int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : NOWHERE;
    }
}
