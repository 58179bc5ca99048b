package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement.FunctionDefinition;

/** Gives the parameters of a function their values. */
final class Binding {

    private final Follower follower;
    private final Scope scope;

    Binding(Follower follower, Scope scope) {
        this.follower = follower;
        this.scope = scope;
    }

    void bind(Value.Function function, Args args, boolean known) {
        FunctionDefinition definition = function.definition();
        List<String> names = new ArrayList<>(definition.parameters());
        if (function.self().isPresent() && !names.isEmpty()) {
            scope.set(names.remove(0), function.self().get());
        }
        Set<String> starred = starred(definition, "*");
        Set<String> doubled = starred(definition, "**");
        List<Arg> positional = new ArrayList<>(args.positional());
        Set<String> bound = new HashSet<>();
        boolean afterStar = false;
        for (String name : names) {
            if (starred.contains(name)) {
                scope.set(name, new Value.Sequence(positional.stream().map(Arg::value).toList(), args.exact()));
                positional.clear();
                afterStar = true;
            } else if (doubled.contains(name)) {
                scope.set(name, rest(args, bound));
            } else {
                scope.set(name, argument(definition, name, args, afterStar ? List.of() : positional, known));
                bound.add(name);
            }
        }
    }

    private Value argument(FunctionDefinition definition, String name, Args args, List<Arg> positional,
            boolean known) {
        Arg keyword = args.keywords().get(name);
        if (keyword != null) {
            return keyword.value();
        }
        if (!positional.isEmpty()) {
            return positional.remove(0).value();
        }
        Expression value = definition.defaults().get(name);
        if (!known && value == null && args.exact() && !follower.source().isJava()) {
            return follower.known().find(name).orElseGet(Value::unknown);
        }
        if (value == null || known && !args.exact()) {
            return Value.unknown();
        }
        Value byDefault = follower.evaluator().value(value, scope);
        return !known && byDefault.isNone() ? Value.unknown() : byDefault;
    }

    private static Value rest(Args args, Set<String> bound) {
        Map<Object, Value> rest = new HashMap<>();
        args.keywords().forEach((name, arg) -> {
            if (!bound.contains(name)) {
                rest.put(name, arg.value());
            }
        });
        return new Value.Mapping(rest, args.exact());
    }

    private static Set<String> starred(FunctionDefinition definition, String stars) {
        Set<String> names = new HashSet<>();
        for (Expression expression : definition.signature()) {
            if (expression instanceof Expression.Operation operation && operation.operators().equals(List.of(stars))) {
                Optional<String> name = operation.operands().stream().findFirst().flatMap(Expression::dotted);
                name.ifPresent(names::add);
            }
        }
        return names;
    }
}
