package org.lamina.formats.torchscript;

import java.util.List;

/** Arithmetic and comparison on known numbers, texts and booleans. */
final class ScalarArithmetic {

    private ScalarArithmetic() {
    }

    /**
     * Applies an operator.
     *
     * @return its result; null if it is not known here, or has no result
     */
    static Object apply(String name, List<Object> operands) {
        Object left = operands.isEmpty() ? null : operands.get(0);
        Object right = operands.size() > 1 ? operands.get(1) : null;
        switch (name) {
            case "eq":
                return left != null && right != null ? (Object) same(left, right) : null;
            case "ne":
                return left != null && right != null ? (Object) !same(left, right) : null;
            case "__not__":
                return left instanceof Boolean flag ? (Object) !flag : null;
            case "__and__":
                return left instanceof Boolean a && right instanceof Boolean b ? (Object) (a && b) : null;
            case "__or__":
                return left instanceof Boolean a && right instanceof Boolean b ? (Object) (a || b) : null;
            case "int":
                return left instanceof Number number ? (Object) number.longValue()
                        : left instanceof Boolean flag ? (Object) (flag ? 1L : 0L) : null;
            case "__range_length":
                return operands.size() == 3 && left instanceof Long start && right instanceof Long end
                        && operands.get(2) instanceof Long step && step != 0
                                ? (Object) Math.max(0, -Math.floorDiv(start - end, step)) : null;
            case "__derive_index":
                return operands.size() == 3 && left instanceof Long index && right instanceof Long start
                        && operands.get(2) instanceof Long step ? (Object) (start + index * step) : null;
            case "float":
                return left instanceof Number number ? (Object) number.doubleValue() : null;
            case "bool":
                return left instanceof Number number ? (Object) (number.doubleValue() != 0) : left;
            default:
                if (left instanceof Long a && right == null) {
                    return unary(name, a);
                } else if (left instanceof Long a && right instanceof Long b) {
                    return binary(name, a, b);
                } else if (left instanceof Number a && right instanceof Number b) {
                    return binary(name, a.doubleValue(), b.doubleValue());
                }
                return null;
        }
    }

    private static boolean same(Object left, Object right) {
        return left instanceof Number a && right instanceof Number b ? a.doubleValue() == b.doubleValue()
                : left.equals(right);
    }

    private static Object unary(String name, long operand) {
        return switch (name) {
            case "neg" -> -operand;
            case "abs" -> Math.abs(operand);
            case "floor", "ceil", "round" -> operand;
            case "sqrt" -> Math.sqrt(operand);
            default -> null;
        };
    }

    private static Object binary(String name, long left, long right) {
        return switch (name) {
            case "add" -> left + right;
            case "sub" -> left - right;
            case "rsub" -> right - left;
            case "mul", "multiply" -> left * right;
            case "floordiv", "floor_divide", "__floordiv__" -> right == 0 ? null : (Object) Math.floorDiv(left, right);
            case "remainder", "__mod__" -> right == 0 ? null : (Object) Math.floorMod(left, right);
            case "div", "truediv" -> right == 0 ? null : (Object) ((double) left / right);
            case "min" -> Math.min(left, right);
            case "max" -> Math.max(left, right);
            default -> compare(name, left, right);
        };
    }

    private static Object binary(String name, double left, double right) {
        return switch (name) {
            case "add" -> left + right;
            case "sub" -> left - right;
            case "mul" -> left * right;
            case "div", "truediv" -> left / right;
            case "pow" -> Math.pow(left, right);
            case "min" -> Math.min(left, right);
            case "max" -> Math.max(left, right);
            default -> compare(name, left, right);
        };
    }

    private static Object compare(String name, double left, double right) {
        return switch (name) {
            case "lt" -> left < right;
            case "le" -> left <= right;
            case "gt" -> left > right;
            case "ge" -> left >= right;
            default -> null;
        };
    }
}
