package org.lamina.source.program;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/**
 * A program as it is written: the statements of its file and, behind them, of the files of its project that it imports.
 * All ranges are ranges of {@link Program#text()}. Immutable; what takes reading all of it is found when it is first
 * asked for.
 */
public final class Code {

    private final List<PythonSource> files;
    private List<Statement> statements;
    private List<Call> calls;
    private List<Block> blocks;
    private List<FunctionDefinition> functions;
    private List<Assignment> made;

    /**
     * @param files its file, and those that it imports, each read behind the one before; none for what is no program
     */
    public Code(List<PythonSource> files) {
        this.files = List.copyOf(files);
    }

    /** Its file, and those that it imports. */
    public List<PythonSource> files() {
        return files;
    }

    /** The files that it imports. */
    public List<PythonSource> imported() {
        return files.isEmpty() ? files : files.subList(1, files.size());
    }

    /** The file that a range is of; its own for what is of none. */
    public PythonSource file(TextRange range) {
        return files.stream().filter(source -> source.holds(range)).findFirst().orElseGet(() -> files.get(0));
    }

    /** All statements, those in bodies too, in order. */
    public synchronized List<Statement> statements() {
        if (statements == null) {
            statements = files.size() == 1 ? files.get(0).allStatements()
                    : files.stream().flatMap(source -> source.allStatements().stream()).toList();
        }
        return statements;
    }

    /** All calls, outer before inner. */
    public synchronized List<Call> calls() {
        if (calls == null) {
            calls = files.stream().flatMap(PythonSource::calls).toList();
        }
        return calls;
    }

    /** All blocks, outer before inner. */
    public synchronized List<Block> blocks() {
        if (blocks == null) {
            blocks = of(Block.class);
        }
        return blocks;
    }

    /** All functions and methods, outer before inner. */
    public synchronized List<FunctionDefinition> functions() {
        if (functions == null) {
            functions = of(FunctionDefinition.class);
        }
        return functions;
    }

    /** The assignments whose value is a call, whatever is done to its result behind it. */
    public synchronized List<Assignment> made() {
        if (made == null) {
            made = of(Assignment.class).stream().filter(assignment -> assignment.value() instanceof Call).toList();
        }
        return made;
    }

    private <T extends Statement> List<T> of(Class<T> kind) {
        return statements().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All classes. */
    public Stream<ClassDefinition> classes() {
        return files.stream().flatMap(source -> source.classes().stream());
    }

    /** The loops, outer before inner. */
    public Stream<Block> loops() {
        return blocks().stream().filter(block -> block.keyword().equals("for") || block.keyword().equals("while"));
    }

    /** The full name of an expression that is nothing but a name with dots, by the imports of its file. */
    public Optional<String> qualify(Expression expression) {
        return file(expression.range()).qualify(expression);
    }

    /** The calls of methods of these names, in order. */
    public List<Call> methods(String... names) {
        Set<String> wanted = Set.of(names);
        return calls().stream().filter(call -> call.callee() instanceof Attribute method
                && wanted.contains(method.name())).toList();
    }

    /** The calls of a method of what has this name. */
    public List<Call> methodsOf(String name, String method) {
        return methods(method).stream().filter(call -> call.owner().filter(name::equals).isPresent()).toList();
    }

    /** The calls that begin in a piece of the program, in order. */
    public List<Call> calls(TextRange piece) {
        return calls().stream().filter(call -> piece.contains(call.range().offset())).toList();
    }

    /** The functions that a call may mean, by its last name. */
    public Stream<FunctionDefinition> functions(Call call) {
        String name = call.name();
        return functions().stream().filter(function -> function.name().equals(name));
    }

    /** The innermost function around a place. */
    public Optional<FunctionDefinition> functionAt(TextRange place) {
        return functions().stream().filter(function -> function.range().contains(place.offset()))
                .reduce((outer, inner) -> inner.range().offset() >= outer.range().offset() ? inner : outer);
    }

    /** The loops around a place within its function, outermost first. */
    public List<Block> loopsAt(TextRange place) {
        Optional<FunctionDefinition> function = functionAt(place);
        return loops().filter(block -> block.range().contains(place.offset()))
                .filter(block -> function.filter(around -> !around.range().contains(block.range().offset())).isEmpty())
                .toList();
    }

    /** Whether a block of this kind stands around a place, inside of another piece. */
    public boolean isInside(TextRange place, String keyword, TextRange piece) {
        return blocks().stream().anyMatch(block -> block.range().contains(place.offset())
                && piece.contains(block.range().offset()) && block.keyword().matches(keyword));
    }
}
