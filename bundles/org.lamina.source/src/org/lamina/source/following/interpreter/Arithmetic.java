package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.source.following.value.Arrays;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Truth;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.python.TextRange;

/** What operators make of values. */
final class Arithmetic {

    /** Longer lists and texts are of no interest. */
    private static final int MAX_ITEMS = 1_000;
    private static final Map<String, String> TYPES = Map.of("+", "Add", "-", "Sub", "*", "Mul", "/", "Div", "@",
            "MatMul", "**", "Pow");

    private static final Set<String> COMPARING = Set.of("==", "!=", "<", ">", "<=", ">=");

    private final Follower follower;

    Arithmetic(Follower follower) {
        this.follower = follower;
    }

    Value negated(Value value, TextRange range) {
        return value.number().isPresent() ? apply("-", Value.of(0L), value, range)
                : value instanceof Value.LossValue ? value : apply("*", value, Value.of(-1L), range);
    }

    Value apply(String operator, Value left, Value right, TextRange range) {
        if (left instanceof Value.LossValue || right instanceof Value.LossValue) {
            return left instanceof Value.LossValue ? left : right;
        }
        if (left instanceof Value.Tensor || right instanceof Value.Tensor) {
            return tensors(operator, left, right, range);
        }
        if (left instanceof Value.Array array) {
            return new Value.Array(Arrays.scaled(array.data(), operator, right), array.loader());
        }
        if (right instanceof Value.Array array) {
            return new Value.Array(Arrays.scaled(array.data(), operator, left), array.loader());
        }
        if (left instanceof Value.Sequence first && right instanceof Value.Sequence second && operator.equals("+")) {
            boolean fits = first.items.size() + second.items.size() <= MAX_ITEMS;
            return new Value.Sequence(Stream.concat(first.items.stream(), second.items.stream()).limit(MAX_ITEMS)
                    .toList(), first.exact && second.exact && fits);
        }
        if (left instanceof Value.Sequence list && operator.equals("*") && right.number().isPresent()) {
            return repeated(list, right.number().get().intValue());
        }
        if (operator.equals("%") && left.text().isPresent()) {
            return Texts.percent(left.text().get(), right);
        }
        if (left.constant().isPresent() && (operator.equals("in") || operator.equals("not in"))) {
            return contains(right, left.constant().get()).map(truth -> Value.of(truth == operator.equals("in")))
                    .orElseGet(Value::unknown);
        }
        if (left instanceof Value.Constant one && right instanceof Value.Constant other) {
            return constants(operator, one.content(), other.content());
        }
        return switch (operator) {
            case "or" -> Truth.of(left).map(truth -> truth ? left : right).orElseGet(Value::unknown);
            case "and" -> Truth.of(left).map(truth -> truth ? right : left).orElseGet(Value::unknown);
            case "is" -> none(left, right) ? Value.of(false) : Value.unknown();
            case "is not" -> none(left, right) ? Value.of(true) : Value.unknown();
            default -> isName(operator, left, right) ? Value.of(operator.equals("==")) : Value.unknown();
        };
    }

    private static Optional<Boolean> contains(Value all, Object one) {
        if (all instanceof Value.Mapping mapping) {
            boolean there = mapping.entries().containsKey(one);
            return there || mapping.arguments ? Optional.of(there) : Optional.empty();
        }
        boolean known = all instanceof Value.Sequence sequence && sequence.exact && sequence.items.stream()
                .allMatch(item -> item instanceof Value.Constant);
        return known ? Optional.of(((Value.Sequence) all).items.stream()
                .anyMatch(item -> same(((Value.Constant) item).content(), one))) : Optional.empty();
    }

    /** Whether something that is certainly an object is compared with None. */
    private static boolean none(Value left, Value right) {
        return right.isNone() && !(left instanceof Value.Unknown) && !(left instanceof Value.Member)
                && !(left instanceof Value.External) && !(left instanceof Value.Array);
    }

    /** {@code __name__ == "__main__"}. */
    private static boolean isName(String operator, Value left, Value right) {
        return operator.equals("==") && left instanceof Value.External external && external.name().equals("__name__")
                && right.text().filter("__main__"::equals).isPresent();
    }

    private Value tensors(String operator, Value left, Value right, TextRange range) {
        if (COMPARING.contains(operator)) {
            follower.record().predictions().judge(left);
            follower.record().predictions().judge(right);
        }
        List<Node> inputs = Stream.of(left, right).filter(Value.Tensor.class::isInstance)
                .map(value -> ((Value.Tensor) value).node()).distinct().toList();
        boolean plain = inputs.size() == 2 || left instanceof Value.Constant || right instanceof Value.Constant;
        String type = plain ? TYPES.getOrDefault(operator, NetworkLayer.UNKNOWN) : NetworkLayer.UNKNOWN;
        Framework framework = inputs.get(0).framework;
        return new Value.Tensor(type.equals(NetworkLayer.UNKNOWN) ? follower.tape().unknown(inputs, range)
                : follower.tape().function(framework, type, operator, Map.of(), inputs, range));
    }

    private static Value repeated(Value.Sequence list, int times) {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < times && items.size() < MAX_ITEMS && !list.items.isEmpty(); i++) {
            items.addAll(list.items);
        }
        return new Value.Sequence(items, list.exact && items.size() < MAX_ITEMS);
    }

    private static Value constants(String operator, Object left, Object right) {
        if (operator.equals("==") || operator.equals("is")) {
            return Value.of(same(left, right));
        }
        if (operator.equals("!=") || operator.equals("is not")) {
            return Value.of(!same(left, right));
        }
        if (operator.equals("or") || operator.equals("and")) {
            boolean truth = Truth.of(Value.of(left)).orElse(false);
            return Value.of(truth == operator.equals("or") ? left : right);
        }
        if (left instanceof Number one && right instanceof Number other) {
            return numbers(operator, one, other);
        }
        if (left instanceof String text && operator.equals("+") && right instanceof String more
                && text.length() + more.length() <= MAX_ITEMS) {
            return Value.of(text + more);
        }
        return Value.unknown();
    }

    private static boolean same(Object left, Object right) {
        return left instanceof Number one && right instanceof Number other ? one.doubleValue() == other.doubleValue()
                : Objects.equals(left, right);
    }

    private static Value numbers(String operator, Number left, Number right) {
        double one = left.doubleValue();
        double other = right.doubleValue();
        boolean whole = left instanceof Long && right instanceof Long;
        return switch (operator) {
            case "+" -> number(one + other, whole);
            case "-" -> number(one - other, whole);
            case "*" -> number(one * other, whole);
            case "/" -> other == 0 ? Value.unknown() : number(one / other, false);
            case "//" -> other == 0 ? Value.unknown() : number(Math.floor(one / other), whole);
            case "%" -> other == 0 ? Value.unknown() : number(one - other * Math.floor(one / other), whole);
            case "**" -> number(Math.pow(one, other), whole && other >= 0);
            case "<" -> Value.of(one < other);
            case ">" -> Value.of(one > other);
            case "<=" -> Value.of(one <= other);
            case ">=" -> Value.of(one >= other);
            default -> Value.unknown();
        };
    }

    private static Value number(double value, boolean whole) {
        return whole && Math.abs(value) < 1e15 ? Value.of((long) value) : Value.of(value);
    }
}
