package org.lamina.source.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.source.notebook.Notebook.CellLine;

/** The text of the cells as one program, and where each of its characters is written. */
final class CellText {

    /** Cell magics below which there is Python. */
    private static final Set<String> PYTHON =
            Set.of("time", "timeit", "capture", "prun", "python", "python3", "memit", "mprun", "debug");
    private static final Pattern CELL_MAGIC = Pattern.compile("\\s*%%(\\w+).*", Pattern.DOTALL);
    /** {@code %matplotlib inline}, {@code !ls}, {@code ?len}, {@code len?}, and the right side of {@code f = !ls}. */
    private static final Pattern MAGIC = Pattern.compile(
            "(?m)^[ \\t]*(%{1,2}[A-Za-z_].*|[!?].*|[\\w.]+\\?{1,2}[ \\t]*)$"
                    + "|^[ \\t]*[\\w.,\\t ]+=[ \\t]*([!%][A-Za-z_.].*)$");

    private final StringBuilder program = new StringBuilder();
    private final List<CellLine> lines = new ArrayList<>();
    private final List<Integer> lineStarts = new ArrayList<>();
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private int cells;

    /** Adds a code cell. */
    void add(List<JsonText> strings) {
        int first = program.length();
        for (JsonText string : strings) {
            for (int i = 0; i < string.value().length(); i++) {
                add(string.value().charAt(i), string.offsets()[i], string.offsets()[i + 1]);
            }
        }
        int end = strings.isEmpty() ? 0 : last(strings.get(strings.size() - 1));
        add('\n', end, end);
        cells++;
        String code = python(program.substring(first));
        program.replace(first, program.length(), code);
        int line = 1;
        int start = first;
        while (start < program.length()) {
            lines.add(new CellLine(cells, line++));
            lineStarts.add(start);
            start = program.indexOf("\n", start) + 1;
        }
    }

    private static int last(JsonText string) {
        return string.offsets()[string.value().length()];
    }

    private void add(char c, int start, int end) {
        if (program.length() == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        starts[program.length()] = start;
        ends[program.length()] = end;
        program.append(c);
    }

    /** A cell without what is not Python, of the same length. */
    private static String python(String cell) {
        Matcher other = CELL_MAGIC.matcher(cell);
        if (other.matches() && !PYTHON.contains(other.group(1))) {
            return cell.replaceAll("[^\n]", " ");
        }
        StringBuilder code = new StringBuilder(cell);
        Matcher magic = MAGIC.matcher(cell);
        while (magic.find()) {
            int group = magic.group(1) != null ? 1 : 2;
            String nothing = "0" + " ".repeat(magic.end(group) - magic.start(group) - 1);
            code.replace(magic.start(group), magic.end(group), nothing);
        }
        return code.toString();
    }

    String program() {
        return program.toString();
    }

    Optional<CellLine> cell(int line) {
        return line >= 1 && line <= lines.size() ? Optional.of(lines.get(line - 1)) : Optional.empty();
    }

    /** The line of the program, from 1, whose character is written at an offset of the file or the last before it. */
    int lineAt(int offset) {
        int at = Arrays.binarySearch(starts, 0, program.length(), offset);
        int line = Collections.binarySearch(lineStarts, at >= 0 ? at : -at - 2);
        return line >= 0 ? line + 1 : -line - 1;
    }

    /** The offset in the program of a place, both from 1; at most that of the last character. */
    int offset(int line, int column) {
        int start = line >= 1 && line <= lineStarts.size() ? lineStarts.get(line - 1) : 0;
        return Math.max(0, Math.min(start + column - 1, program.length() - 1));
    }

    /** Where a character of the program starts in the file. */
    int start(int offset) {
        return program.length() == 0 ? 0 : starts[Math.min(offset, program.length() - 1)];
    }

    /** Where a character of the program ends in the file. */
    int end(int offset) {
        return ends[Math.min(offset, program.length() - 1)];
    }

    /** Whether a piece of the program is in one cell, without the line end that ends the cell. */
    boolean isInOneCell(int offset, int length) {
        if (offset < 0 || offset + length > program.length()) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (starts[i] == ends[i]) {
                return false;
            }
        }
        return offset < program.length();
    }
}
