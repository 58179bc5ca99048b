package org.lamina.formats.torchscript.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.CodeFile.MethodParameter;
import org.lamina.formats.torchscript.code.CodeLexer.Kind;
import org.lamina.formats.torchscript.code.CodeLexer.Token;

/** Parses a code part: classes with their attributes and methods, and functions. */
final class CodeParser {

    private static final int NESTING_LIMIT = 200;
    private static final Set<String> BINARY = Set.of("+", "-", "*", "/", "//", "%", "**", "@", "==", "!=", "<", ">", "<=",
            ">=", "&", "|", "^", "and", "or", "is", "in", "not", ":");

    private final List<Token> tokens;
    private int at;
    private int nesting;

    CodeParser(String code) throws CodeSyntaxException {
        tokens = CodeLexer.tokens(code);
    }

    /** All classes and functions at the top of the code part. */
    List<Definition> definitions() throws CodeSyntaxException {
        List<Definition> definitions = new ArrayList<>();
        List<Method> functions = new ArrayList<>();
        while (peek().kind() != Kind.END) {
            if (isName("class")) {
                definitions.add(definition());
            } else if (isName("def")) {
                functions.add(method());
            } else {
                statement();
            }
        }
        definitions.add(new Definition("", "", List.of(), functions));
        return definitions;
    }

    private Definition definition() throws CodeSyntaxException {
        expect("class");
        String name = name();
        String base = "";
        if (take("(")) {
            if (!isSymbol(")")) {
                base = expression() instanceof Expression.Name first ? first.name() : "";
            }
            while (!take(")")) {
                next();
            }
        }
        List<Statement> attributes = new ArrayList<>();
        List<Method> methods = new ArrayList<>();
        expect(":");
        next(Kind.LINE_END);
        next(Kind.INDENT);
        while (peek().kind() != Kind.DEDENT) {
            if (isName("def")) {
                methods.add(method());
            } else if (isSymbol("@")) {
                skipLine();
            } else {
                attributes.add(statement());
            }
        }
        next(Kind.DEDENT);
        return new Definition(name, base, attributes, methods);
    }

    private void skipLine() throws CodeSyntaxException {
        while (next().kind() != Kind.LINE_END) {
            if (peek().kind() == Kind.END) {
                return;
            }
        }
    }

    private Method method() throws CodeSyntaxException {
        expect("def");
        String name = name();
        List<MethodParameter> parameters = new ArrayList<>();
        expect("(");
        while (!take(")")) {
            String parameter = name();
            Expression type = take(":") ? operand() : new Expression.Name("Tensor", peek().offset());
            Expression initial = take("=") ? operand() : null;
            parameters.add(new MethodParameter(parameter, type, initial));
            take(",");
        }
        if (take("->")) {
            operand();
        }
        return new Method(name, parameters, block());
    }

    private List<Statement> block() throws CodeSyntaxException {
        expect(":");
        next(Kind.LINE_END);
        next(Kind.INDENT);
        if (++nesting > NESTING_LIMIT) {
            throw new CodeSyntaxException("at most " + NESTING_LIMIT + " nested blocks", peek().offset());
        }
        List<Statement> statements = new ArrayList<>();
        while (peek().kind() != Kind.DEDENT) {
            statements.add(statement());
        }
        next(Kind.DEDENT);
        nesting--;
        return statements;
    }

    private Statement statement() throws CodeSyntaxException {
        if (peek().kind() != Kind.NAME) {
            return simple();
        }
        switch (peek().text()) {
            case "if":
                next();
                return conditional();
            case "while":
                next();
                return new Statement.While(expression(), block());
            case "for":
                next();
                Expression target = operand();
                expect("in");
                return new Statement.For(target, expression(), block());
            case "with":
                next();
                Expression resource = expression();
                return new Statement.With(resource, takeName("as") ? operand() : null, block());
            case "pass", "break", "continue", "import", "from", "global":
                skipLine();
                return new Statement.Pass();
            case "return":
                next();
                Expression value = peek().kind() == Kind.LINE_END ? null : expressions();
                next(Kind.LINE_END);
                return new Statement.Return(value);
            default:
                return simple();
        }
    }

    private Statement conditional() throws CodeSyntaxException {
        Expression condition = expression();
        List<Statement> then = block();
        if (takeName("elif")) {
            return new Statement.If(condition, then, List.of(conditional()));
        }
        return new Statement.If(condition, then, takeName("else") ? block() : List.of());
    }

    private Statement simple() throws CodeSyntaxException {
        Expression first = expressions();
        Statement statement;
        if (take(":")) {
            Expression type = operand();
            statement = new Statement.Annotation(first, type, take("=") ? expressions() : null);
        } else if (take("=")) {
            List<Expression> targets = first instanceof Expression.Sequence sequence ? sequence.elements()
                    : List.of(first);
            statement = new Statement.Assign(targets, expressions());
        } else {
            statement = new Statement.Evaluate(first);
        }
        next(Kind.LINE_END);
        return statement;
    }

    /** One expression, or several with commas between, which are a tuple. */
    private Expression expressions() throws CodeSyntaxException {
        int offset = peek().offset();
        Expression first = expression();
        if (!isSymbol(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (take(",")) {
            if (peek().kind() == Kind.LINE_END || isSymbol("=")) {
                break;
            }
            elements.add(expression());
        }
        return new Expression.Sequence(elements, true, offset);
    }

    private Expression expression() throws CodeSyntaxException {
        Expression left = operand();
        while ((peek().kind() == Kind.SYMBOL || peek().kind() == Kind.NAME) && BINARY.contains(peek().text())
                && !isSymbol(":")) {
            String operator = next().text();
            left = new Expression.Operator(operator, List.of(left, operand()), left.offset());
        }
        return left;
    }

    private Expression operand() throws CodeSyntaxException {
        if (++nesting > NESTING_LIMIT) {
            throw new CodeSyntaxException("at most " + NESTING_LIMIT + " nested expressions", peek().offset());
        }
        Expression value = atom();
        while (true) {
            if (take(".")) {
                value = new Expression.Attribute(value, name(), value.offset());
            } else if (take("(")) {
                int open = tokens.get(at - 1).offset();
                value = new Expression.Call(value, arguments(), value.offset(), open);
            } else if (take("[")) {
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
        Token token = next();
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
        int start = at;
        List<Expression> elements = elements(")");
        boolean tuple = elements.size() != 1 || tokens.get(at - 2).text().equals(",") && at - 2 > start;
        if (tuple) {
            return new Expression.Sequence(elements, true, offset);
        }
        return elements.get(0);
    }

    private List<Expression> elements(String end) throws CodeSyntaxException {
        List<Expression> elements = new ArrayList<>();
        while (!take(end)) {
            elements.add(expression());
            if (!take(",") && !take(":") && !isSymbol(end)) {
                throw new CodeSyntaxException(end, peek().offset());
            }
        }
        return elements;
    }

    private List<Expression.Argument> arguments() throws CodeSyntaxException {
        List<Expression.Argument> arguments = new ArrayList<>();
        while (!take(")")) {
            String keyword = "";
            if (peek().kind() == Kind.NAME && tokens.get(at + 1).text().equals("=")) {
                keyword = name();
                expect("=");
            }
            arguments.add(new Expression.Argument(keyword, expression()));
            if (!take(",") && !isSymbol(")")) {
                throw new CodeSyntaxException(")", peek().offset());
            }
        }
        return arguments;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() throws CodeSyntaxException {
        Token token = tokens.get(at);
        if (token.kind() == Kind.END) {
            throw new CodeSyntaxException("more code", token.offset());
        }
        at++;
        return token;
    }

    private void next(Kind kind) throws CodeSyntaxException {
        if (next().kind() != kind) {
            throw new CodeSyntaxException(kind.name(), tokens.get(at - 1).offset());
        }
    }

    private String name() throws CodeSyntaxException {
        Token token = next();
        if (token.kind() != Kind.NAME) {
            throw new CodeSyntaxException("a name", token.offset());
        }
        return token.text();
    }

    private void expect(String text) throws CodeSyntaxException {
        if (!next().text().equals(text)) {
            throw new CodeSyntaxException(text, tokens.get(at - 1).offset());
        }
    }

    private boolean isName(String text) {
        return peek().kind() == Kind.NAME && peek().text().equals(text);
    }

    private boolean isSymbol(String text) {
        return peek().kind() == Kind.SYMBOL && peek().text().equals(text);
    }

    private boolean take(String symbol) {
        boolean taken = isSymbol(symbol);
        at += taken ? 1 : 0;
        return taken;
    }

    private boolean takeName(String name) {
        boolean taken = isName(name);
        at += taken ? 1 : 0;
        return taken;
    }
}
