package org.lamina.source.python;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.model.SourceLocation;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.Statement.Import;

/**
 * A Python file, read but not understood: its statements, and the names that its imports give; or a Java file, whose
 * statements are told in the same terms. Immutable.
 */
public final class PythonSource {

    private final String file;
    private final String text;
    private final int origin;
    private final int firstLine;
    private final int[] lineStarts;
    private final List<Statement> statements;
    private final List<Statement> all;
    private final Map<String, String> imported = new HashMap<>();
    private final List<String> stars;
    private final List<ClassDefinition> classes;
    private final boolean java;

    private PythonSource(String file, String text, int origin, int firstLine, List<Statement> statements,
            boolean java) {
        this.file = file;
        this.text = text;
        this.origin = origin;
        this.firstLine = firstLine;
        this.lineStarts = lineStarts(text);
        this.statements = List.copyOf(statements);
        this.java = java;
        this.all = statements.stream().flatMap(Statement::walk).toList();
        imports().forEach(statement -> statement.names().forEach(imported::putIfAbsent));
        this.stars = imports().flatMap(statement -> statement.stars().stream()).distinct().toList();
        this.classes = all.stream().filter(ClassDefinition.class::isInstance).map(ClassDefinition.class::cast)
                .sorted(Comparator.comparing(definition -> definition.range().offset())).toList();
    }

    /**
     * Reads a program. Never fails: what is not Python is kept as pieces without meaning.
     *
     * @param file its path, as locations shall name it
     * @param text its text; line ends may be of any kind
     */
    public static PythonSource parse(String file, String text) {
        return new PythonSource(file, text, 0, 1, new StatementParser(Tokenizer.lines(text, 0, 1)).module(), false);
    }

    /**
     * Reads a file that another one imports, so that ranges tell which of them they are of: they go on behind those of
     * the other, as if there were an end of line and then this text. Places are still those in the file itself.
     *
     * @param before the file behind whose ranges those of this one begin
     */
    public static PythonSource parseBehind(PythonSource before, String file, String text) {
        int origin = before.end() + 1;
        int line = before.firstLine + before.lineCount();
        return new PythonSource(file, text, origin, line,
                new StatementParser(Tokenizer.lines(text, origin, line)).module(), false);
    }

    /**
     * A Java program.
     *
     * @param file its path, as locations shall name it
     * @param text its text, of which all ranges are
     * @param statements its classes, what is static in them, and the calls that start it
     */
    public static PythonSource ofJava(String file, String text, List<Statement> statements) {
        return new PythonSource(file, text, 0, 1, statements, true);
    }

    /** Whether it is a Java program. */
    public boolean isJava() {
        return java;
    }

    /** The path of the file. */
    public String file() {
        return file;
    }

    /** The text as it was given. */
    public String text() {
        return text;
    }

    /** The text in this range. */
    public String text(TextRange range) {
        return text.substring(range.offset() - origin, range.end() - origin);
    }

    /** The offset at which its ranges begin: 0, or more for a file that was read behind another. */
    public int origin() {
        return origin;
    }

    /** The line of its first line in its ranges: 1, or more for a file that was read behind another. */
    public int firstLine() {
        return firstLine;
    }

    /** The offset behind its last character. */
    public int end() {
        return origin + text.length();
    }

    /** Whether this is a range of this file, and not of one that was read before or behind it. */
    public boolean holds(TextRange range) {
        return origin <= range.offset() && range.end() <= end();
    }

    /** A range of this file as it is if the file is read by itself. */
    public TextRange alone(TextRange range) {
        return new TextRange(range.offset() - origin, range.length(), range.line() - firstLine + 1, range.column());
    }

    /** The statements of the module, in order. */
    public List<Statement> statements() {
        return statements;
    }

    /** All statements, those in bodies too, in the order of the text. */
    public List<Statement> allStatements() {
        return all;
    }

    /** All classes, inner ones too, in the order of the text. */
    public List<ClassDefinition> classes() {
        return classes;
    }

    /** The class of this name; the last one where there are several, as when the program runs. */
    public Optional<ClassDefinition> findClass(String name) {
        return classes.stream().filter(definition -> definition.name().equals(name)).reduce((first, last) -> last);
    }

    /** All functions and methods, in the order of the text. */
    public Stream<FunctionDefinition> functions() {
        return all.stream().filter(FunctionDefinition.class::isInstance).map(FunctionDefinition.class::cast);
    }

    /** All import statements, in the order of the text. */
    public Stream<Import> imports() {
        return all.stream().filter(Import.class::isInstance).map(Import.class::cast);
    }

    /** All calls, outer before inner. */
    public Stream<Expression.Call> calls() {
        return statements.stream().flatMap(Statement::calls);
    }

    /**
     * The full name of something that this file names, by its imports: {@code nn.Dropout}, {@code torch.nn.Dropout}
     * and, after {@code from torch.nn import Dropout} or {@code *}, {@code Dropout} are all {@code torch.nn.Dropout}. A
     * name that no import explains stays as it is.
     */
    public String qualify(String dotted) {
        int dot = dotted.indexOf('.');
        String first = dot < 0 ? dotted : dotted.substring(0, dot);
        String rest = dot < 0 ? "" : dotted.substring(dot);
        String qualified = imported.get(first);
        if (qualified != null) {
            return qualified + rest;
        }
        boolean starImported = stars.size() == 1 && Character.isUpperCase(first.charAt(0))
                && findClass(first).isEmpty();
        return starImported ? stars.get(0) + "." + dotted : dotted;
    }

    /** The full name of what an import of this file gives a name, with dots before it where the import has some. */
    public Optional<String> imported(String name) {
        return Optional.ofNullable(imported.get(name));
    }

    /** The modules of which it imports all names. */
    public List<String> stars() {
        return stars;
    }

    /** The full name of an expression that is nothing but a name with dots. */
    public Optional<String> qualify(Expression expression) {
        return expression.dotted().map(this::qualify);
    }

    /** The place where this range starts, with the text of its line. */
    public SourceLocation location(TextRange range) {
        int line = range.line() - firstLine + 1;
        return new SourceLocation(file, line, range.column(), line(line));
    }

    /** The number of lines, at least 1. */
    public int lineCount() {
        return lineStarts.length;
    }

    /** The text of a line, from 1, without the white space around it; empty beyond the end. */
    public String line(int line) {
        if (line < 1 || line > lineStarts.length) {
            return "";
        }
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        return text.substring(lineStarts[line - 1], end).strip();
    }

    /** The line, from 1, on which the character at this offset stands. */
    public int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset - origin);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The innermost class around this offset. */
    public Optional<ClassDefinition> classAt(int offset) {
        int low = 0;
        int high = classes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (classes.get(middle).range().offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // classes stand in the order of the text, so that the innermost one is the last that starts before
        for (int i = low - 1; i >= 0; i--) {
            if (classes.get(i).range().contains(offset)) {
                return Optional.of(classes.get(i));
            }
        }
        return Optional.empty();
    }

    /** The innermost class around a line, from 1. */
    public Optional<ClassDefinition> classAtLine(int line) {
        return classes.stream().filter(definition -> definition.range().line() - firstLine < line
                && line <= lineOf(definition.range().end() - 1)).reduce((outer, inner) -> inner);
    }

    /** The innermost function around this offset. */
    public Optional<FunctionDefinition> functionAt(int offset) {
        return functions().filter(function -> function.range().contains(offset)).reduce((outer, inner) -> inner);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !text.startsWith("\n", i + 1)) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
