package org.lamina.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a log. May be used by several threads at once. */
final class BoundedLog {

    private static final int LINES = 200;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** The lines, oldest first. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
