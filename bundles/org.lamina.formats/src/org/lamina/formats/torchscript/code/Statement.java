package org.lamina.formats.torchscript.code;

import java.util.List;

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
}
