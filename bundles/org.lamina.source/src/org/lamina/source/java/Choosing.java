package org.lamina.source.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.SwitchCase;
import org.eclipse.jdt.core.dom.SwitchExpression;
import org.eclipse.jdt.core.dom.YieldStatement;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Opaque;
import org.lamina.source.python.TextRange;

/** Switches that have a value, as conditions within conditions. */
final class Choosing {

    private record Case(List<Expression> labels, Expression value) {
    }

    private final ExpressionTranslation expressions;

    Choosing(ExpressionTranslation expressions) {
        this.expressions = expressions;
    }

    Expression told(SwitchExpression choice) {
        TextRange range = expressions.range(choice);
        Expression selector = expressions.told(choice.getExpression());
        List<Case> cases = new ArrayList<>();
        Expression otherwise = new Opaque(range);
        List<Expression> labels = new ArrayList<>();
        boolean isDefault = false;
        for (ASTNode each : Nodes.of(choice.statements(), ASTNode.class)) {
            if (each instanceof SwitchCase next) {
                Nodes.of(next.expressions(), org.eclipse.jdt.core.dom.Expression.class)
                        .forEach(label -> labels.add(expressions.equal(selector, label)));
                isDefault |= next.isDefault();
            } else {
                Expression value = value(each).map(expressions::told).orElseGet(() -> new Opaque(range));
                otherwise = isDefault ? value : otherwise;
                cases.add(new Case(List.copyOf(labels), value));
                labels.clear();
                isDefault = false;
            }
        }
        Expression told = otherwise;
        for (int i = cases.size() - 1; i >= 0; i--) {
            for (Expression label : cases.get(i).labels()) {
                told = expressions.choice(label, cases.get(i).value(), told, range);
            }
        }
        return told;
    }

    private static Optional<org.eclipse.jdt.core.dom.Expression> value(ASTNode statement) {
        return statement instanceof ExpressionStatement plain ? Optional.of(plain.getExpression())
                : statement instanceof YieldStatement yield ? Optional.ofNullable(yield.getExpression())
                        : Optional.empty();
    }
}
