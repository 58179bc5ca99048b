package org.lamina.source.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.Statement.Import;
import org.lamina.source.python.Statement.Simple;

/**
 * Reads statements from logical lines. What stands deeper than a header is its body, whatever the exact indentation;
 * bodies nested deeper than {@link ExpressionParser#MAX_DEPTH} become part of the last one above.
 */
final class StatementParser {

    private static final Set<String> BLOCK_WORDS =
            Set.of("if", "elif", "else", "for", "while", "with", "try", "except", "finally", "match", "case");
    private static final Set<String> SIMPLE_WORDS =
            Set.of("return", "raise", "assert", "del", "pass", "break", "continue", "global", "nonlocal");

    private final List<LogicalLine> lines;
    private int position;

    StatementParser(List<LogicalLine> lines) {
        this.lines = lines;
    }

    List<Statement> module() {
        return body(-1, 0);
    }

    private List<Statement> body(int indent, int depth) {
        List<Statement> statements = new ArrayList<>();
        while (position < lines.size() && lines.get(position).indent() > indent) {
            LogicalLine line = lines.get(position++);
            TokenCursor tokens = new TokenCursor(line.tokens());
            while (!tokens.atEnd()) {
                statements.add(statement(tokens, line.indent(), depth));
                while (tokens.accept(";")) {
                    // the next statement of the line, if there is one
                }
            }
        }
        return statements;
    }

    private Statement statement(TokenCursor tokens, int indent, int depth) {
        Token first = tokens.peek();
        if (first.is("async") && (tokens.nextButOneIs("def") || tokens.nextButOneIs("for")
                || tokens.nextButOneIs("with"))) {
            tokens.next();
        }
        String word = tokens.peek().isName() ? tokens.peek().text() : "";
        if (word.equals("class")) {
            return classDefinition(tokens, indent, depth);
        }
        if (word.equals("def")) {
            return functionDefinition(tokens, indent, depth);
        }
        if (word.equals("import") || word.equals("from")) {
            return imports(tokens);
        }
        if (isBlock(tokens, word)) {
            return block(tokens, indent, depth);
        }
        return simple(tokens, word);
    }

    /** {@code match} and {@code case} are ordinary names too: they head a block only in front of a name or literal. */
    private static boolean isBlock(TokenCursor tokens, String word) {
        boolean soft = word.equals("match") || word.equals("case");
        return BLOCK_WORDS.contains(word) && !(soft && (tokens.nextButOneIs(".") || tokens.nextButOneIs("=")
                || tokens.nextButOneIs("(") || tokens.nextButOneIs("[") || tokens.nextButOneIs(",")));
    }

    private Statement classDefinition(TokenCursor tokens, int indent, int depth) {
        TextRange start = tokens.next().range();
        String name = tokens.atEnd() || !tokens.peek().isName() ? "" : tokens.next().text();
        List<Expression> bases = tokens.at("(") ? parameters(tokens).all() : List.of();
        List<Statement> body = suite(tokens, indent, depth);
        return new ClassDefinition(name, bases, body, end(start, tokens, body));
    }

    private Statement functionDefinition(TokenCursor tokens, int indent, int depth) {
        TextRange start = tokens.next().range();
        String name = tokens.atEnd() || !tokens.peek().isName() ? "" : tokens.next().text();
        Parameters parameters = tokens.at("(") ? parameters(tokens) : new Parameters(List.of(), Map.of(), List.of());
        List<Statement> body = suite(tokens, indent, depth);
        return new FunctionDefinition(name, parameters.names(), parameters.defaults(), parameters.all(), body,
                end(start, tokens, body));
    }

    private record Parameters(List<String> names, Map<String, Expression> defaults, List<Expression> all) {
    }

    /**
     * Names and all other expressions between the brackets: annotations and defaults of a function, bases of a class.
     */
    private static Parameters parameters(TokenCursor tokens) {
        tokens.next();
        List<String> names = new ArrayList<>();
        Map<String, Expression> defaults = new LinkedHashMap<>();
        List<Expression> others = new ArrayList<>();
        ExpressionParser expressions = new ExpressionParser(tokens);
        boolean start = true;
        boolean value = false;
        while (!tokens.atEnd() && !tokens.accept(")")) {
            Optional<Expression> expression = expressions.expression();
            if (expression.isPresent()) {
                Expression found = expression.get();
                if (start) {
                    found.walk().filter(Expression.Name.class::isInstance).findFirst()
                            .ifPresent(name -> names.add(((Expression.Name) name).id()));
                }
                if (value && !names.isEmpty()) {
                    defaults.put(names.get(names.size() - 1), found);
                }
                others.add(found);
                start = false;
                value = false;
            } else {
                Token separator = tokens.next();
                start = separator.is(",");
                value = separator.is("=");
            }
        }
        return new Parameters(List.copyOf(names), Map.copyOf(defaults), List.copyOf(others));
    }

    private Statement block(TokenCursor tokens, int indent, int depth) {
        Token keyword = tokens.next();
        List<Expression> header = new ArrayList<>();
        ExpressionParser expressions = new ExpressionParser(tokens);
        while (!tokens.atEnd() && !tokens.at(":")) {
            Optional<Expression> expression = expressions.expression();
            expression.ifPresent(header::add);
            if (expression.isEmpty() && !tokens.atEnd() && !tokens.at(":")) {
                tokens.next();
            }
        }
        List<Statement> body = suite(tokens, indent, depth);
        return new Block(keyword.text(), List.copyOf(header), body, end(keyword.range(), tokens, body));
    }

    /** The body of a header: the rest of its line, or the lines that stand deeper. */
    private List<Statement> suite(TokenCursor tokens, int indent, int depth) {
        tokens.skipPast(":");
        if (depth >= ExpressionParser.MAX_DEPTH) {
            return List.of();
        }
        if (tokens.atEnd()) {
            return List.copyOf(body(indent, depth + 1));
        }
        List<Statement> statements = new ArrayList<>();
        while (!tokens.atEnd()) {
            statements.add(statement(tokens, indent, depth + 1));
            while (tokens.accept(";")) {
                // the next statement of the line, if there is one
            }
        }
        return List.copyOf(statements);
    }

    private static TextRange end(TextRange start, TokenCursor tokens, List<Statement> body) {
        return start.to(body.isEmpty() ? tokens.last() : body.get(body.size() - 1).range());
    }

    private static Statement imports(TokenCursor tokens) {
        Token keyword = tokens.next();
        boolean from = keyword.is("from");
        String module = from ? module(tokens) : "";
        if (from) {
            tokens.accept("import");
        }
        Map<String, String> names = new LinkedHashMap<>();
        List<String> stars = new ArrayList<>();
        while (!tokens.atEnd() && !tokens.at(";")) {
            if (tokens.accept("*")) {
                stars.add(module);
            } else if (tokens.peek().isName() && !tokens.at("import") && !tokens.at("as")) {
                String name = module(tokens);
                String qualified = from ? module + (module.endsWith(".") ? "" : ".") + name : name;
                boolean renamed = tokens.accept("as") && !tokens.atEnd();
                String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
                names.put(renamed ? tokens.next().text() : first, renamed || from ? qualified : first);
            } else {
                tokens.next();
            }
        }
        return new Import(Map.copyOf(names), List.copyOf(stars), keyword.range().to(tokens.last()));
    }

    /** A dotted name with any dots before it; {@code as} and {@code import} are not part of it. */
    private static String module(TokenCursor tokens) {
        StringBuilder name = new StringBuilder();
        while (!tokens.atEnd() && (tokens.at(".") || tokens.at("...")
                || tokens.peek().isName() && !tokens.at("import") && !tokens.at("as") && !isAfterName(name))) {
            name.append(tokens.next().text());
        }
        return name.toString();
    }

    private static boolean isAfterName(StringBuilder name) {
        return !name.isEmpty() && name.charAt(name.length() - 1) != '.';
    }

    private static Statement simple(TokenCursor tokens, String word) {
        Token first = tokens.peek();
        String keyword = "";
        if (SIMPLE_WORDS.contains(word) || first.is("@")) {
            keyword = tokens.next().text();
        }
        ExpressionParser expressions = new ExpressionParser(tokens);
        List<Expression> found = new ArrayList<>();
        String operator = "";
        while (!tokens.atEnd() && !tokens.at(";")) {
            Optional<Expression> expression = expressions.expressionOrTuple();
            expression.ifPresent(found::add);
            if (tokens.atEnd() || tokens.at(";")) {
                break;
            }
            Token separator = tokens.next();
            if (separator.text().endsWith("=")) {
                operator = separator.text();
            } else if (separator.is(":")) {
                expressions.expression();
            }
        }
        TextRange range = first.range().to(tokens.last());
        if (!operator.isEmpty() && found.size() > 1) {
            return new Assignment(List.copyOf(found.subList(0, found.size() - 1)), operator,
                    found.get(found.size() - 1),
                    range);
        }
        return new Simple(keyword, List.copyOf(found), range);
    }
}
