package org.lamina.source.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Collection;
import org.lamina.source.python.Expression.Entry;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression.Opaque;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Expression.Subscript;

/**
 * Reads expressions from the tokens of a logical line. Every call steps over at least one token or stops at one that
 * ends an expression, so that it always comes to an end; trees are at most {@link #MAX_DEPTH} deep.
 */
final class ExpressionParser {

    static final int MAX_DEPTH = 100;

    private static final Set<String> ENDS =
            Set.of(",", ")", "]", "}", ":", "=", ";", "+=", "-=", "*=", "/=", "//=", "%=",
                    "&=", "|=", "^=", ">>=", "<<=", "**=", "@=", "->");
    private static final Set<String> STARTS = Set.of("(", "[", "{", "...");
    private static final Set<String> WORD_OPERATORS =
            Set.of("and", "or", "not", "in", "is", "if", "else", "for", "async", "await", "lambda", "yield", "from");

    private final TokenCursor tokens;

    ExpressionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** One expression, or several with commas between as a tuple; empty where none starts here. */
    Optional<Expression> expressionOrTuple() {
        Optional<Expression> first = expression(0);
        if (first.isEmpty() || !tokens.at(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first.get()));
        while (tokens.accept(",")) {
            expression(0).ifPresent(elements::add);
        }
        return Optional.of(new Collection('(', elements, first.get().range().to(tokens.last())));
    }

    /** One expression; empty where none starts here. */
    Optional<Expression> expression() {
        return expression(0);
    }

    private Optional<Expression> expression(int depth) {
        List<String> operators = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Expression> operands = new ArrayList<>();
        TextRange start = tokens.atEnd() ? null : tokens.peek().range();
        while (!tokens.atEnd() && !ENDS.contains(operatorAhead())) {
            if (isOperatorAhead()) {
                Token operator = tokens.next();
                operators.add(operator.text());
                places.add(operands.size());
                if (operator.is("lambda")) {
                    tokens.skipPast(":");
                } else if (operator.is("for")) {
                    operands.add(loopTarget(depth));
                }
            } else {
                operands.add(operand(depth));
            }
        }
        if (operators.isEmpty() && operands.isEmpty()) {
            return Optional.empty();
        }
        if (operators.isEmpty() && operands.size() == 1) {
            return Optional.of(operands.get(0));
        }
        TextRange range = start.to(tokens.last());
        if (operators.equals(List.of("-")) && operands.size() == 1
                && operands.get(0) instanceof Expression.Literal literal && literal.number().isPresent()) {
            return Optional.of(Literals.negated(literal, range));
        }
        return Optional.of(new Operation(operators, places, operands, range));
    }

    /** What a comprehension assigns to: a name, or several with commas between as a tuple. */
    private Expression loopTarget(int depth) {
        List<Expression> targets = new ArrayList<>();
        TextRange start = tokens.last();
        while (!tokens.atEnd() && tokens.peek().isName() && !tokens.at("in") || tokens.at("(") || tokens.at("*")) {
            tokens.accept("*");
            if (!tokens.atEnd()) {
                targets.add(operand(depth));
            }
            if (!tokens.accept(",")) {
                break;
            }
        }
        return targets.size() == 1 ? targets.get(0) : new Collection('(', targets, start.to(tokens.last()));
    }

    private String operatorAhead() {
        return tokens.peek().kind() == Token.Kind.OPERATOR ? tokens.peek().text() : "";
    }

    private boolean isOperatorAhead() {
        Token token = tokens.peek();
        return token.isName() ? WORD_OPERATORS.contains(token.text())
                : token.kind() == Token.Kind.OPERATOR && !STARTS.contains(token.text());
    }

    private Expression operand(int depth) {
        Expression expression = atom(depth);
        int level = depth + 1;
        while (!tokens.atEnd()) {
            if (level >= MAX_DEPTH && (tokens.at("(") || tokens.at("[") || tokens.at("."))) {
                return opaqueRest(expression);
            }
            if (tokens.at(".")) {
                tokens.next();
                if (tokens.atEnd() || !tokens.peek().isName()) {
                    return expression;
                }
                Token name = tokens.next();
                expression = new Attribute(expression, name.text(), name.range(), expression.range().to(name.range()));
            } else if (tokens.accept("(")) {
                List<Argument> arguments = arguments(level);
                expression = new Call(expression, arguments, expression.range().to(tokens.last()));
            } else if (tokens.accept("[")) {
                List<Expression> indices = elements("]", level);
                expression = new Subscript(expression, indices, expression.range().to(tokens.last()));
            } else {
                return expression;
            }
            level++;
        }
        return expression;
    }

    private Expression opaqueRest(Expression expression) {
        TextRange start = expression.range();
        tokens.skipToClosing();
        return new Opaque(start.to(tokens.last()));
    }

    private Expression atom(int depth) {
        Token token = tokens.next();
        switch (token.kind()) {
            case NAME:
                return Literals.ofWord(token).map(Expression.class::cast)
                        .orElseGet(() -> new Name(token.text(), token.range()));
            case NUMBER:
                return Literals.ofNumber(token);
            case STRING:
                List<Token> parts = new ArrayList<>(List.of(token));
                while (!tokens.atEnd() && tokens.peek().kind() == Token.Kind.STRING) {
                    parts.add(tokens.next());
                }
                return Literals.ofStrings(parts);
            default:
                return token.is("...") ? new Opaque(token.range()) : bracketed(token, depth);
        }
    }

    private Expression bracketed(Token open, int depth) {
        if (depth + 1 >= MAX_DEPTH) {
            tokens.skipToClosing();
            if (!tokens.atEnd()) {
                tokens.next();
            }
            return new Opaque(open.range().to(tokens.last()));
        }
        String close = switch (open.text()) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
        boolean[] tuple = new boolean[1];
        List<Expression> elements = elements(close, depth + 1, tuple);
        if (open.is("(") && elements.size() == 1 && !tuple[0]) {
            return elements.get(0);
        }
        return new Collection(open.text().charAt(0), elements, open.range().to(tokens.last()));
    }

    private List<Expression> elements(String close, int depth) {
        return elements(close, depth, new boolean[1]);
    }

    /** Elements up to and with the closing bracket; tells whether there was a comma. */
    private List<Expression> elements(String close, int depth, boolean[] comma) {
        List<Expression> elements = new ArrayList<>();
        while (!tokens.atEnd() && !tokens.accept(close)) {
            Optional<Expression> element = close.equals("]") ? indexOrSlice(depth) : expression(depth);
            if (element.isPresent() && close.equals("}") && tokens.accept(":")) {
                Expression key = element.get();
                element = expression(depth).map(value -> new Entry(key, value, key.range().to(value.range())));
            }
            element.ifPresent(elements::add);
            if (tokens.atEnd() || tokens.at(close)) {
                continue;
            }
            if (isOtherCloser(close)) {
                return elements;
            }
            comma[0] |= tokens.at(",");
            if (ENDS.contains(operatorAhead())) {
                tokens.next();
            }
        }
        return elements;
    }

    /** An expression, or a slice as an operation of colons. */
    private Optional<Expression> indexOrSlice(int depth) {
        TextRange start = tokens.peek().range();
        Optional<Expression> first = expression(depth);
        if (!tokens.at(":")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        first.ifPresent(operands::add);
        while (tokens.accept(":")) {
            places.add(operands.size());
            expression(depth).ifPresent(operands::add);
        }
        return Optional.of(new Operation(Collections.nCopies(places.size(), ":"), places, operands,
                start.to(tokens.last())));
    }

    private List<Argument> arguments(int depth) {
        List<Argument> arguments = new ArrayList<>();
        while (!tokens.atEnd() && !tokens.accept(")")) {
            Optional<String> name = Optional.empty();
            boolean unpacked = false;
            if (tokens.peek().isName() && tokens.nextButOneIs("=")) {
                name = Optional.of(tokens.next().text());
                tokens.next();
            } else {
                unpacked = tokens.accept("*") || tokens.accept("**");
            }
            Optional<String> keyword = name;
            boolean stars = unpacked;
            expression(depth).ifPresent(value -> arguments.add(new Argument(keyword, stars, value)));
            if (tokens.atEnd() || tokens.at(")")) {
                continue;
            }
            if (isOtherCloser(")")) {
                return arguments;
            }
            if (ENDS.contains(operatorAhead())) {
                tokens.next();
            }
        }
        return arguments;
    }

    /** A closing bracket that belongs to an outer one: the inner one was left open. */
    private boolean isOtherCloser(String close) {
        return !tokens.at(close) && (tokens.at(")") || tokens.at("]") || tokens.at("}"));
    }
}
