package org.lamina.source.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A piece of a program that has a value. Operators have no precedence here: a run of operands is one
 * {@link Operation}, and so are conditional expressions, comprehensions and lambdas.
 */
public sealed interface Expression {

    /** Where it stands. */
    TextRange range();

    /** The expressions inside, in the order of the text. */
    List<Expression> children();

    /** A name: {@code x}. */
    record Name(String id, TextRange range) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of();
        }
    }

    /** A member of something: {@code nn.Dropout}, {@code self.conv(x).relu}. */
    record Attribute(Expression target, String name, TextRange nameRange, TextRange range) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(target);
        }
    }

    /** A call: {@code nn.Dropout(p=0.5)}. The range goes from the callee to the closing bracket. */
    record Call(Expression callee, List<Argument> arguments, TextRange range) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Expression> children() {
            List<Expression> children = new ArrayList<>();
            children.add(callee);
            arguments.forEach(argument -> children.add(argument.value()));
            return children;
        }

        /** The last part of what is called: {@code Dropout}; empty where that has no name. */
        public String name() {
            return callee instanceof Attribute method ? method.name() : callee instanceof Name name ? name.id() : "";
        }

        /** What a method is called of, where that is a name: {@code self.loss}. */
        public Optional<String> owner() {
            return callee instanceof Attribute method ? method.target().dotted() : Optional.empty();
        }

        /** The argument of this name. */
        public Optional<Argument> argument(String name) {
            return arguments.stream().filter(argument -> argument.name().filter(name::equals).isPresent()).findFirst();
        }

        /** The argument of this name, or else the one at this position (from 0) if no unpacked one stands before it. */
        public Optional<Argument> argument(String name, int position) {
            return argument(name).or(() -> positional(position));
        }

        /** The argument at this position, from 0, if no unpacked one stands before it. */
        public Optional<Argument> positional(int position) {
            int at = 0;
            for (Argument argument : arguments) {
                if (argument.unpacked()) {
                    return Optional.empty();
                }
                if (argument.name().isEmpty() && at++ == position) {
                    return Optional.of(argument);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * An argument of a call.
     *
     * @param name the keyword, if it has one
     * @param unpacked whether it stands for several: {@code *layers}, {@code **options}
     * @param value its value, without the stars
     */
    record Argument(Optional<String> name, boolean unpacked, Expression value) {
    }

    /** An element or slice: {@code layers[0]}; the slice {@code x[:100]} has an {@link Operation} with a colon. */
    record Subscript(Expression target, List<Expression> indices, TextRange range) implements Expression {
        @Override
        public List<Expression> children() {
            return concat(target, indices);
        }
    }

    /**
     * A constant.
     *
     * @param value a Long, Double, String or Boolean; empty for None
     */
    record Literal(Optional<Object> value, TextRange range) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of();
        }

        /** Its value as a number, if it is one. */
        public Optional<Double> number() {
            return value.filter(Number.class::isInstance).map(number -> ((Number) number).doubleValue());
        }
    }

    /**
     * A tuple, list, set or dictionary.
     *
     * @param bracket the opening bracket: round, square or curly
     * @param elements its elements; an entry of a dictionary is an {@link Entry}
     */
    record Collection(char bracket, List<Expression> elements, TextRange range) implements Expression {
        public Collection {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Expression> children() {
            return elements;
        }
    }

    /** An entry of a dictionary. */
    record Entry(Expression key, Expression value, TextRange range) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of(key, value);
        }
    }

    /**
     * Operands and the operators around them, as they stand: {@code x + y}, {@code a if b else c}, {@code -n},
     * {@code *layers}, {@code Block() for i in range(3)}.
     *
     * @param operators symbols and words in the order of the text; the colons of a slice are operators too
     * @param places for each operator, the number of operands that stand before it
     */
    record Operation(List<String> operators, List<Integer> places, List<Expression> operands, TextRange range)
            implements Expression {
        public Operation {
            operators = List.copyOf(operators);
            places = List.copyOf(places);
            operands = List.copyOf(operands);
        }

        @Override
        public List<Expression> children() {
            return operands;
        }
    }

    /** Something that is not looked into: an f-string, an ellipsis, brackets nested beyond all measure. */
    record Opaque(TextRange range) implements Expression {
        @Override
        public List<Expression> children() {
            return List.of();
        }
    }

    /** The name with dots, if it is nothing but that: {@code torch.nn.functional.relu}. */
    default Optional<String> dotted() {
        if (this instanceof Name name) {
            return Optional.of(name.id());
        }
        return this instanceof Attribute attribute
                ? attribute.target().dotted().map(target -> target + "." + attribute.name()) : Optional.empty();
    }

    /** This expression and all inside it, each before its children, in the order of the text. */
    default Stream<Expression> walk() {
        List<Expression> all = new ArrayList<>();
        Deque<Expression> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            Expression next = open.pop();
            all.add(next);
            List<Expression> children = next.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
        return all.stream();
    }

    private static List<Expression> concat(Expression first, List<Expression> rest) {
        List<Expression> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }
}
