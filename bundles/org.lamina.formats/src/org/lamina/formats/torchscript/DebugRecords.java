package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.graph.PythonStack;
import org.lamina.formats.pickle.PickledObject;

/**
 * The debug records of one code part: which piece of the original program each piece of serialised code came from. A
 * record counts from its byte offset in the code part to the next one.
 */
final class DebugRecords {

    /**
     * A piece of the original program.
     *
     * @param text the source of the whole function for scripted code, a Python stack for traced code; never empty
     * @param file the recorded path of the source file
     * @param firstLine the line of the file, from 1, on which the text starts
     * @param begin the character of the text at which the piece begins
     */
    record Place(String text, String file, int firstLine, int begin) {

        /** Whether the text is a stack, one {@code file(line): function} a line, innermost first. */
        boolean isStack() {
            return PythonStack.isStack(text);
        }
    }

    private final List<?> records;
    private final List<?> strings;
    private final Map<Object, String> texts = new IdentityHashMap<>();

    private DebugRecords(List<?> records, List<?> strings) {
        this.records = records;
        this.strings = strings;
    }

    /**
     * Takes apart what the pickle of debug records holds: with a table of strings, or, in old files, without.
     *
     * @param pickled the value of the pickle
     */
    static DebugRecords of(Object pickled) {
        List<?> all = pickled instanceof List<?> list ? list : List.of();
        if (all.size() == 3 && "FORMAT_WITH_STRING_TABLE".equals(all.get(0))
                && all.get(1) instanceof List<?> strings && all.get(2) instanceof List<?> records) {
            return new DebugRecords(records, strings);
        }
        return new DebugRecords(all, List.of());
    }

    /** The piece of the program that the byte at this offset came from, if the records tell. */
    Optional<Place> at(int byteOffset) {
        int low = 0;
        int high = records.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (offset(records.get(middle)) <= byteOffset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? Optional.empty() : place(records.get(high));
    }

    private static long offset(Object record) {
        return record instanceof List<?> parts && !parts.isEmpty() ? whole(parts.get(0)) : -1;
    }

    private Optional<Place> place(Object record) {
        List<?> range = list(record, 1);
        List<?> source = list(range, 0);
        if (range.size() < 3 || source.size() < 3) {
            return Optional.empty();
        }
        String text = text(source.get(0));
        String file = strings.isEmpty() ? String.valueOf(source.get(1)) : string(source.get(1));
        int begin = (int) Math.max(0, Math.min(whole(range.get(1)), text.length()));
        return text.isEmpty() ? Optional.empty()
                : Optional.of(new Place(text, file, (int) whole(source.get(2)), begin));
    }

    private String text(Object pieces) {
        if (strings.isEmpty()) {
            return String.valueOf(pieces);
        }
        return texts.computeIfAbsent(pieces, key -> {
            StringBuilder text = new StringBuilder();
            for (Object index : integers(pieces)) {
                String piece = string(index);
                if (text.length() + piece.length() > 1 << 20) {
                    break;
                }
                text.append(piece);
            }
            return text.toString();
        });
    }

    /** The elements of a list of integers, which PyTorch pickles as a call with the list as its argument. */
    private static List<?> integers(Object pieces) {
        if (pieces instanceof PickledObject call && !call.arguments().isEmpty()
                && call.arguments().get(0) instanceof List<?> integers) {
            return integers;
        }
        return pieces instanceof List<?> list ? list : new ArrayList<>(Collections.singletonList(pieces));
    }

    private String string(Object index) {
        long at = whole(index);
        return at >= 0 && at < strings.size() ? String.valueOf(strings.get((int) at)) : "";
    }

    private static List<?> list(Object value, int index) {
        return value instanceof List<?> list && index < list.size() && list.get(index) instanceof List<?> inner ? inner
                : List.of();
    }

    private static long whole(Object value) {
        return value instanceof Long number ? number : -1;
    }
}
