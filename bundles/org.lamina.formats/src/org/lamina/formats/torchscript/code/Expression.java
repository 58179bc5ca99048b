package org.lamina.formats.torchscript.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** An expression. Its offset is the character of the code part at which it starts, from 0. */
public sealed interface Expression {

    /** The character of the code part at which it starts. */
    int offset();

    /** The expressions directly inside. */
    default List<Expression> children() {
        if (this instanceof Attribute attribute) {
            return List.of(attribute.value());
        } else if (this instanceof Subscript subscript) {
            return List.of(subscript.value(), subscript.index());
        } else if (this instanceof Call call) {
            return Stream.concat(Stream.of(call.callee()), call.arguments().stream().map(Argument::value)).toList();
        } else if (this instanceof Sequence sequence) {
            return sequence.elements();
        } else if (this instanceof Dictionary dictionary) {
            return dictionary.keysAndValues();
        } else if (this instanceof Operator operator) {
            return operator.operands();
        }
        return List.of();
    }

    /** All calls in it, by their opening parenthesis from left to right. */
    default List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        Deque<Expression> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            Expression expression = open.pop();
            if (expression instanceof Call call) {
                calls.add(call);
            }
            expression.children().forEach(open::push);
        }
        calls.sort(Comparator.comparingInt(Call::open));
        return calls;
    }

    /** A variable, or the first segment of a qualified name. */
    record Name(String name, int offset) implements Expression {
    }

    /** {@code value.name}. */
    record Attribute(Expression value, String name, int offset) implements Expression {
    }

    /** {@code value[index]}; several indices are a tuple. */
    record Subscript(Expression value, Expression index, int offset) implements Expression {
    }

    /** {@code callee(arguments)}, with the character at which the parenthesis opens. */
    record Call(Expression callee, List<Argument> arguments, int offset, int open) implements Expression {
    }

    /** A number ({@link Long} or {@link Double}), text, {@link Boolean}, or null for None. */
    record Literal(Object value, int offset) implements Expression {
    }

    /** A list or tuple. */
    record Sequence(List<Expression> elements, boolean tuple, int offset) implements Expression {
    }

    /** A dictionary; keys and values in turn. */
    record Dictionary(List<Expression> keysAndValues, int offset) implements Expression {
    }

    /** An expression that matters to nobody here: an unary or binary operator, a slice. */
    record Operator(String operator, List<Expression> operands, int offset) implements Expression {
    }

    /**
     * An argument of a call.
     *
     * @param name the keyword; empty for a positional argument
     * @param value the value
     */
    record Argument(String name, Expression value) {
    }
}
