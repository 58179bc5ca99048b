package org.lamina.source.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.lamina.source.java.JavaExpression.Call;
import org.lamina.source.java.JavaExpression.Literal;
import org.lamina.source.java.JavaExpression.Name;
import org.lamina.source.java.JavaExpression.Other;
import org.lamina.source.python.TextRange;

/**
 * The assignments and calls of a Java program in the order of the text. Tolerates anything: what it does not understand
 * is left out.
 */
final class JavaStatements {

    private static final Set<String> PREFIXES = Set.of("return", "throw", "else", "do", "final", "yield");
    private static final int MAX_DEPTH = 200;

    private final String text;
    private final List<JavaToken> tokens;
    private final List<Statement> statements = new ArrayList<>();
    private int at;
    private int depth;
    private int inArguments;

    /**
     * A statement.
     *
     * @param variable the variable that it sets, if it sets one
     */
    record Statement(Optional<String> variable, JavaExpression expression) {
    }

    private JavaStatements(String text) {
        this.text = text;
        this.tokens = JavaToken.all(text);
    }

    static List<Statement> of(String text) {
        JavaStatements statements = new JavaStatements(text);
        statements.read();
        return statements.statements;
    }

    private void read() {
        while (at < tokens.size()) {
            if (isAny("{", "}", ";")) {
                at++;
            } else if (is("try") && at + 1 < tokens.size() && tokens.get(at + 1).is("(")) {
                at += 2; // its resources are statements
            } else {
                statement();
            }
        }
    }

    private void statement() {
        int start = at;
        while (at < tokens.size() && PREFIXES.contains(tokens.get(at).text())) {
            at++;
        }
        int equals = assignment(at);
        Optional<String> variable = Optional.empty();
        if (equals > at && tokens.get(equals - 1).isWord()) {
            variable = Optional.of(tokens.get(equals - 1).text());
            at = equals + 1;
        }
        if (at < tokens.size()) {
            statements.add(new Statement(variable, expression()));
        }
        while (at < tokens.size() && !isAny("{", "}", ";")) {
            at++;
        }
        at = Math.max(at, start + 1);
    }

    /** The index of the sign that assigns in the statement from here, or -1. */
    private int assignment(int from) {
        int nested = 0;
        for (int i = from; i < tokens.size(); i++) {
            JavaToken token = tokens.get(i);
            if (token.is("(") || token.is("[")) {
                nested++;
            } else if (token.is(")") || token.is("]")) {
                nested--;
            } else if (token.is(";") || token.is("{") || token.is("}")) {
                return -1;
            } else if (token.is("=") && nested == 0 && i > from && i + 1 < tokens.size()
                    && !tokens.get(i + 1).is("=") && !"!<>+-*/=".contains(tokens.get(i - 1).text())) {
                return i;
            }
        }
        return -1;
    }

    /** An expression; ends in front of a comma, bracket or semicolon that does not belong to it. */
    private JavaExpression expression() {
        int start = at;
        if (++depth > MAX_DEPTH) {
            at = tokens.size();
            depth--;
            return other(start);
        }
        JavaExpression first = primary();
        depth--;
        if (at >= tokens.size() || isAny(",", ")", "]", "}", ";", "{")) {
            return first;
        }
        Optional<Double> product = first instanceof Literal literal && literal.value() instanceof Number number
                ? Optional.of(number.doubleValue()) : Optional.empty();
        while (product.isPresent() && is("*")) {
            at++;
            product = primary() instanceof Literal literal && literal.value() instanceof Number factor
                    ? Optional.of(product.get() * factor.doubleValue()) : Optional.empty();
        }
        if (product.isPresent() && (at >= tokens.size() || isAny(",", ")", "]", "}", ";"))) {
            return new Literal(product.get(), range(start));
        }
        skip();
        return other(start);
    }

    private JavaExpression primary() {
        int start = at;
        JavaToken token = tokens.get(at);
        if (token.is("-") && at + 1 < tokens.size() && tokens.get(at + 1).isNumber()) {
            at += 2;
            return new Literal(-number(tokens.get(at - 1).text()), range(start));
        } else if (token.isNumber()) {
            at++;
            return new Literal(number(token.text()), range(start));
        } else if (token.text().startsWith("\"")) {
            at++;
            return chain(new Literal(token.text().replace("\"", ""), range(start)), start);
        } else if (token.is("true") || token.is("false")) {
            at++;
            return new Literal(token.is("true"), range(start));
        } else if (token.is("new") && at + 1 < tokens.size()) {
            at++;
            String type = dotted();
            skipTypeArguments();
            if (at < tokens.size() && is("(")) {
                return chain(new Call(Optional.empty(), "new " + simple(type), arguments(), range(start)), start);
            }
            skip();
            return other(start);
        } else if (token.isWord()) {
            String name = dotted();
            if (at < tokens.size() && is("(")) {
                return chain(call(name, start), start);
            }
            return chain(new Name(name, range(start)), start);
        }
        skip();
        return other(start);
    }

    /** A call by its whole name: the last part is the method, what is before it the target. */
    private JavaExpression call(String dotted, int start) {
        int dot = dotted.lastIndexOf('.');
        TextRange first = tokens.get(start).range();
        Optional<JavaExpression> target = dot < 0 ? Optional.empty()
                : Optional.of(new Name(dotted.substring(0, dot), new TextRange(first.offset(), dot, first.line(),
                        first.column())));
        return new Call(target, dotted.substring(dot + 1), arguments(), range(start));
    }

    private JavaExpression chain(JavaExpression first, int start) {
        JavaExpression chained = first;
        while (at + 1 < tokens.size() && is(".") && tokens.get(at + 1).isWord()) {
            String name = tokens.get(at + 1).text();
            at += 2;
            chained = at < tokens.size() && is("(")
                    ? new Call(Optional.of(chained), name, arguments(), range(start))
                    : new Other(name, range(start));
        }
        if (at < tokens.size() && is("[")) {
            int index = at + 1;
            at++;
            skip();
            at = Math.min(at + 1, tokens.size());
            return new Name(text(start, index - 1) + "[" + text(index, at - 1) + "]", range(start));
        }
        return chained;
    }

    private List<JavaExpression> arguments() {
        List<JavaExpression> arguments = new ArrayList<>();
        at++;
        inArguments++;
        while (at < tokens.size() && !isAny(")", ";")) {
            if (is(",")) {
                at++;
            } else {
                int before = at;
                arguments.add(expression());
                at = Math.max(at, before + 1);
            }
        }
        inArguments--;
        at = Math.min(at + 1, tokens.size());
        return arguments;
    }

    private String dotted() {
        StringBuilder name = new StringBuilder(tokens.get(at++).text());
        while (at + 1 < tokens.size() && isAny(".", "::") && tokens.get(at + 1).isWord()) {
            name.append(tokens.get(at).text()).append(tokens.get(at + 1).text());
            at += 2;
        }
        return name.toString();
    }

    private void skipTypeArguments() {
        if (at < tokens.size() && is("<")) {
            while (at < tokens.size() && !isAny("(", ";", "{")) {
                at++;
            }
        }
    }

    /** Goes to the comma, bracket or semicolon that ends an expression; outside of calls, to the block behind it. */
    private void skip() {
        int nested = 0;
        while (at < tokens.size() && !(nested == 0 && inArguments == 0 && is("{"))) {
            if (isAny("(", "[", "{")) {
                nested++;
            } else if (isAny(")", "]", "}")) {
                if (nested-- == 0) {
                    return;
                }
            } else if (nested == 0 && isAny(",", ";")) {
                return;
            }
            at++;
        }
    }

    private JavaExpression other(int start) {
        return new Other(text(start, at), range(start));
    }

    private String text(int from, int to) {
        return from >= to ? "" : text.substring(tokens.get(from).range().offset(), tokens.get(to - 1).range().end());
    }

    private TextRange range(int start) {
        TextRange first = tokens.get(Math.min(start, tokens.size() - 1)).range();
        int end = at > start ? tokens.get(at - 1).range().end() : first.end();
        return new TextRange(first.offset(), end - first.offset(), first.line(), first.column());
    }

    private static String simple(String type) {
        // a nested builder is known by its outer type
        return type.replaceFirst("^([a-z]\\w*\\.)+", "");
    }

    private static double number(String written) {
        String digits = written.replace("_", "").replaceFirst("[fFdDlL]$", "");
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            return Double.NaN; // no number after all
        }
    }

    private boolean is(String sign) {
        return tokens.get(at).is(sign);
    }

    private boolean isAny(String... signs) {
        for (String sign : signs) {
            if (is(sign)) {
                return true;
            }
        }
        return false;
    }
}
