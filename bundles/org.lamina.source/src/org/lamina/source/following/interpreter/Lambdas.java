package org.lamina.source.following.interpreter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.FunctionDefinition;

/** {@code lambda x, y: (x / 255, y)} as a function. */
final class Lambdas {

    private static final String NAME = "lambda";
    private static final int MAX_PARAMETERS = 200;

    private final Follower follower;

    Lambdas(Follower follower) {
        this.follower = follower;
    }

    /** The function; unknown where its parameters are more than names. */
    Value function(Operation lambda, Scope scope) {
        String text = follower.text(lambda.range());
        int colon = text.indexOf(':');
        if (lambda.operands().isEmpty() || colon < NAME.length() || colon > MAX_PARAMETERS) {
            return Value.unknown();
        }
        String between = text.substring(NAME.length(), colon).strip();
        List<String> names = between.isEmpty() ? List.of() : Arrays.asList(between.split("\\s*,\\s*"));
        if (!names.stream().allMatch(name -> name.matches("\\w+"))) {
            return Value.unknown();
        }
        Statement body = new Statement.Simple("return", List.of(body(lambda)), lambda.range());
        return new Value.Function(new FunctionDefinition(NAME, names, Map.of(), List.of(), List.of(body),
                lambda.range()), scope, Optional.empty());
    }

    private static Expression body(Operation lambda) {
        int count = lambda.operators().size();
        return count == 1 && lambda.operands().size() == 1 ? lambda.operands().get(0)
                : new Operation(lambda.operators().subList(1, count), lambda.places().subList(1, count),
                        lambda.operands(), lambda.range());
    }
}
