package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.python.TextRange;

/**
 * Changes of the list of layers that a program writes: one taken out, or another one put beside it. A layer is an
 * element of a list or of a {@code Sequential}, a statement {@code model.add(...)}, a statement
 * {@code x = Layer(...)(x)}, or in Java a call {@code .add(...)}. Where it is anything else, there is no edit: other
 * code names it.
 */
final class LayerEdits {

    private static final Pattern ADDED = Pattern.compile("(?m)^([ \\t]*)(\\w[\\w.]*)\\.add\\(\\s*\\z");
    private static final Pattern CHAINED = Pattern.compile("(\\s*)\\.add\\(\\s*\\z");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^([ \\t]*)(\\w+) *= *\\z");

    private final Program program;
    private final String text;
    private final boolean java;

    LayerEdits(Program program) {
        this.program = program;
        this.text = program.text();
        this.java = program.file().endsWith(".java");
    }

    /** How a layer is written in the list of layers. */
    private enum Form {
        /** Between commas. */
        ELEMENT,
        /** In a statement of its own. */
        STATEMENT,
        /** In a chain of calls. */
        CHAIN
    }

    /**
     * Where a layer is written.
     *
     * @param start first character of what has to go with it
     * @param end after the last one
     * @param indent white space before the line
     * @param name the variable of the statement: the model that it is added to, or the value that it computes
     */
    private record Place(Form form, int start, int end, String indent, String name) {
    }

    /** Takes a layer out. */
    Optional<TextEdit> removal(NetworkLayer layer) {
        return place(layer).map(place -> switch (place.form()) {
            case STATEMENT -> edit(place.start(), lineEnd(place.end()), "");
            case CHAIN -> edit(place.start(), place.end(), "");
            case ELEMENT -> removal(place);
        });
    }

    /** An element goes with its comma, and with its line if it has one of its own. */
    private TextEdit removal(Place place) {
        int next = skip(place.end());
        boolean comma = next < text.length() && text.charAt(next) == ',';
        int start = place.start();
        int end = comma ? next + 1 : place.end();
        int rest = end;
        while (rest < text.length() && " \t".indexOf(text.charAt(rest)) >= 0) {
            rest++;
        }
        boolean ends = rest == text.length() || "\r\n#".indexOf(text.charAt(rest)) >= 0;
        if (text.substring(lineStart(start), start).isBlank() && comma && ends) {
            return edit(lineStart(start), lineEnd(end), "");
        } else if (comma) {
            return edit(start, rest, "");
        }
        int before = back(start);
        return before >= 0 && text.charAt(before) == ',' ? edit(before, end, "") : edit(start, end, "");
    }

    /** Puts a layer behind another one. */
    Optional<TextEdit> behind(NetworkLayer layer, String added) {
        return place(layer).map(place -> switch (place.form()) {
            case STATEMENT -> edit(lineEnd(place.end()), lineEnd(place.end()), statement(place, added));
            case CHAIN -> edit(place.end(), place.end(), text.substring(place.start(), indentEnd(place.start()))
                    + ".add(" + added + ")");
            case ELEMENT -> edit(place.end(), place.end(), "," + separator(place) + added);
        });
    }

    /** Puts a layer before another one. */
    Optional<TextEdit> before(NetworkLayer layer, String added) {
        return place(layer).map(place -> switch (place.form()) {
            case STATEMENT -> edit(place.start(), place.start(), statement(place, added));
            case CHAIN -> edit(place.start(), place.start(), text.substring(place.start(), indentEnd(place.start()))
                    + ".add(" + added + ")");
            case ELEMENT -> edit(place.start(), place.start(), added + "," + separator(place));
        });
    }

    /**
     * Another layer as the program would write it: with what stands before the name of this one, {@code nn.} or
     * {@code layers.}; empty where the program would have to import it first.
     */
    Optional<String> spelt(NetworkLayer like, String type, String arguments) {
        Matcher name = Pattern.compile("\\A((?:\\w+\\.)*)\\w+\\(").matcher(program.text(like.constructor()));
        if (java || !name.find()) {
            return Optional.empty();
        }
        boolean known = !name.group(1).isEmpty()
                || Pattern.compile("\\b" + type + "\\b|import \\*").matcher(text).find();
        return known ? Optional.of(name.group(1) + type + "(" + arguments + ")") : Optional.empty();
    }

    private String statement(Place place, String added) {
        String line = java || isAdded(place) ? place.name() + ".add(" + added + ")" + (java ? ";" : "")
                : place.name() + " = " + added + "(" + place.name() + ")";
        return place.indent() + line + delimiter();
    }

    private boolean isAdded(Place place) {
        return text.startsWith(place.name() + ".add(", place.start() + place.indent().length());
    }

    private String separator(Place place) {
        int line = lineStart(place.start());
        String before = text.substring(line, place.start());
        return before.isBlank() ? delimiter() + before : " ";
    }

    private Optional<Place> place(NetworkLayer layer) {
        TextRange range = layer.call().filter(call -> java).orElse(layer.constructor());
        String before = text.substring(0, range.offset());
        int next = skip(range.end());
        if (next < text.length() && text.charAt(next) == ')') {
            Matcher added = ADDED.matcher(before);
            int close = next + 1;
            if (added.find() && isEndOfStatement(close)) {
                return Optional.of(new Place(Form.STATEMENT, added.start(), close, added.group(1), added.group(2)));
            }
            Matcher chained = CHAINED.matcher(before);
            if (java && chained.find()) {
                return Optional.of(new Place(Form.CHAIN, chained.start(), close, chained.group(1), ""));
            }
        }
        Matcher assigned = ASSIGNED.matcher(before);
        if (!java && assigned.find()) {
            String applied = "(" + assigned.group(2) + ")";
            int close = range.end() + applied.length();
            return text.startsWith(applied, range.end()) && isEndOfStatement(close) ? Optional.of(new Place(
                    Form.STATEMENT, assigned.start(), close, assigned.group(1), assigned.group(2))) : Optional.empty();
        }
        return !java && isElement(range, next) ? Optional.of(new Place(Form.ELEMENT, range.offset(), range.end(), "",
                "")) : Optional.empty();
    }

    /** Whether a statement ends here: nothing but a semicolon and a comment follows in the line. */
    private boolean isEndOfStatement(int offset) {
        String rest = text.substring(offset, contentEnd(offset)).strip();
        return java ? rest.startsWith(";") : rest.isEmpty() || rest.startsWith("#");
    }

    /** Whether it stands between commas, directly in a list or in the call of a Sequential. */
    private boolean isElement(TextRange range, int next) {
        int before = back(range.offset());
        boolean between = before >= 0 && "[(,".indexOf(text.charAt(before)) >= 0 && next < text.length()
                && ",])".indexOf(text.charAt(next)) >= 0;
        int depth = 0;
        for (int i = before; between && i >= 0; i--) {
            char letter = text.charAt(i);
            if (")]}".indexOf(letter) >= 0) {
                depth++;
            } else if ("([{".indexOf(letter) >= 0 && depth-- == 0) {
                return letter == '[' ? !text.substring(0, i).matches("(?s).*\\w\\s*")
                        : text.substring(0, i).endsWith("Sequential");
            }
        }
        return false;
    }

    private TextEdit edit(int start, int end, String replacement) {
        return new TextEdit(program.file(), start, end - start, replacement);
    }

    private int skip(int offset) {
        int at = offset;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int back(int offset) {
        int at = offset - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }

    private int indentEnd(int offset) {
        return skip(offset);
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** The end of a line without its delimiter. */
    private int contentEnd(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }

    /** The end of a line with its delimiter. */
    private int lineEnd(int offset) {
        return Math.min(text.length(), contentEnd(offset) + 1);
    }

    private String delimiter() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** The edits if there are all of them, or none. */
    static List<TextEdit> all(List<Optional<TextEdit>> edits) {
        return edits.stream().allMatch(Optional::isPresent) ? edits.stream().map(Optional::get).toList() : List.of();
    }
}
