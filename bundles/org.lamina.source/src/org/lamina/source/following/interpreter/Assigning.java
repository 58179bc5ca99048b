package org.lamina.source.following.interpreter;

import java.util.List;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement.Assignment;

/** Follows assignments. */
final class Assigning {

    private final Follower follower;
    private final Scope scope;

    Assigning(Follower follower, Scope scope) {
        this.follower = follower;
        this.scope = scope;
    }

    void run(Assignment assignment) {
        Value value = follower.evaluator().value(assignment.value(), scope);
        boolean gradient = assignment.targets().stream().anyMatch(
                target -> target instanceof Expression.Attribute attribute && attribute.name().equals("grad"));
        if (gradient) {
            follower.event(LoopEvent.Kind.ZERO_GRAD, assignment.range(), "");
        }
        if (!assignment.operator().equals("=")) {
            String operator = assignment.operator().substring(0, assignment.operator().length() - 1);
            Expression target = assignment.targets().get(0);
            Value before = follower.evaluator().value(target, scope);
            Value after = new Arithmetic(follower).apply(operator, before, value, assignment.range());
            follower.targets().assign(target, after, scope);
            return;
        }
        List<Expression> targets = assignment.targets();
        for (int i = targets.size() - 1; i >= 0; i--) {
            follower.targets().assign(targets.get(i), value, scope);
        }
    }
}
