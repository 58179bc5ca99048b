package org.lamina.source.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Collection;
import org.lamina.source.python.Expression.Entry;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.FunctionDefinition;

/** What stands in {@code nn.Sequential(...)}, {@code nn.ModuleList([...])} and {@code nn.ModuleDict({...})}. */
final class ContainerItems {

    /** A list that is built by itself must not be followed for ever. */
    private static final int MAX_HOPS = 12;

    /** No members. */
    static final Items NONE = new Items(List.of(), List.of(), true, false);

    /**
     * The members of a container.
     *
     * @param names their names: indices or keys
     * @param values what constructs them
     * @param exact whether each stands under its name; else any may be any
     * @param keyed whether names are keys that the program computes; else they are numbers
     */
    record Items(List<String> names, List<SourceExpression> values, boolean exact, boolean keyed) {

        /** What may construct the member of this name. */
        List<SourceExpression> named(String name) {
            if (!exact) {
                return keyed || name.chars().allMatch(Character::isDigit) ? values : List.of();
            }
            int index = names.indexOf(name);
            return index < 0 ? List.of() : List.of(values.get(index));
        }
    }

    /** The members that the arguments of a call give to the container that it constructs. */
    Items of(SourceExpression container) {
        Call call = container.call().orElseThrow();
        Builder builder = new Builder(container.source());
        boolean single = call.arguments().size() == 1 && !call.arguments().get(0).unpacked();
        boolean sequential = container.torchType().filter("Sequential"::equals).isPresent();
        if (single && (isCollection(call.arguments().get(0).value())
                || !sequential && isComputed(call.arguments().get(0).value()))) {
            builder.unpack(call.arguments().get(0).value(), 0);
        } else {
            for (Argument argument : call.arguments()) {
                builder.argument(argument);
            }
        }
        return builder.items();
    }

    /** What is assigned to the local variable that an expression names. */
    List<Expression> assigned(SourceExpression variable) {
        String name = variable.expression() instanceof Expression.Name local ? local.id() : "";
        return name.isEmpty() ? List.of() : new Builder(variable.source()).scope(variable.expression()).stream()
                .filter(statement -> statement instanceof Assignment assignment && assignment.assigns(name))
                .map(statement -> ((Assignment) statement).value()).toList();
    }

    /** The text of a string literal. */
    static Optional<String> text(Optional<Expression> expression) {
        return expression.filter(Literal.class::isInstance).flatMap(literal -> ((Literal) literal).value())
                .filter(String.class::isInstance).map(String.class::cast);
    }

    private static boolean isCollection(Expression value) {
        return value instanceof Collection || value instanceof Call call && call.callee().dotted()
                        .filter(name -> Set.of("OrderedDict", "collections.OrderedDict", "dict", "list").contains(name))
                        .isPresent();
    }

    /** What may be a collection as well as a single module. */
    private static boolean isComputed(Expression value) {
        return value instanceof Expression.Name || value instanceof Operation;
    }

    private static final class Builder {

        private final PythonSource source;
        private final List<String> names = new ArrayList<>();
        private final List<SourceExpression> values = new ArrayList<>();
        private boolean exact = true;
        private boolean keyed;

        Builder(PythonSource source) {
            this.source = source;
        }

        Items items() {
            return new Items(List.copyOf(names), List.copyOf(values), exact, keyed);
        }

        void argument(Argument argument) {
            if (argument.unpacked()) {
                unpack(argument.value(), 0);
            } else if (argument.name().isPresent()) {
                add(argument.name().get(), argument.value());
            } else {
                item(argument.value(), 0);
            }
        }

        private void add(String name, Expression value) {
            names.add(name);
            values.add(new SourceExpression(source, value));
        }

        /** One element of a list, or one that stands for several: {@code *layers}, or a comprehension. */
        private void item(Expression element, int hops) {
            if (element instanceof Operation operation && operation.operands().size() == 1
                    && operation.operators().equals(List.of("*"))) {
                unpack(operation.operands().get(0), hops + 1);
            } else if (element instanceof Operation operation && operation.operators().contains("for")) {
                exact = false;
                add("", operation.operands().get(0));
            } else if (element instanceof Entry entry) {
                named(entry.key(), entry.value());
            } else if (element instanceof Collection pair && pair.bracket() == '(' && pair.elements().size() == 2) {
                named(pair.elements().get(0), pair.elements().get(1));
            } else {
                add(String.valueOf(values.size()), element);
            }
        }

        private void named(Expression key, Expression value) {
            Optional<String> name = text(Optional.of(key));
            exact &= name.isPresent();
            keyed |= name.isEmpty();
            add(name.orElse(""), value);
        }

        /** The elements of something that can be iterated. */
        private void unpack(Expression iterable, int hops) {
            if (hops > MAX_HOPS) {
                exact = false;
            } else if (iterable instanceof Collection collection) {
                collection.elements().forEach(element -> item(element, hops + 1));
            } else if (iterable instanceof Operation operation && operation.operators().contains("for")) {
                item(operation, hops + 1);
            } else if (iterable instanceof Operation operation) {
                exact &= operation.operators().stream().allMatch("+"::equals);
                operation.operands().forEach(operand -> unpack(operand, hops + 1));
            } else if (iterable instanceof Call call && isCollection(call)) {
                for (Argument argument : call.arguments()) {
                    if (argument.name().isPresent()) {
                        add(argument.name().get(), argument.value());
                    } else {
                        unpack(argument.value(), hops + 1);
                    }
                }
            } else if (iterable instanceof Expression.Name name) {
                variable(name, hops + 1);
            } else {
                exact = false;
            }
        }

        /**
         * A list that is filled step by step: {@code layers = []}, {@code layers.append(...)}, {@code layers += [...]}.
         */
        private void variable(Expression.Name name, int hops) {
            List<Statement> scope = scope(name);
            exact &= !scope.isEmpty();
            for (Statement statement : scope) {
                int before = values.size();
                if (statement instanceof Assignment assignment && assignment.assigns(name.id())) {
                    unpack(assignment.value(), hops + 1);
                } else if (statement instanceof Statement.Simple) {
                    statement.calls().forEach(call -> grow(call, name.id(), hops));
                }
                exact &= values.size() == before || isUnconditional(statement);
            }
        }

        private void grow(Call call, String list, int hops) {
            String callee = call.callee().dotted().orElse("");
            Optional<Expression> value = call.positional(0).map(Argument::value);
            if (callee.equals(list + ".append")) {
                value.ifPresent(element -> item(element, hops + 1));
            } else if (callee.equals(list + ".extend")) {
                value.ifPresent(element -> unpack(element, hops + 1));
            } else if (callee.startsWith(list + ".") && call.callee() instanceof Expression.Attribute) {
                exact = false;
            }
        }

        private boolean isUnconditional(Statement statement) {
            return source.functionAt(statement.range().offset())
                    .map(function -> function.body().stream().anyMatch(direct -> direct == statement)).orElse(true);
        }

        /** The statements before an expression in the function around it. */
        List<Statement> scope(Expression expression) {
            int offset = expression.range().offset();
            Optional<FunctionDefinition> function = source.functionAt(offset);
            return function.stream().flatMap(Statement::walk)
                    .filter(statement -> statement.range().offset() < offset && !statement.range().contains(offset))
                    .toList();
        }
    }
}
