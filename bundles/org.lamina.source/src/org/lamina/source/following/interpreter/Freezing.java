package org.lamina.source.following.interpreter;

import java.util.List;
import java.util.Optional;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.TextRange;

/** Notes that a loop over the parameters of a network freezes all of them, or lets all of them be trained again. */
final class Freezing {

    private final Follower follower;

    Freezing(Follower follower) {
        this.follower = follower;
    }

    /** A loop whose body has conditions freezes some parameters and not all. */
    void note(Block loop, Expression target, Value.Parameters parameters) {
        Expression last = target instanceof Expression.Collection pair && !pair.elements().isEmpty()
                ? pair.elements().get(pair.elements().size() - 1) : target;
        if (!(last instanceof Name variable) || loop.body().stream().anyMatch(Block.class::isInstance)) {
            return;
        }
        for (Statement statement : loop.body()) {
            change(statement, variable.id()).ifPresent(change -> follower.event(change.trains() ? Kind.THAW
                    : Kind.FREEZE, change.range(), parameters.spelling(), parameters.network()));
        }
    }

    private record Change(boolean trains, TextRange range) {
    }

    private static Optional<Change> change(Statement statement, String variable) {
        if (statement instanceof Assignment made && made.assigns(variable + ".requires_grad")
                && made.operator().equals("=")) {
            return truth(made.value()).map(trains -> new Change(trains, made.range()));
        }
        if (statement instanceof Statement.Simple simple && simple.expressions().size() == 1
                && simple.expressions().get(0) instanceof Call call && call.callee() instanceof Attribute method
                && method.name().equals("requires_grad_") && method.target() instanceof Name name
                && name.id().equals(variable)) {
            List<Expression.Argument> arguments = call.arguments();
            return arguments.isEmpty() ? Optional.of(new Change(true, call.range()))
                    : truth(arguments.get(0).value()).map(trains -> new Change(trains, call.range()));
        }
        return Optional.empty();
    }

    private static Optional<Boolean> truth(Expression value) {
        return value instanceof Literal literal ? literal.value().filter(Boolean.class::isInstance)
                .map(Boolean.class::cast) : Optional.empty();
    }
}
