package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.Program;
import org.lamina.source.python.TextRange;

/**
 * Statements of a Python program that are put in, taken out or moved with their lines. Where a line holds more than the
 * statement, there is no edit.
 */
final class LineEdits {

    private final Program program;
    private final String text;

    LineEdits(Program program) {
        this.program = program;
        this.text = program.text();
    }

    /**
     * Takes out the statement {@code name = call}, with a comment behind it, unless it is the only one of its block.
     *
     * @param call the right side of the assignment, or the whole statement
     */
    Optional<TextEdit> removal(TextRange call) {
        return isAlone(call) && hasNeighbour(call) && !program.file().endsWith(".java")
                ? Optional.of(new TextEdit(program.file(), start(call.offset()), end(call.end()) - start(call.offset()),
                        "")) : Optional.empty();
    }

    /** Moves a statement behind another one that stands after it in the same block; none if it can't be moved. */
    List<TextEdit> move(TextRange call, TextRange behind) {
        boolean sameBlock = indent(call.offset()).equals(indent(behind.offset())) && call.end() < behind.offset()
                && text.substring(start(call.offset()), end(behind.end())).lines()
                        .allMatch(line -> line.isBlank() || line.startsWith(indent(call.offset())));
        Optional<TextEdit> taken = removal(call);
        if (!sameBlock || taken.isEmpty() || !isWhole(behind)) {
            return List.of();
        }
        String lines = text.substring(taken.get().offset(), taken.get().offset() + taken.get().length());
        boolean open = end(behind.end()) == text.length() && !text.endsWith("\n");
        return List.of(taken.get(), new TextEdit(program.file(), end(behind.end()), 0,
                open ? "\n" + lines.stripTrailing() : lines));
    }

    /** Puts a line behind the line in which a piece ends, with the indentation of the next one in its block. */
    TextEdit behind(TextRange piece, String line) {
        int end = end(piece.end());
        boolean opens = text.substring(piece.end(), end).strip().endsWith(":");
        String indent = opens ? text.substring(end).lines().filter(next -> !next.isBlank()).findFirst()
                .map(LineEdits::white).orElse(indent(piece.offset()) + "    ") : indent(piece.offset());
        boolean open = end == text.length() && !text.endsWith("\n");
        return new TextEdit(program.file(), end, 0, (open ? "\n" : "") + indent + line + (open ? "" : "\n"));
    }

    /** Puts a line before the line in which a piece begins. */
    TextEdit before(TextRange piece, String line) {
        return new TextEdit(program.file(), start(piece.offset()), 0, indent(piece.offset()) + line + "\n");
    }

    /** Whether nothing but the left side of an assignment stands before a piece, and at most a comment behind it. */
    boolean isAlone(TextRange piece) {
        String before = text.substring(start(piece.offset()), piece.offset());
        String behind = text.substring(piece.end(), end(piece.end())).strip();
        return before.matches("\\s*([\\w.]+\\s*=\\s*)?") && (behind.isEmpty() || behind.startsWith("#"));
    }

    /** Whether a statement ends in the line in which a piece of it ends. */
    private boolean isWhole(TextRange piece) {
        String lines = text.substring(start(piece.offset()), end(piece.end()));
        long open = lines.chars().filter(letter -> "([{".indexOf(letter) >= 0).count();
        return open == lines.chars().filter(letter -> ")]}".indexOf(letter) >= 0).count()
                && !lines.stripTrailing().endsWith("\\");
    }

    private boolean hasNeighbour(TextRange piece) {
        String indent = indent(piece.offset());
        int start = start(piece.offset());
        String above = start == 0 ? "" : text.substring(start(start - 1), start);
        String below = text.substring(end(piece.end())).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return indent.isEmpty() || white(above).equals(indent) && !above.isBlank() || white(below).equals(indent);
    }

    private String indent(int offset) {
        return white(text.substring(start(offset), end(offset)));
    }

    private static String white(String line) {
        return line.substring(0, line.length() - line.stripLeading().length()).replaceAll("[\r\n]", "");
    }

    private int start(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private int end(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }
}
