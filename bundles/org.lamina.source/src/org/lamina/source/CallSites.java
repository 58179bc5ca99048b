package org.lamina.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.lamina.model.Layer;
import org.lamina.model.SourceLocation;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/**
 * Finds a recorded call in a file that may have changed since, or lie elsewhere: by the recorded text of the line, or
 * else by what the line must mention, the layer's attribute or the function's name.
 */
final class CallSites {

    private final PythonSource source;
    /** Statements without a body, and headers, of all methods and functions but constructors. */
    private final List<Statement> computing;

    CallSites(PythonSource source) {
        this.source = source;
        this.computing = outermost(source.functions().toList()).filter(function -> !function.name().equals("__init__"))
                .flatMap(FunctionDefinition::walk).filter(statement -> !(statement instanceof FunctionDefinition))
                .toList();
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

    /** Whether the file has this call on the recorded line. */
    boolean confirms(Layer layer, SourceLocation recorded) {
        return recorded.text().isEmpty() ? at(recorded.line()).stream().anyMatch(mentions(layer))
                : source.line(recorded.line()).equals(recorded.text().strip());
    }

    /**
     * The place of a recorded call in this file; empty where nothing here fits.
     *
     * @param className the class that should make the call; where it does not, other classes count too
     */
    Optional<SourceLocation> locate(Layer layer, SourceLocation recorded, String className) {
        if (!recorded.text().isEmpty()) {
            Optional<Integer> same = nearest(linesWithText(recorded.text().strip()), recorded.line());
            if (same.isPresent()) {
                return same.map(line -> location(layer, line));
            }
        }
        Optional<ClassDefinition> owner = source.findClass(className);
        return owner.flatMap(found -> mentioned(layer, recorded,
                statement -> found.range().contains(statement.range().offset())))
                .or(() -> mentioned(layer, recorded, statement -> true))
                .or(() -> unnamed(layer, recorded)).map(line -> location(layer, line));
    }

    /** The recorded line if it mentions the layer, or else the nearest line that does. */
    private Optional<Integer> mentioned(Layer layer, SourceLocation recorded, Predicate<Statement> where) {
        if (at(recorded.line()).stream().filter(where).anyMatch(mentions(layer))) {
            return Optional.of(recorded.line());
        }
        return nearest(computing.stream().filter(where).filter(mentions(layer))
                .map(statement -> statement.range().line()).toList(), recorded.line());
    }

    /** A call through a variable, as in {@code for block in self.blocks: x = block(x)}: any call in the right class. */
    private Optional<Integer> unnamed(Layer layer, SourceLocation recorded) {
        boolean fits = !layer.function() && recorded.text().isEmpty() && at(recorded.line()).stream()
                .anyMatch(statement -> headerCalls(statement).findAny().isPresent()
                        && source.classAt(statement.range().offset()).stream().flatMap(Statement::walkExpressions)
                                .anyMatch(expression -> isAttribute(expression, segments(layer))));
        return fits ? Optional.of(recorded.line()) : Optional.empty();
    }

    /** The calls in these functions that may be this layer's, in the order of the text. */
    static List<TextRange> mentions(Stream<FunctionDefinition> functions, Layer layer) {
        return functions.flatMap(FunctionDefinition::walk)
                .filter(statement -> !(statement instanceof FunctionDefinition))
                .flatMap(statement -> ranges(statement, layer).stream()).toList();
    }

    /** Where these functions call the module by its own name. */
    static List<TextRange> calls(Stream<FunctionDefinition> functions, Layer module) {
        Set<String> segments = segments(module);
        return functions.flatMap(FunctionDefinition::calls).map(Call::callee)
                .filter(callee -> isAttribute(callee, segments)).map(Expression::range).toList();
    }

    private SourceLocation location(Layer layer, int line) {
        return at(line).stream().flatMap(statement -> ranges(statement, layer).stream())
                .min(Comparator.comparingInt(range -> Math.abs(range.line() - line)))
                .filter(range -> range.line() == line)
                .map(source::location)
                .orElseGet(() -> new SourceLocation(source.file(), line, 1, source.line(line)));
    }

    private List<Statement> at(int line) {
        return computing.stream().filter(statement -> firstLine(statement) <= line && line <= lastLine(statement))
                .toList();
    }

    private int firstLine(Statement statement) {
        return statement.range().line();
    }

    /** The last line of the statement itself, without its body. */
    private int lastLine(Statement statement) {
        return statement.body().isEmpty()
                ? source.lineOf(Math.max(statement.range().offset(), statement.range().end() - 1))
                : statement.expressions().stream().mapToInt(e -> source.lineOf(e.range().end() - 1)).max()
                        .orElse(firstLine(statement));
    }

    private List<Integer> linesWithText(String text) {
        List<Integer> lines = new ArrayList<>();
        for (int line = 1; line <= source.lineCount(); line++) {
            if (source.line(line).equals(text)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Optional<Integer> nearest(List<Integer> lines, int line) {
        return lines.stream().min(Comparator.comparingInt(found -> Math.abs(found - line)));
    }

    private static Predicate<Statement> mentions(Layer layer) {
        return statement -> !ranges(statement, layer).isEmpty();
    }

    /** Where a statement, without its body, mentions the layer. */
    private static List<TextRange> ranges(Statement statement, Layer layer) {
        Stream<Expression> expressions = statement.expressions().stream().flatMap(Expression::walk);
        if (layer.function()) {
            List<TextRange> ranges = new ArrayList<>(expressions.filter(expression -> isFunction(expression, layer))
                    .map(Expression::range).toList());
            if (statement instanceof Assignment assignment && TorchNames.spells(layer, assignment.operator())) {
                ranges.add(assignment.range());
            }
            return ranges;
        }
        Set<String> segments = segments(layer);
        return expressions.filter(expression -> isAttribute(expression, segments)).map(Expression::range).toList();
    }

    private static boolean isFunction(Expression expression, Layer layer) {
        if (expression instanceof Call call) {
            return call.callee() instanceof Attribute attribute && TorchNames.spells(layer, attribute.name())
                    && attribute.target().dotted().filter("self"::equals).isEmpty()
                    || call.callee() instanceof Expression.Name name && TorchNames.spells(layer, name.id());
        }
        return expression instanceof Operation operation
                && operation.operators().stream().anyMatch(operator -> TorchNames.spells(layer, operator));
    }

    private static boolean isAttribute(Expression expression, Set<String> names) {
        return expression instanceof Attribute attribute && names.contains(attribute.name())
                && attribute.target() instanceof Expression.Name;
    }

    private static Set<String> segments(Layer layer) {
        return Set.copyOf(ModuleNames.segments(layer.path()));
    }

    private static Stream<Expression> headerCalls(Statement statement) {
        return statement.expressions().stream().flatMap(Expression::walk).filter(Call.class::isInstance);
    }
}
