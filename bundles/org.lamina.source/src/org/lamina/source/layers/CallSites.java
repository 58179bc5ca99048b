package org.lamina.source.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lamina.model.Layer;
import org.lamina.model.SourceLocation;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;

/**
 * Finds a recorded call in a file that may have changed since, or lie elsewhere: by the recorded text of the line, or
 * else by what the line must mention, the layer's attribute or the function's name.
 */
final class CallSites {

    private final PythonSource source;
    /** Statements without a body, and headers, of all methods and functions but constructors. */
    private final Map<Integer, List<Statement>> byLine = new HashMap<>();
    /** The first lines of those statements by the words in them. */
    private final Map<String, List<Integer>> byWord = new HashMap<>();
    private final Map<String, List<Integer>> byText = new HashMap<>();

    CallSites(PythonSource source) {
        this.source = source;
        outermost(source.functions().toList()).filter(function -> !function.name().equals("__init__"))
                .flatMap(FunctionDefinition::walk).filter(statement -> !(statement instanceof FunctionDefinition))
                .forEach(this::add);
        IntStream.rangeClosed(1, source.lineCount()).forEach(line -> byText
                .computeIfAbsent(source.line(line), unused -> new ArrayList<>()).add(line));
    }

    private void add(Statement statement) {
        int first = statement.range().line();
        IntStream.rangeClosed(first, lastLine(statement)).forEach(line -> byLine
                .computeIfAbsent(line, unused -> new ArrayList<>()).add(statement));
        Mentions.words(statement).forEach(word -> byWord
                .computeIfAbsent(word, unused -> new ArrayList<>()).add(first));
    }

    /** Those functions, in the order of the text, that stand in no other. */
    private static Stream<FunctionDefinition> outermost(List<FunctionDefinition> functions) {
        List<FunctionDefinition> outermost = new ArrayList<>();
        for (FunctionDefinition function : functions) {
            int end = outermost.isEmpty() ? 0 : outermost.get(outermost.size() - 1).range().end();
            if (function.range().offset() >= end) {
                outermost.add(function);
            }
        }
        return outermost.stream();
    }

    /** The last line of the statement itself, without its body. */
    private int lastLine(Statement statement) {
        int end = statement.body().isEmpty() ? statement.range().end()
                : statement.expressions().stream().mapToInt(expression -> expression.range().end()).max().orElse(0);
        return Math.max(statement.range().line(), source.lineOf(Math.max(0, end - 1)));
    }

    /** Whether the file has this call on the recorded line. */
    boolean confirms(Layer layer, SourceLocation recorded) {
        return recorded.text().isEmpty() ? mentions(recorded.line(), layer)
                : source.line(recorded.line()).equals(recorded.text().strip());
    }

    /**
     * The place of a recorded call in this file; empty where nothing here fits.
     *
     * @param className the class that should make the call; where it does not, other classes count too
     */
    Optional<SourceLocation> locate(Layer layer, SourceLocation recorded, String className) {
        IntPredicate inClass = source.findClass(className).map(this::linesOf).orElse(line -> false);
        return sameText(recorded, inClass).or(() -> sameText(recorded, line -> true))
                .or(() -> mentioned(layer, recorded, inClass)).or(() -> mentioned(layer, recorded, line -> true))
                .or(() -> unnamed(layer, recorded)).map(line -> location(layer, line));
    }

    private IntPredicate linesOf(ClassDefinition definition) {
        int last = source.lineOf(definition.range().end() - 1);
        return line -> definition.range().line() <= line && line <= last;
    }

    /** The nearest line of the recorded text. */
    private Optional<Integer> sameText(SourceLocation recorded, IntPredicate where) {
        String text = recorded.text().strip();
        return nearest(text.isEmpty() ? Stream.empty() : byText.getOrDefault(text, List.of()).stream(), recorded,
                where);
    }

    /** The recorded line if it mentions the layer, or else the nearest line that does. */
    private Optional<Integer> mentioned(Layer layer, SourceLocation recorded, IntPredicate where) {
        if (where.test(recorded.line()) && mentions(recorded.line(), layer)) {
            return Optional.of(recorded.line());
        }
        return nearest(Mentions.words(layer).stream()
                .flatMap(word -> byWord.getOrDefault(word, List.of()).stream()), recorded, where);
    }

    private static Optional<Integer> nearest(Stream<Integer> lines, SourceLocation recorded, IntPredicate where) {
        return lines.filter(where::test).min(Comparator.comparingInt((Integer line) -> Math.abs(line - recorded.line()))
                .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * A call through a variable, as in {@code for block in self.blocks: x = block(x)}: any call on that line, if its
     * class mentions the layer.
     */
    private Optional<Integer> unnamed(Layer layer, SourceLocation recorded) {
        if (layer.function() || !recorded.text().isEmpty()) {
            return Optional.empty();
        }
        Set<String> words = Mentions.words(layer);
        return at(recorded.line()).stream().filter(CallSites::calls)
                .flatMap(statement -> source.classAt(statement.range().offset()).stream())
                .filter(owner -> owner.walk().flatMap(Mentions::words).anyMatch(words::contains)).findFirst()
                .map(owner -> recorded.line());
    }

    private static boolean calls(Statement statement) {
        return statement.expressions().stream().flatMap(Expression::walk).anyMatch(Call.class::isInstance);
    }

    private boolean mentions(int line, Layer layer) {
        return at(line).stream().anyMatch(statement -> !Mentions.of(statement, layer).isEmpty());
    }

    private SourceLocation location(Layer layer, int line) {
        return at(line).stream().flatMap(statement -> Mentions.of(statement, layer).stream())
                .filter(range -> range.line() == line).findFirst().map(source::location)
                .orElseGet(() -> new SourceLocation(source.file(), line, 1, source.line(line)));
    }

    private List<Statement> at(int line) {
        return byLine.getOrDefault(line, List.of());
    }
}
