package org.lamina.formats.torchscript.code;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A statement. */
public sealed interface Statement {

    /** {@code targets = value}; one target, or several that a tuple is taken apart into. */
    record Assign(List<Expression> targets, Expression value) implements Statement {
    }

    /** {@code target : type = value}; the value is null where it is missing. */
    record Annotation(Expression target, Expression type, Expression value) implements Statement {
    }

    /** An expression that is evaluated for its effect. */
    record Evaluate(Expression value) implements Statement {
    }

    /** {@code if condition: then else: otherwise}. */
    record If(Expression condition, List<Statement> then, List<Statement> otherwise) implements Statement {
    }

    /** {@code while condition: body}. */
    record While(Expression condition, List<Statement> body) implements Statement {
    }

    /** {@code for target in iterable: body}. */
    record For(Expression target, Expression iterable, List<Statement> body) implements Statement {
    }

    /** {@code with resource as target: body}; the target is null where it is missing. */
    record With(Expression resource, Expression target, List<Statement> body) implements Statement {
    }

    /** {@code return value}; the value is null where it is missing. */
    record Return(Expression value) implements Statement {
    }

    /** {@code pass} and what else does nothing. */
    record Pass() implements Statement {
    }

    /** The expressions in it and in the statements inside it, without targets and types. */
    default Stream<Expression> expressions() {
        if (this instanceof Assign assign) {
            return Stream.of(assign.value());
        } else if (this instanceof Annotation annotation) {
            return Stream.ofNullable(annotation.value());
        } else if (this instanceof Evaluate evaluate) {
            return Stream.of(evaluate.value());
        } else if (this instanceof Return result) {
            return Stream.ofNullable(result.value());
        } else if (this instanceof If choice) {
            return Stream.of(Stream.of(choice.condition()), inside(choice.then()), inside(choice.otherwise()))
                    .flatMap(Function.identity());
        } else if (this instanceof While loop) {
            return Stream.concat(Stream.of(loop.condition()), inside(loop.body()));
        } else if (this instanceof For loop) {
            return Stream.concat(Stream.of(loop.iterable()), inside(loop.body()));
        } else if (this instanceof With with) {
            return Stream.concat(Stream.of(with.resource()), inside(with.body()));
        }
        return Stream.of();
    }

    private static Stream<Expression> inside(List<Statement> statements) {
        return statements.stream().flatMap(Statement::expressions);
    }
}
