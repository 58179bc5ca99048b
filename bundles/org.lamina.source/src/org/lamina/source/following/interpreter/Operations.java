package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Joining;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Truth;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Operation;

/** Finds out what runs of operands and operators stand for, by the precedence of operators in Python. */
final class Operations {

    private static final int MAX_COMPREHENDED = 64;
    /** Binary operators, loosest first; those of one row bind alike. */
    private static final List<List<String>> PRECEDENCE = List.of(List.of("or"), List.of("and"),
            List.of("==", "!=", "<", ">", "<=", ">=", "in", "is", "not in", "is not"), List.of("|"), List.of("^"),
            List.of("&"), List.of("<<", ">>"), List.of("+", "-"), List.of("*", "/", "//", "%", "@"), List.of("**"));

    private static final int COMPARISON = 2;

    private final Follower follower;
    private final Scope scope;

    Operations(Follower follower, Scope scope) {
        this.follower = follower;
        this.scope = scope;
    }

    Value value(Operation operation) {
        List<String> operators = operation.operators();
        if (operators.contains("for")) {
            return comprehension(operation);
        }
        if (operators.indexOf("lambda") == 0 && operation.places().get(0) == 0) {
            return new Lambdas(follower).function(operation, scope);
        }
        if (operators.contains("lambda") || operators.contains(":") || operators.contains("yield")) {
            return Value.unknown();
        }
        if (operators.contains("await") && operation.operands().size() == 1) {
            return follower.evaluator().value(operation.operands().get(0), scope);
        }
        int ifAt = operators.indexOf("if");
        int elseAt = operators.indexOf("else");
        if (ifAt >= 0 && elseAt > ifAt) {
            return choice(operation, ifAt, elseAt);
        }
        return new Reader(operation, 0, operators.size(), 0, operation.operands().size()).read();
    }

    /** {@code a if b else c}. */
    private Value choice(Operation operation, int ifAt, int elseAt) {
        int first = operation.places().get(ifAt);
        int second = operation.places().get(elseAt);
        Value condition = new Reader(operation, ifAt + 1, elseAt, first, second).read();
        Optional<Boolean> truth = Truth.of(condition);
        Value yes = truth.orElse(true) ? new Reader(operation, 0, ifAt, 0, first).read() : null;
        Value no = truth.orElse(false) ? null
                : new Reader(operation, elseAt + 1, operation.operators().size(), second,
                        operation.operands().size()).read();
        return yes == null ? no : no == null ? yes
                : Joining.values(follower.tape(), List.of(yes, no), operation.range());
    }

    /** {@code f(x) for x in xs if x > 0}; several {@code for} nest. */
    private Value comprehension(Operation operation) {
        int forAt = operation.operators().indexOf("for");
        int inAt = operation.operators().indexOf("in");
        int before = operation.places().get(forAt);
        if (inAt < forAt || before == 0 || operation.operands().size() < before + 2) {
            return new Value.Sequence(List.of(Value.unknown()), false);
        }
        Expression target = operation.operands().get(before);
        Value iterable = follower.evaluator().value(operation.operands().get(before + 1), scope);
        boolean plain = operation.operators().size() == inAt + 1;
        List<Value> items = Iteration.items(follower, iterable, MAX_COMPREHENDED);
        boolean known = iterable instanceof Value.Sequence sequence && sequence.exact
                && sequence.items.size() <= MAX_COMPREHENDED || iterable instanceof Chain chain && chain.exact;
        List<Value> results = new ArrayList<>();
        follower.inLoop(operation.range(), true, () -> {
            for (Value item : items) {
                Scope inner = new Scope(scope);
                follower.targets().assign(target, item, inner);
                results.add(new Operations(follower, inner).new Reader(operation, 0, forAt, 0, before).read());
            }
        });
        return new Value.Sequence(results, known && plain);
    }

    /** Reads operators from one to another and the operands that belong to them. */
    private final class Reader {

        private final Operation operation;
        private final int toOperator;
        private final int toOperand;
        private int operator;
        private int operand;

        Reader(Operation operation, int fromOperator, int toOperator, int fromOperand, int toOperand) {
            this.operation = operation;
            this.operator = fromOperator;
            this.toOperator = toOperator;
            this.operand = fromOperand;
            this.toOperand = toOperand;
        }

        Value read() {
            return binary(0);
        }

        /** Operands joined by operators that bind at least this tightly. */
        private Value binary(int loosest) {
            Value left = unary();
            while (operator < toOperator && operation.places().get(operator) == operand) {
                String symbol = symbol();
                int level = level(symbol);
                if (level < loosest) {
                    return left;
                }
                operator += symbol.contains(" ") ? 2 : 1;
                Value right = binary(symbol.equals("**") ? level : level + 1);
                left = new Arithmetic(follower).apply(symbol, left, right, operation.range());
            }
            return left;
        }

        private static int level(String symbol) {
            int level = 0;
            while (level < PRECEDENCE.size() && !PRECEDENCE.get(level).contains(symbol)) {
                level++;
            }
            return level == PRECEDENCE.size() ? -1 : level;
        }

        private String symbol() {
            String first = operation.operators().get(operator);
            boolean two = operator + 1 < toOperator && operation.places().get(operator + 1) == operand;
            String second = two ? operation.operators().get(operator + 1) : "";
            return first.equals("not") && second.equals("in") ? "not in"
                    : first.equals("is") && second.equals("not") ? "is not" : first;
        }

        /** An operand behind its signs; without recursion, since text that is no program may have many. */
        private Value unary() {
            boolean negated = false;
            int nots = operator;
            while (isPrefix() && operation.operators().get(operator).equals("not")) {
                operator++;
                negated = !negated;
            }
            if (operator > nots) {
                boolean odd = negated;
                return Truth.of(binary(COMPARISON)).map(truth -> Value.of(truth != odd)).orElseGet(Value::unknown);
            }
            List<String> signs = new ArrayList<>();
            while (isPrefix()) {
                signs.add(operation.operators().get(operator++));
            }
            if (operand >= toOperand) {
                operator = toOperator;
                return Value.unknown();
            }
            Value value = follower.evaluator().value(operation.operands().get(operand++), scope);
            for (int i = signs.size() - 1; i >= 0; i--) {
                value = signs.get(i).equals("-") ? new Arithmetic(follower).negated(value, operation.range())
                        : signs.get(i).equals("+") ? value : Value.unknown();
            }
            return value;
        }

        private boolean isPrefix() {
            return operator < toOperator && operation.places().get(operator) == operand;
        }
    }
}
