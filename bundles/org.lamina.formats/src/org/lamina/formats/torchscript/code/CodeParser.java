package org.lamina.formats.torchscript.code;

import java.util.ArrayList;
import java.util.List;

import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.CodeFile.MethodParameter;
import org.lamina.formats.torchscript.code.CodeLexer.Kind;

/** Parses a code part: classes with their attributes and methods, and functions. */
final class CodeParser {

    private static final int NESTING_LIMIT = 100;

    private final TokenCursor tokens;
    private final ExpressionParser expressions;
    private int nesting;

    CodeParser(String code) throws CodeSyntaxException {
        tokens = new TokenCursor(code);
        expressions = new ExpressionParser(tokens);
    }

    /** All classes and functions at the top of the code part. */
    List<Definition> definitions() throws CodeSyntaxException {
        List<Definition> definitions = new ArrayList<>();
        List<Method> functions = new ArrayList<>();
        while (tokens.peek().kind() != Kind.END) {
            if (tokens.isName("class")) {
                definitions.add(definition());
            } else if (tokens.isName("def")) {
                functions.add(method());
            } else {
                statement();
            }
        }
        definitions.add(new Definition("", "", List.of(), functions));
        return definitions;
    }

    private Definition definition() throws CodeSyntaxException {
        tokens.expect("class");
        String name = tokens.name();
        String base = "";
        if (tokens.take("(")) {
            if (!tokens.isSymbol(")")) {
                base = expressions.one() instanceof Expression.Name first ? first.name() : "";
            }
            while (!tokens.take(")")) {
                tokens.next();
            }
        }
        List<Statement> attributes = new ArrayList<>();
        List<Method> methods = new ArrayList<>();
        tokens.expect(":");
        tokens.next(Kind.LINE_END);
        tokens.next(Kind.INDENT);
        while (tokens.peek().kind() != Kind.DEDENT) {
            if (tokens.isName("def")) {
                methods.add(method());
            } else if (tokens.isSymbol("@")) {
                skipLine();
            } else {
                attributes.add(statement());
            }
        }
        tokens.next(Kind.DEDENT);
        return new Definition(name, base, attributes, methods);
    }

    private void skipLine() throws CodeSyntaxException {
        while (tokens.next().kind() != Kind.LINE_END) {
            if (tokens.peek().kind() == Kind.END) {
                return;
            }
        }
    }

    private Method method() throws CodeSyntaxException {
        tokens.expect("def");
        String name = tokens.name();
        List<MethodParameter> parameters = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.take(")")) {
            String parameter = tokens.name();
            Expression type = tokens.take(":") ? expressions.operand()
                    : new Expression.Name("Tensor", tokens.peek().offset());
            Expression initial = tokens.take("=") ? expressions.operand() : null;
            parameters.add(new MethodParameter(parameter, type, initial));
            tokens.take(",");
        }
        if (tokens.take("->")) {
            expressions.operand();
        }
        return new Method(name, parameters, block());
    }

    private List<Statement> block() throws CodeSyntaxException {
        tokens.expect(":");
        tokens.next(Kind.LINE_END);
        tokens.next(Kind.INDENT);
        if (++nesting > NESTING_LIMIT) {
            throw new CodeSyntaxException("at most " + NESTING_LIMIT + " nested blocks", tokens.peek().offset());
        }
        List<Statement> statements = new ArrayList<>();
        while (tokens.peek().kind() != Kind.DEDENT) {
            statements.add(statement());
        }
        tokens.next(Kind.DEDENT);
        nesting--;
        return statements;
    }

    private Statement statement() throws CodeSyntaxException {
        if (tokens.peek().kind() != Kind.NAME) {
            return simple();
        }
        switch (tokens.peek().text()) {
            case "if":
                tokens.next();
                return conditional();
            case "while":
                tokens.next();
                return new Statement.While(expressions.one(), block());
            case "for":
                tokens.next();
                Expression target = expressions.operand();
                tokens.expect("in");
                return new Statement.For(target, expressions.one(), block());
            case "with":
                tokens.next();
                Expression resource = expressions.one();
                return new Statement.With(resource, tokens.takeName("as") ? expressions.operand() : null, block());
            case "pass", "break", "continue", "import", "from", "global":
                skipLine();
                return new Statement.Pass();
            case "return":
                tokens.next();
                Expression value = tokens.peek().kind() == Kind.LINE_END ? null : expressions.all();
                tokens.next(Kind.LINE_END);
                return new Statement.Return(value);
            default:
                return simple();
        }
    }

    private Statement conditional() throws CodeSyntaxException {
        Expression condition = expressions.one();
        List<Statement> then = block();
        if (tokens.takeName("elif")) {
            return new Statement.If(condition, then, List.of(conditional()));
        }
        return new Statement.If(condition, then, tokens.takeName("else") ? block() : List.of());
    }

    private Statement simple() throws CodeSyntaxException {
        Expression first = expressions.all();
        Statement statement;
        if (tokens.take(":")) {
            Expression type = expressions.operand();
            statement = new Statement.Annotation(first, type, tokens.take("=") ? expressions.all() : null);
        } else if (tokens.take("=")) {
            List<Expression> targets = first instanceof Expression.Sequence sequence ? sequence.elements()
                    : List.of(first);
            statement = new Statement.Assign(targets, expressions.all());
        } else {
            statement = new Statement.Evaluate(first);
        }
        tokens.next(Kind.LINE_END);
        return statement;
    }
}
