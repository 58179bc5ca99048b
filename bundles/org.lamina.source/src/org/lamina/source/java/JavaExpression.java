package org.lamina.source.java;

import java.util.List;
import java.util.Optional;

import org.lamina.source.python.TextRange;

/** An expression of a Java program, as far as programs that build networks need it. */
sealed interface JavaExpression {

    /** Where it is written. */
    TextRange range();

    /** Something named: {@code block}, {@code Dataset.Usage.TRAIN}, {@code Activation::relu}. */
    record Name(String text, TextRange range) implements JavaExpression {
    }

    /** A number, string or boolean. */
    record Literal(Object value, TextRange range) implements JavaExpression {
    }

    /**
     * A call of a method or constructor.
     *
     * @param target what it is called on; none for a constructor or a method of the class itself
     * @param name the method, or {@code new} and the type
     */
    record Call(Optional<JavaExpression> target, String name, List<JavaExpression> arguments, TextRange range)
            implements JavaExpression {

        public Call {
            arguments = List.copyOf(arguments);
        }

        /** The argument at an index, if there are so many. */
        Optional<JavaExpression> argument(int index) {
            return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
        }
    }

    /** Anything else: lambdas, arrays, arithmetic. */
    record Other(String text, TextRange range) implements JavaExpression {
    }
}
