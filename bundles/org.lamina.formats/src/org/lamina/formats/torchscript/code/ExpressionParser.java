package org.lamina.formats.torchscript.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.lamina.formats.torchscript.code.CodeLexer.Kind;
import org.lamina.formats.torchscript.code.CodeLexer.Token;

/** Parses expressions. Operators are read without precedence, since serialised code calls functions instead. */
final class ExpressionParser {

    private static final int NESTING_LIMIT = 200;
    private static final Set<String> BINARY = Set.of("+", "-", "*", "/", "//", "%", "**", "@", "==", "!=", "<", ">",
            "<=", ">=", "&", "|", "^", "and", "or", "is", "in", "not");

    private final TokenCursor tokens;
    private int nesting;
    private boolean trailingComma;

    ExpressionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** One expression, or several with commas between, which are a tuple. */
    Expression all() throws CodeSyntaxException {
        int offset = tokens.peek().offset();
        Expression first = one();
        if (!tokens.isSymbol(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (tokens.take(",")) {
            if (tokens.peek().kind() == Kind.LINE_END || tokens.isSymbol("=")) {
                break;
            }
            elements.add(one());
        }
        return new Expression.Sequence(elements, true, offset);
    }

    /** One expression. */
    Expression one() throws CodeSyntaxException {
        Expression left = operand();
        while ((tokens.peek().kind() == Kind.SYMBOL || tokens.peek().kind() == Kind.NAME)
                && BINARY.contains(tokens.peek().text())) {
            String operator = tokens.next().text();
            left = new Expression.Operator(operator, List.of(left, operand()), left.offset());
        }
        return left;
    }

    /** One expression without operators around it, as a type. */
    Expression operand() throws CodeSyntaxException {
        if (++nesting > NESTING_LIMIT) {
            throw new CodeSyntaxException("at most " + NESTING_LIMIT + " nested expressions", tokens.peek().offset());
        }
        Expression value = atom();
        while (true) {
            if (tokens.take(".")) {
                value = new Expression.Attribute(value, tokens.name(), value.offset());
            } else if (tokens.take("(")) {
                int open = tokens.previous().offset();
                value = new Expression.Call(value, arguments(), value.offset(), open);
            } else if (tokens.take("[")) {
                List<Expression> indices = elements("]");
                Expression index = indices.size() == 1 ? indices.get(0)
                        : new Expression.Sequence(indices, true, value.offset());
                value = new Expression.Subscript(value, index, value.offset());
            } else {
                nesting--;
                return value;
            }
        }
    }

    private Expression atom() throws CodeSyntaxException {
        Token token = tokens.next();
        int offset = token.offset();
        return switch (token.kind()) {
            case NAME -> switch (token.text()) {
                case "None" -> new Expression.Literal(null, offset);
                case "True" -> new Expression.Literal(true, offset);
                case "False" -> new Expression.Literal(false, offset);
                case "inf" -> new Expression.Literal(Double.POSITIVE_INFINITY, offset);
                case "nan" -> new Expression.Literal(Double.NaN, offset);
                case "not" -> new Expression.Operator("not", List.of(operand()), offset);
                default -> new Expression.Name(token.text(), offset);
            };
            case NUMBER -> new Expression.Literal(number(token), offset);
            case TEXT -> new Expression.Literal(token.text(), offset);
            case SYMBOL -> switch (token.text()) {
                case "(" -> parenthesised(offset);
                case "[" -> new Expression.Sequence(elements("]"), false, offset);
                case "{" -> new Expression.Dictionary(elements("}"), offset);
                case "-" -> negated(operand(), offset);
                case "~", "+", "*", "**" -> new Expression.Operator(token.text(), List.of(operand()), offset);
                default -> throw new CodeSyntaxException("an expression", offset);
            };
            default -> throw new CodeSyntaxException("an expression", offset);
        };
    }

    private static Expression negated(Expression value, int offset) {
        if (value instanceof Expression.Literal literal && literal.value() instanceof Long number) {
            return new Expression.Literal(-number, offset);
        }
        if (value instanceof Expression.Literal literal && literal.value() instanceof Double number) {
            return new Expression.Literal(-number, offset);
        }
        return new Expression.Operator("-", List.of(value), offset);
    }

    private static Object number(Token token) throws CodeSyntaxException {
        try {
            return token.text().matches("\\d+") ? (Object) Long.valueOf(token.text()) : Double.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw new CodeSyntaxException("a number", token.offset());
        }
    }

    private Expression parenthesised(int offset) throws CodeSyntaxException {
        List<Expression> elements = elements(")");
        if (elements.size() != 1 || trailingComma) {
            return new Expression.Sequence(elements, true, offset);
        }
        return elements.get(0);
    }

    private List<Expression> elements(String end) throws CodeSyntaxException {
        List<Expression> elements = new ArrayList<>();
        boolean comma = false;
        while (!tokens.take(end)) {
            elements.add(one());
            comma = tokens.take(",");
            if (!comma && !tokens.take(":") && !tokens.isSymbol(end)) {
                throw new CodeSyntaxException(end, tokens.peek().offset());
            }
        }
        trailingComma = comma;
        return elements;
    }

    private List<Expression.Argument> arguments() throws CodeSyntaxException {
        List<Expression.Argument> arguments = new ArrayList<>();
        while (!tokens.take(")")) {
            String keyword = "";
            if (tokens.peek().kind() == Kind.NAME && tokens.isFollowedBy("=")) {
                keyword = tokens.name();
                tokens.expect("=");
            }
            arguments.add(new Expression.Argument(keyword, one()));
            if (!tokens.take(",") && !tokens.isSymbol(")")) {
                throw new CodeSyntaxException(")", tokens.peek().offset());
            }
        }
        return arguments;
    }
}
