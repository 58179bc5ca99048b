package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/** Calls of methods in the loops of a Python program, as they are written. */
final class LoopCalls {

    private final PythonSource source;
    private final List<Call> all;
    private final List<Block> blocks;
    private final List<FunctionDefinition> functions;
    private final List<Assignment> made;

    LoopCalls(PythonSource source) {
        this.source = source;
        List<Statement> statements = source.allStatements();
        all = source.calls().toList();
        blocks = of(statements, Block.class);
        functions = of(statements, FunctionDefinition.class);
        made = of(statements, Assignment.class).stream().filter(assignment -> assignment.value() instanceof Call)
                .toList();
    }

    private static <T extends Statement> List<T> of(List<Statement> statements, Class<T> kind) {
        return statements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The program. */
    PythonSource source() {
        return source;
    }

    /** The calls of methods of these names, in order. */
    List<Call> methods(String... names) {
        Set<String> wanted = Set.of(names);
        return all.stream().filter(call -> call.callee() instanceof Attribute method
                && wanted.contains(method.name())).toList();
    }

    /** The calls that begin in a piece of the program, in order. */
    List<Call> in(TextRange piece) {
        return all.stream().filter(call -> piece.contains(call.range().offset())).toList();
    }

    /** The innermost function around a place. */
    Optional<FunctionDefinition> function(TextRange place) {
        return functions.stream().filter(function -> function.range().contains(place.offset()))
                .reduce((outer, inner) -> inner.range().offset() >= outer.range().offset() ? inner : outer);
    }

    /** The calls of a method of what has this name. */
    List<Call> methodsOf(String name, String method) {
        return methods(method).stream().filter(call -> target(call).filter(name::equals).isPresent()).toList();
    }

    /** What a method is called of, where that is a name. */
    static Optional<String> target(Call call) {
        return call.callee() instanceof Attribute method ? method.target().dotted() : Optional.empty();
    }

    /** The first argument, where it is a name. */
    static Optional<Name> firstName(Call call) {
        return call.positional(0).map(Argument::value).filter(Name.class::isInstance).map(Name.class::cast);
    }

    /** The last part of what is called. */
    static String last(Call call) {
        return call.callee() instanceof Attribute method ? method.name()
                : call.callee() instanceof Name name ? name.id() : "";
    }

    /** The loops around a place within its function, outermost first. */
    List<Block> loops(TextRange place) {
        Optional<FunctionDefinition> function = function(place);
        return blocks.stream().filter(block -> block.range().contains(place.offset()))
                .filter(block -> block.keyword().equals("for") || block.keyword().equals("while"))
                .filter(block -> function.filter(around -> !around.range().contains(block.range().offset())).isEmpty())
                .toList();
    }

    /** Whether a block of this kind stands around a place, inside of another piece. */
    boolean isInside(TextRange place, String keyword, TextRange piece) {
        return blocks.stream().anyMatch(block -> block.range().contains(place.offset())
                && piece.contains(block.range().offset()) && block.keyword().matches(keyword));
    }

    /** The assignments of the program whose value is a call, whatever is done to its result behind it. */
    List<Assignment> made() {
        return made;
    }

    /** The names that an assignment gives its value. */
    static Stream<String> names(Assignment assignment) {
        return assignment.targets().stream().map(Expression::dotted).flatMap(Optional::stream);
    }

    /** The functions of the program that are called in a piece of it, by their plain names or of {@code self}. */
    Stream<FunctionDefinition> called(Call call) {
        String name = last(call);
        return functions.stream().filter(function -> function.name().equals(name));
    }

    /** The statements of a block and of those inside, in order. */
    static List<Statement> statements(Block block) {
        return block.body().stream().flatMap(Statement::walk).toList();
    }
}
