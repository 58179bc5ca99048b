package org.lamina.source.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement. The range of one with a body goes to the end of its body. */
public sealed interface Statement {

    /** Where it stands. */
    TextRange range();

    /** The expressions that stand in the statement itself, not those of its body. */
    List<Expression> expressions();

    /** The statements inside, in order. */
    default List<Statement> body() {
        return List.of();
    }

    /** {@code class Net(nn.Module):}. */
    record ClassDefinition(String name, List<Expression> bases, List<Statement> body, TextRange range)
            implements Statement {
        @Override
        public List<Expression> expressions() {
            return bases;
        }

        /** The methods, in order. */
        public List<FunctionDefinition> methods() {
            return body.stream().flatMap(Statement::withNestedBlocks).filter(FunctionDefinition.class::isInstance)
                    .map(FunctionDefinition.class::cast).toList();
        }

        /** The methods of this name: several where a condition chooses one. */
        public List<FunctionDefinition> methods(String methodName) {
            return methods().stream().filter(method -> method.name().equals(methodName)).toList();
        }
    }

    /**
     * {@code def forward(self, x):}.
     *
     * @param parameters the names of the parameters, in order
     * @param defaults the default values by parameter
     * @param signature all that stands between the brackets: names, annotations, defaults
     */
    record FunctionDefinition(String name, List<String> parameters, Map<String, Expression> defaults,
            List<Expression> signature, List<Statement> body, TextRange range) implements Statement {
        @Override
        public List<Expression> expressions() {
            return signature;
        }
    }

    /**
     * {@code self.x = y = value}, {@code x += value}, {@code x: int = value}.
     *
     * @param targets what is assigned to, left to right; a tuple is a {@link Expression.Collection}
     * @param operator {@code =} or an augmented one: {@code +=}
     */
    record Assignment(List<Expression> targets, String operator, Expression value, TextRange range)
            implements Statement {
        @Override
        public List<Expression> expressions() {
            return Stream.concat(targets.stream(), Stream.of(value)).toList();
        }

        /** The dotted names that it gives its value. */
        public Stream<String> names() {
            return targets.stream().map(Expression::dotted).flatMap(Optional::stream);
        }

        /** Whether something of this dotted name is assigned to. */
        public boolean assigns(String dotted) {
            return targets.stream().anyMatch(target -> target.dotted().filter(dotted::equals).isPresent());
        }
    }

    /**
     * {@code import torch.nn as nn}, {@code from torch import nn}.
     *
     * @param names what it defines: from a name in this file to the full name of what it stands for
     * @param stars the modules of which all names are taken
     */
    record Import(Map<String, String> names, List<String> stars, TextRange range) implements Statement {
        @Override
        public List<Expression> expressions() {
            return List.of();
        }
    }

    /**
     * {@code if}, {@code for}, {@code while}, {@code with}, {@code try}, {@code else}, ...: a word, expressions, a
     * body.
     */
    record Block(String keyword, List<Expression> expressions, List<Statement> body, TextRange range)
            implements Statement {
    }

    /**
     * Anything else.
     *
     * @param keyword its first word if that is a keyword ({@code return}, {@code raise}), {@code @} for a decorator,
     *        else empty
     */
    record Simple(String keyword, List<Expression> expressions, TextRange range) implements Statement {
    }

    /** This statement and those in its body, each before its body, in the order of the text. */
    default Stream<Statement> walk() {
        return Stream.concat(Stream.of(this), body().stream().flatMap(Statement::walk));
    }

    /** This statement and, through blocks but not through classes and functions, those inside. */
    default Stream<Statement> withNestedBlocks() {
        return this instanceof Block
                ? Stream.concat(Stream.of(this), body().stream().flatMap(Statement::withNestedBlocks))
                : Stream.of(this);
    }

    /** The expressions of this statement and of its body, with all that is inside them. */
    default Stream<Expression> walkExpressions() {
        return walk().flatMap(statement -> statement.expressions().stream()).flatMap(Expression::walk);
    }

    /** The calls in this statement and its body, outer before inner. */
    default Stream<Expression.Call> calls() {
        return walkExpressions().filter(Expression.Call.class::isInstance).map(Expression.Call.class::cast);
    }
}
