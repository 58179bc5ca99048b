package org.lamina.source.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ForStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.InfixExpression.Operator;
import org.eclipse.jdt.core.dom.NumberLiteral;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.VariableDeclarationExpression;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.TextRange;

/** Loops that count: {@code for (int i = 0; i < n; i++)} goes through the numbers of a range. */
final class Counting {

    private final ExpressionTranslation expressions;

    Counting(ExpressionTranslation expressions) {
        this.expressions = expressions;
    }

    /** The variable and what it goes through; empty for a loop of another form. */
    Optional<org.lamina.source.python.Expression> of(ForStatement loop) {
        if (loop.initializers().size() != 1 || loop.updaters().size() != 1
                || !(loop.initializers().get(0) instanceof VariableDeclarationExpression declared)
                || declared.fragments().size() != 1 || !(loop.getExpression() instanceof InfixExpression end)) {
            return Optional.empty();
        }
        VariableDeclarationFragment variable = (VariableDeclarationFragment) declared.fragments().get(0);
        String name = variable.getName().getIdentifier();
        int step = step((Expression) loop.updaters().get(0), name);
        boolean upwards = end.getOperator() == Operator.LESS || end.getOperator() == Operator.LESS_EQUALS;
        boolean downwards = end.getOperator() == Operator.GREATER || end.getOperator() == Operator.GREATER_EQUALS;
        if (step == 0 || variable.getInitializer() == null || !isName(end.getLeftOperand(), name)
                || !(step > 0 ? upwards : downwards)) {
            return Optional.empty();
        }
        boolean inclusive = end.getOperator() == Operator.LESS_EQUALS || end.getOperator() == Operator.GREATER_EQUALS;
        TextRange range = expressions.range(loop);
        org.lamina.source.python.Expression bound = expressions.told(end.getRightOperand());
        List<org.lamina.source.python.Expression> bounds = new ArrayList<>();
        bounds.add(expressions.told(variable.getInitializer()));
        bounds.add(!inclusive ? bound : new Operation(List.of("+"), List.of(1),
                List.of(bound, new Literal(Optional.of((long) Integer.signum(step)), range)), range));
        bounds.add(new Literal(Optional.of((long) step), range));
        return Optional.of(new Operation(List.of("in"), List.of(1), List.of(new Name(name, range),
                ExpressionTranslation.call(new Name("range", range), bounds, range)), range));
    }

    /** By how much an update changes a variable; 0 if that is not known. */
    private static int step(Expression update, String name) {
        int step = ExpressionTranslation.stepOf(update);
        if (step != 0) {
            return isName(ExpressionTranslation.stepped(update), name) ? step : 0;
        }
        if (update instanceof Assignment assignment && isName(assignment.getLeftHandSide(), name)
                && assignment.getRightHandSide() instanceof NumberLiteral by && by.getToken().matches("\\d{1,6}")) {
            int size = Integer.parseInt(by.getToken());
            return assignment.getOperator() == Assignment.Operator.PLUS_ASSIGN ? size
                    : assignment.getOperator() == Assignment.Operator.MINUS_ASSIGN ? -size : 0;
        }
        return 0;
    }

    private static boolean isName(Expression expression, String name) {
        return expression instanceof SimpleName simple && simple.getIdentifier().equals(name);
    }
}
