package org.lamina.source.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.CatchClause;
import org.eclipse.jdt.core.dom.ConstructorInvocation;
import org.eclipse.jdt.core.dom.DoStatement;
import org.eclipse.jdt.core.dom.EnhancedForStatement;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.ForStatement;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.LabeledStatement;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SuperConstructorInvocation;
import org.eclipse.jdt.core.dom.SwitchCase;
import org.eclipse.jdt.core.dom.SwitchStatement;
import org.eclipse.jdt.core.dom.SynchronizedStatement;
import org.eclipse.jdt.core.dom.TryStatement;
import org.eclipse.jdt.core.dom.TypeDeclarationStatement;
import org.eclipse.jdt.core.dom.VariableDeclarationExpression;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.eclipse.jdt.core.dom.VariableDeclarationStatement;
import org.eclipse.jdt.core.dom.WhileStatement;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.Simple;
import org.lamina.source.python.TextRange;

/** Tells the statements of a method. */
final class StatementTranslation {

    private final JavaUnit unit;
    private final JavaType type;
    private final ExpressionTranslation expressions;

    /**
     * @param isStatic whether there is no object around
     */
    StatementTranslation(JavaUnit unit, JavaType type, boolean isStatic) {
        this.unit = unit;
        this.type = type;
        this.expressions = new ExpressionTranslation(unit, type, isStatic);
    }

    /** The statements of a block or a single one. */
    List<Statement> statements(ASTNode statement) {
        unit.names().enter();
        List<Statement> told = new ArrayList<>();
        if (statement instanceof org.eclipse.jdt.core.dom.Block block) {
            Nodes.of(block.statements(), ASTNode.class).forEach(inner -> tell(inner, told));
        } else {
            tell(statement, told);
        }
        unit.names().leave();
        return told;
    }

    /** An assignment to a variable or field, with what its value needs before. */
    List<Statement> assigned(Expression target, org.eclipse.jdt.core.dom.Expression value) {
        Expression assigned = expressions.told(value);
        List<Statement> told = expressions.takeNeeded();
        told.add(new Assignment(List.of(target), "=", assigned, unit.range(value)));
        return told;
    }

    private void tell(ASTNode node, List<Statement> told) {
        TextRange range = unit.range(node);
        if (node instanceof org.eclipse.jdt.core.dom.Block block) {
            told.addAll(statements(block));
        } else if (node instanceof VariableDeclarationStatement declaration) {
            Nodes.of(declaration.fragments(), VariableDeclarationFragment.class)
                    .forEach(variable -> declare(variable, told));
        } else if (node instanceof ExpressionStatement statement) {
            expression(statement.getExpression(), told);
        } else if (node instanceof ReturnStatement statement) {
            simple("return", statement.getExpression(), range, told);
        } else if (node instanceof IfStatement statement) {
            branches(statement, told);
        } else if (node instanceof ForStatement || node instanceof EnhancedForStatement
                || node instanceof WhileStatement || node instanceof DoStatement) {
            loop(node, told);
        } else if (node instanceof TryStatement statement) {
            attempt(statement, told);
        } else if (node instanceof SwitchStatement statement) {
            choose(statement, told);
        } else if (node instanceof LabeledStatement statement) {
            tell(statement.getBody(), told);
        } else if (node instanceof SynchronizedStatement statement) {
            tell(statement.getBody(), told);
        } else if (node instanceof TypeDeclarationStatement statement) {
            unit.names().type(statement.getDeclaration()).ifPresent(local -> told.addAll(expressions.local(local)));
        } else if (node instanceof ConstructorInvocation statement) {
            construct(type, statement.arguments(), range, told);
        } else if (node instanceof SuperConstructorInvocation statement) {
            unit.names().lineage(type).stream().skip(1).findFirst()
                    .ifPresent(base -> construct(base, statement.arguments(), range, told));
        } else {
            leave(node, range, told);
        }
    }

    private void leave(ASTNode node, TextRange range, List<Statement> told) {
        switch (node.getNodeType()) {
            case ASTNode.THROW_STATEMENT -> told.add(new Simple("raise", List.of(), range));
            case ASTNode.BREAK_STATEMENT -> told.add(new Simple("break", List.of(), range));
            case ASTNode.CONTINUE_STATEMENT -> told.add(new Simple("continue", List.of(), range));
            default -> {
                return;
            }
        }
    }

    private void simple(String keyword, org.eclipse.jdt.core.dom.Expression written, TextRange range,
            List<Statement> told) {
        List<Expression> values = written == null ? List.of() : List.of(expressions.told(written));
        told.addAll(expressions.takeNeeded());
        told.add(new Simple(keyword, values, range));
    }

    private void declare(VariableDeclarationFragment variable, List<Statement> told) {
        String name = variable.getName().getIdentifier();
        unit.names().declare(name);
        if (variable.getInitializer() != null) {
            told.addAll(assigned(new Name(name, unit.range(variable.getName())), variable.getInitializer()));
        }
    }

    /** An expression that stands for itself: a call, an assignment, a declaration in the head of a loop. */
    private void expression(org.eclipse.jdt.core.dom.Expression written, List<Statement> told) {
        TextRange range = unit.range(written);
        if (written instanceof VariableDeclarationExpression declaration) {
            Nodes.of(declaration.fragments(), VariableDeclarationFragment.class)
                    .forEach(variable -> declare(variable, told));
        } else if (written instanceof org.eclipse.jdt.core.dom.Assignment assignment) {
            Expression value = expressions.told(assignment.getRightHandSide());
            Expression target = expressions.told(assignment.getLeftHandSide());
            told.addAll(expressions.takeNeeded());
            told.add(new Assignment(List.of(target), assignment.getOperator().toString(), value, range));
        } else if (ExpressionTranslation.stepOf(written) != 0) {
            Expression target = expressions.told(ExpressionTranslation.stepped(written));
            told.add(new Assignment(List.of(target), "+=", new Literal(Optional.of(
                    (long) ExpressionTranslation.stepOf(written)), range), range));
        } else {
            simple("", written, range, told);
        }
    }

    private void construct(JavaType constructed, List<?> written, TextRange range, List<Statement> told) {
        List<Expression> arguments = new ArrayList<>(List.of(new Name(TypeTranslation.SELF, range)));
        Nodes.of(written, org.eclipse.jdt.core.dom.Expression.class)
                .forEach(argument -> arguments.add(expressions.told(argument)));
        told.addAll(expressions.takeNeeded());
        told.add(new Simple("", List.of(ExpressionTranslation.call(new Attribute(new Name(constructed.name(), range),
                "__init__/" + written.size(), range, range), arguments, range)), range));
    }

    private void branches(IfStatement statement, List<Statement> told) {
        Expression condition = expressions.told(statement.getExpression());
        told.addAll(expressions.takeNeeded());
        told.add(new Block("if", List.of(condition), statements(statement.getThenStatement()),
                unit.range(statement)));
        if (statement.getElseStatement() != null) {
            told.add(new Block("else", List.of(), statements(statement.getElseStatement()),
                    unit.range(statement.getElseStatement())));
        }
    }

    private void loop(ASTNode node, List<Statement> told) {
        TextRange range = unit.range(node);
        unit.names().enter();
        if (node instanceof ForStatement statement) {
            List<Statement> start = new ArrayList<>();
            Nodes.of(statement.initializers(), org.eclipse.jdt.core.dom.Expression.class)
                    .forEach(each -> expression(each, start));
            Optional<Expression> counted = new Counting(expressions).of(statement);
            told.addAll(start);
            List<Statement> body = new ArrayList<>(statements(statement.getBody()));
            if (counted.isPresent()) {
                told.add(new Block("for", List.of(counted.get()), body, range));
            } else {
                Nodes.of(statement.updaters(), org.eclipse.jdt.core.dom.Expression.class)
                        .forEach(each -> expression(each, body));
                told.add(new Block("while", List.of(), body, range));
            }
        } else if (node instanceof EnhancedForStatement statement) {
            Expression all = expressions.told(statement.getExpression());
            told.addAll(expressions.takeNeeded());
            String variable = statement.getParameter().getName().getIdentifier();
            unit.names().declare(variable);
            told.add(new Block("for", List.of(new Operation(List.of("in"), List.of(1),
                    List.of(new Name(variable, range), all), range)), statements(statement.getBody()), range));
        } else {
            told.add(new Block("while", List.of(), statements(node instanceof WhileStatement loop ? loop.getBody()
                    : ((DoStatement) node).getBody()), range));
        }
        unit.names().leave();
    }

    private void attempt(TryStatement statement, List<Statement> told) {
        unit.names().enter();
        Nodes.of(statement.resources(), org.eclipse.jdt.core.dom.Expression.class)
                .forEach(resource -> expression(resource, told));
        told.add(new Block("try", List.of(), statements(statement.getBody()), unit.range(statement)));
        unit.names().leave();
        for (CatchClause caught : Nodes.of(statement.catchClauses(), CatchClause.class)) {
            unit.names().enter();
            unit.names().declare(caught.getException().getName().getIdentifier());
            told.add(new Block("except", List.of(), statements(caught.getBody()), unit.range(caught)));
            unit.names().leave();
        }
        if (statement.getFinally() != null) {
            told.add(new Block("finally", List.of(), statements(statement.getFinally()),
                    unit.range(statement.getFinally())));
        }
    }

    private void choose(SwitchStatement statement, List<Statement> told) {
        Expression selector = expressions.told(statement.getExpression());
        unit.names().enter();
        List<Expression> labels = new ArrayList<>();
        List<Statement> body = new ArrayList<>();
        List<Block> branches = new ArrayList<>();
        for (ASTNode each : Nodes.of(statement.statements(), ASTNode.class)) {
            if (each instanceof SwitchCase next) {
                close(branches, labels, body);
                Nodes.of(next.expressions(), org.eclipse.jdt.core.dom.Expression.class)
                        .forEach(value -> labels.add(expressions.equal(selector, value)));
                if (next.isDefault()) {
                    labels.add(new Literal(Optional.of(true), unit.range(next)));
                }
            } else {
                tell(each, body);
            }
        }
        close(branches, labels, body);
        unit.names().leave();
        told.addAll(expressions.takeNeeded());
        told.addAll(branches);
    }

    /** Ends the branch that is open; labels without statements go on to the next. */
    private static void close(List<Block> branches, List<Expression> labels, List<Statement> body) {
        body.removeIf(statement -> statement instanceof Simple simple && simple.keyword().equals("break"));
        if (labels.isEmpty() || body.isEmpty()) {
            return;
        }
        TextRange range = labels.get(0).range();
        List<Integer> places = new ArrayList<>();
        for (int i = 1; i < labels.size(); i++) {
            places.add(i);
        }
        Expression any = labels.size() == 1 ? labels.get(0)
                : new Operation(places.stream().map(place -> "or").toList(), places, labels, range);
        branches.add(new Block(branches.isEmpty() ? "if" : "elif", List.of(any), List.copyOf(body), range));
        labels.clear();
        body.clear();
    }
}
