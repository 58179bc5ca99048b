package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Joining;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Truth;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;

/**
 * Follows statements in the order in which they would run. Where a condition is not known, both ways are followed and
 * what they disagree on is unknown afterwards. A loop over something known and short is followed step by step, any
 * other once.
 */
final class Statements {

    private static final int MAX_UNROLLED = 40;

    private final Follower follower;

    Statements(Follower follower) {
        this.follower = follower;
    }

    /** Follows statements; whether they certainly leave the function or loop. */
    boolean run(List<Statement> statements, Scope scope) {
        for (int i = 0; i < statements.size(); i++) {
            follower.step();
            Statement statement = statements.get(i);
            if (statement instanceof Block block && block.keyword().equals("if")) {
                List<Block> branches = new ArrayList<>(List.of(block));
                while (i + 1 < statements.size() && statements.get(i + 1) instanceof Block next
                        && (next.keyword().equals("elif") || next.keyword().equals("else"))) {
                    branches.add(next);
                    i++;
                }
                if (branches(branches, scope)) {
                    return true;
                }
            } else if (run(statement, scope)) {
                return true;
            }
        }
        return false;
    }

    private boolean run(Statement statement, Scope scope) {
        if (statement instanceof FunctionDefinition function) {
            scope.set(function.name(), new Value.Function(function, scope, Optional.empty()));
        } else if (statement instanceof ClassDefinition definition) {
            scope.set(definition.name(), new Value.UserClass(definition, scope));
        } else if (statement instanceof Assignment assignment) {
            new Assigning(follower, scope).run(assignment);
        } else if (statement instanceof Block block) {
            return block(block, scope);
        } else if (statement instanceof Statement.Simple simple) {
            return simple(simple, scope);
        }
        return false;
    }

    private boolean simple(Statement.Simple simple, Scope scope) {
        List<Value> values = simple.keyword().equals("@") || simple.keyword().equals("del") ? List.of()
                : simple.expressions().stream().map(expression -> follower.evaluator().value(expression, scope))
                        .toList();
        if (values.size() == 1 && values.get(0) instanceof Value.Tensor changed) {
            changedInPlace(simple.expressions().get(0)).filter(name -> scope.find(name)
                    .filter(Value.Tensor.class::isInstance).isPresent()).ifPresent(name -> scope.set(name, changed));
        }
        if (simple.keyword().equals("return")) {
            follower.returns(values.isEmpty() ? Value.of(null) : values.get(0));
        }
        return Set.of("return", "raise", "break", "continue").contains(simple.keyword());
    }

    /** The variable that a statement changes by a function of PyTorch with a low line at its end: {@code x.relu_()}. */
    private static Optional<String> changedInPlace(Expression statement) {
        if (!(statement instanceof Expression.Call call) || !(call.callee() instanceof Expression.Attribute method)
                || !method.name().matches("[a-z]\\w*[a-z0-9]_")) {
            return Optional.empty();
        }
        Optional<Expression> first = call.positional(0).map(Expression.Argument::value);
        return first.filter(Expression.Name.class::isInstance).or(() -> Optional.of(method.target()))
                .filter(Expression.Name.class::isInstance).map(name -> ((Expression.Name) name).id());
    }

    /** Follows {@code if}, {@code elif}, {@code else}. */
    private boolean branches(List<Block> branches, Scope scope) {
        Map<String, Value> before = scope.snapshot();
        List<Map<String, Value>> after = new ArrayList<>();
        boolean complete = false;
        boolean certain = true;
        for (Block branch : branches) {
            scope.restore(before);
            Optional<Boolean> taken = branch.keyword().equals("else") ? Optional.of(true)
                    : branch.expressions().isEmpty() ? Optional.empty()
                            : Truth.of(follower.evaluator().value(branch.expressions().get(0), scope));
            if (taken.isPresent() && !taken.get()) {
                continue;
            }
            if (!follower.undecided(taken.isEmpty() || !certain,
                    () -> follower.blocks().in(branch, () -> run(branch.body(), scope)))) {
                after.add(scope.snapshot());
            }
            certain &= taken.isPresent();
            if (taken.isPresent()) {
                complete = true;
                break;
            }
        }
        if (!complete) {
            after.add(before);
        }
        if (after.isEmpty()) {
            return true;
        }
        scope.restore(Joining.variables(follower.tape(), after, branches.get(0).range()));
        return false;
    }

    private boolean block(Block block, Scope scope) {
        return follower.blocks().in(block, () -> inside(block, scope));
    }

    private boolean inside(Block block, Scope scope) {
        switch (block.keyword()) {
            case "for" -> loop(block, scope);
            case "while" -> follower.inLoop(block.range(), false, () -> {
                block.expressions().forEach(expression -> follower.evaluator().value(expression, scope));
                run(block.body(), scope);
            });
            case "with" -> {
                return follower.withoutGradients(with(block, scope), () -> run(block.body(), scope));
            }
            case "try", "finally" -> {
                return run(block.body(), scope);
            }
            case "except" -> {
                Map<String, Value> before = scope.snapshot();
                run(block.body(), scope);
                scope.restore(Joining.missing(before, scope.snapshot()));
            }
            default -> run(block.body(), scope);
        }
        return false;
    }

    /** Follows what a block is entered with; whether no gradients are recorded in it. */
    private boolean with(Block block, Scope scope) {
        boolean nothing = false;
        for (Expression item : block.expressions()) {
            if (item instanceof Expression.Operation as && as.operands().size() == 3) {
                Value entered = follower.evaluator().value(as.operands().get(0), scope);
                follower.targets().assign(as.operands().get(2), entered, scope);
            } else {
                nothing |= follower.evaluator().value(item, scope) instanceof Value.Opaque entered
                        && entered.type().equals(Follower.NO_GRADIENTS);
            }
        }
        return nothing;
    }

    private void loop(Block block, Scope scope) {
        List<Expression> header = block.expressions();
        if (header.isEmpty() || !(header.get(header.size() - 1) instanceof Expression.Operation in)
                || in.operands().size() != 2 || !in.operators().equals(List.of("in"))) {
            follower.inLoop(block.range(), false, () -> run(block.body(), scope));
            return;
        }
        List<Expression> targets = new ArrayList<>(header.subList(0, header.size() - 1));
        targets.add(in.operands().get(0));
        Expression target = targets.size() == 1 ? targets.get(0)
                : new Expression.Collection('(', targets, block.range());
        Value iterable = follower.evaluator().value(in.operands().get(1), scope);
        if (iterable instanceof Value.Parameters parameters) {
            follower.freezing().loop(block, target, parameters.network(), parameters.spelling());
        } else if (in.operands().get(1) instanceof Expression.Attribute layers && layers.name().equals("layers")) {
            follower.freezing().loop(block, target, follower.evaluator().value(layers.target(), scope),
                    follower.text(layers.target().range()));
        }
        List<Value> items = Iteration.items(follower, iterable, MAX_UNROLLED);
        boolean samples = !(in.operands().get(1) instanceof Expression.Call call
                && call.callee().dotted().filter(name -> name.endsWith("range")).isPresent());
        Runnable body = () -> {
            for (Value item : items) {
                follower.targets().assign(target, item, scope);
                run(block.body(), scope);
            }
        };
        follower.repeated(Iteration.isExact(iterable, MAX_UNROLLED),
                () -> follower.inLoop(block.range(), samples, body));
    }
}
