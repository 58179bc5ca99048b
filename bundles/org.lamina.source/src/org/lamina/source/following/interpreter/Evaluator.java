package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Collection;
import org.lamina.source.python.Expression.Entry;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression.Opaque;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Expression.Subscript;
import org.lamina.source.python.TextRange;

/** Finds out what expressions stand for. */
final class Evaluator {

    private static final int MAX_ELEMENTS = 200;

    /** Expressions within expressions, those of called functions included; keeps the stack small. */
    private static final int MAX_DEPTH = 300;

    private final Follower follower;
    private int depth;

    Evaluator(Follower follower) {
        this.follower = follower;
    }

    Value value(Expression expression, Scope scope) {
        follower.step();
        if (depth >= MAX_DEPTH) {
            return Value.unknown();
        }
        depth++;
        try {
            return found(expression, scope);
        } finally {
            depth--;
        }
    }

    private Value found(Expression expression, Scope scope) {
        if (expression instanceof Literal literal) {
            return Value.of(literal.value().orElse(null));
        }
        if (expression instanceof Name name) {
            return name(name.id(), scope);
        }
        if (expression instanceof Attribute attribute) {
            return attribute(attribute, scope);
        }
        if (expression instanceof Call call) {
            return call(call, scope);
        }
        if (expression instanceof Subscript subscript) {
            return new Subscripts(follower).value(value(subscript.target(), scope), subscript, scope);
        }
        if (expression instanceof Collection collection) {
            return collection(collection, scope);
        }
        if (expression instanceof Operation operation) {
            return new Operations(follower, scope).value(operation);
        }
        return expression instanceof Opaque ? new Texts(follower, scope).formatted(expression.range())
                : Value.unknown();
    }

    private Value name(String id, Scope scope) {
        return scope.find(id).orElseGet(() -> follower.imports().value(scope.source(), id));
    }

    private Value attribute(Attribute attribute, Scope scope) {
        return attribute(attribute, value(attribute.target(), scope));
    }

    /** What is called: in Java, a method and a field may have one name. */
    private Value callee(Call call, Scope scope) {
        if (!follower.source().isJava() || !(call.callee() instanceof Attribute attribute)) {
            return value(call.callee(), scope);
        }
        Value target = value(attribute.target(), scope);
        Optional<Value> method = target instanceof Value.Instance instance
                ? Classes.method(follower, instance.type, attribute.name(), false)
                        .or(() -> Classes.method(follower, instance.type, attribute.name() + "/"
                                + call.arguments().size(), false)).map(found -> found.of(instance))
                : Optional.empty();
        return method.orElseGet(() -> attribute(attribute, target));
    }

    private Value attribute(Attribute attribute, Value target) {
        return attribute(target, attribute.name(), attribute.target().dotted().orElse(""), attribute.range());
    }

    /**
     * An attribute of a value.
     *
     * @param spelling how the program writes the value; empty if it is no dotted name
     */
    Value attribute(Value target, String name, String spelling, TextRange range) {
        if (target instanceof Value.External external) {
            return name.equals("__name__") ? Value.unknown() : new Value.External(external.name() + "." + name);
        }
        if (target instanceof Value.Instance instance) {
            Value known = instance.attributes.get(name);
            if (known != null) {
                return known;
            }
            return Classes.member(follower, instance, name)
                    .orElseGet(() -> new Value.Member(target, name, spelling));
        }
        if (target instanceof Value.UserClass type) {
            return Classes.member(follower, type, name).orElseGet(Value::unknown);
        }
        return Members.value(follower, target, name, range).or(() -> follower.calls().attribute(target, name, range))
                .orElseGet(() -> new Value.Member(target, name, spelling));
    }

    private Value call(Call call, Scope scope) {
        Value callee = callee(call, scope);
        Args args = args(call, scope);
        if (callee instanceof Value.Member member && member.name().equals("add") || callee instanceof Value.External
                && call.callee() instanceof Attribute attribute && attribute.name().equals("add")) {
            callee = adopt(call, args, scope) ? value(call.callee(), scope) : callee;
        }
        return follower.calls().call(callee, args, call, scope);
    }

    /** {@code model.add(Dense(1))} on something that is not known: it must be a sequential model. Whether it was. */
    private boolean adopt(Call call, Args args, Scope scope) {
        if (call.callee() instanceof Attribute attribute && attribute.target() instanceof Name name
                && args.positional().size() == 1 && args.positional().get(0).value() instanceof Part part) {
            Value target = value(name, scope);
            if (target instanceof Value.Unknown || target instanceof Value.External) {
                Chain chain = new Chain(part.framework, name.range(), false);
                chain.name = name.id();
                follower.record().chain(chain);
                scope.set(name.id(), chain);
                return true;
            }
        }
        return false;
    }

    /** The arguments of a call. */
    Args args(Call call, Scope scope) {
        List<Arg> positional = new ArrayList<>();
        Map<String, Arg> keywords = new LinkedHashMap<>();
        boolean exact = true;
        for (Argument argument : call.arguments()) {
            Value value = value(argument.value(), scope);
            Arg arg = new Arg(value, argument.value().range());
            if (argument.name().isPresent()) {
                keywords.put(argument.name().get(), arg);
            } else if (!argument.unpacked()) {
                positional.add(arg);
            } else if (value instanceof Value.Sequence sequence) {
                sequence.items.forEach(item -> positional.add(new Arg(item, arg.range())));
                exact &= sequence.exact;
            } else if (value instanceof Chain chain && chain.outputs.isEmpty()) {
                chain.layers.forEach(item -> positional.add(new Arg(item, arg.range())));
                exact &= chain.exact;
            } else if (value instanceof Value.Mapping mapping) {
                mapping.entries().forEach((key, item) -> keywords.put(String.valueOf(key), new Arg(item,
                        arg.range())));
            } else {
                exact = false;
            }
        }
        return new Args(positional, keywords, exact, call.range());
    }

    private Value collection(Collection collection, Scope scope) {
        if (collection.bracket() == '{') {
            Map<Object, Value> entries = new LinkedHashMap<>();
            for (Expression element : collection.elements()) {
                if (element instanceof Entry entry) {
                    Value value = value(entry.value(), scope);
                    value(entry.key(), scope).constant().ifPresent(key -> entries.put(key, value));
                } else if (isSpread(element) && value(((Operation) element).operands().get(0), scope)
                        instanceof Value.Mapping more) {
                    entries.putAll(more.entries());
                }
            }
            return new Value.Mapping(entries);
        }
        List<Value> items = new ArrayList<>();
        boolean exact = true;
        for (Expression element : collection.elements()) {
            if (items.size() >= MAX_ELEMENTS) {
                return new Value.Sequence(items, false);
            }
            Value value = isSpread(element)
                    ? new Spread(value(((Operation) element).operands().get(0), scope)).unwrapped()
                    : value(element, scope);
            boolean comprehension = element instanceof Operation operation && operation.operators().contains("for");
            if (value instanceof Value.Sequence sequence && (comprehension || isSpread(element))) {
                items.addAll(sequence.items);
                exact &= sequence.exact;
            } else {
                items.add(value);
            }
        }
        return new Value.Sequence(items, exact);
    }

    private static boolean isSpread(Expression element) {
        return element instanceof Operation operation && operation.operands().size() == 1
                && (operation.operators().equals(List.of("*")) || operation.operators().equals(List.of("**")));
    }

    /** A value that is spread into a list. */
    private record Spread(Value value) {
        Value unwrapped() {
            return value instanceof Chain chain && chain.outputs.isEmpty()
                    ? new Value.Sequence(chain.layers, chain.exact)
                    : value instanceof Value.Sequence ? value : new Value.Sequence(List.of(Value.unknown()), false);
        }
    }
}
