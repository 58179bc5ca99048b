package org.lamina.formats.torchscript.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts code into tokens; the indentation of lines becomes tokens too, as in Python. */
final class CodeLexer {

    /** The kinds of tokens. */
    enum Kind {
        NAME, NUMBER, TEXT, SYMBOL, LINE_END, INDENT, DEDENT, END
    }

    /**
     * A token.
     *
     * @param kind its kind
     * @param text its text; for {@link Kind#TEXT} the contents with escapes resolved
     * @param offset its first character in the code part, from 0
     */
    record Token(Kind kind, String text, int offset) {
    }

    private final String code;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
    private int at;
    private int brackets;

    private CodeLexer(String code) {
        this.code = code;
    }

    static List<Token> tokens(String code) throws CodeSyntaxException {
        CodeLexer lexer = new CodeLexer(code);
        while (lexer.at < code.length()) {
            lexer.line();
        }
        while (lexer.indents.pop() > 0) {
            lexer.add(Kind.DEDENT, "", code.length());
        }
        lexer.add(Kind.END, "", code.length());
        return lexer.tokens;
    }

    private void line() throws CodeSyntaxException {
        int start = at;
        while (at < code.length() && code.charAt(at) == ' ') {
            at++;
        }
        if (at == code.length() || code.charAt(at) == '\n' || code.charAt(at) == '#') {
            skipToLineEnd();
            at++;
            return;
        }
        indent(at - start);
        while (at < code.length() && (brackets > 0 || code.charAt(at) != '\n')) {
            token();
        }
        add(Kind.LINE_END, "", at);
        at++;
    }

    private void indent(int width) throws CodeSyntaxException {
        if (width > indents.peek()) {
            indents.push(width);
            add(Kind.INDENT, "", at);
        }
        while (width < indents.peek()) {
            indents.pop();
            add(Kind.DEDENT, "", at);
        }
        if (width != indents.peek()) {
            throw new CodeSyntaxException("the indentation of an enclosing block", at);
        }
    }

    private void token() throws CodeSyntaxException {
        char c = code.charAt(at);
        int start = at;
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            at++;
        } else if (c == '#') {
            skipToLineEnd();
        } else if (Character.isJavaIdentifierStart(c) && c != '$') {
            skipWord();
            add(Kind.NAME, code.substring(start, at), start);
        } else if (isDigit(at) || c == '.' && isDigit(at + 1)) {
            number();
            add(Kind.NUMBER, code.substring(start, at), start);
        } else if (c == '"' || c == '\'') {
            text(c);
        } else {
            symbol(c);
        }
    }

    private void skipToLineEnd() {
        while (at < code.length() && code.charAt(at) != '\n') {
            at++;
        }
    }

    private void skipWord() {
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index < code.length() && code.charAt(index) >= '0' && code.charAt(index) <= '9';
    }

    private void number() {
        while (at < code.length()) {
            char c = code.charAt(at);
            boolean sign = (c == '-' || c == '+') && (code.charAt(at - 1) == 'e' || code.charAt(at - 1) == 'E');
            if (!sign && c != '.' && !Character.isLetterOrDigit(c)) {
                return;
            }
            at++;
        }
    }

    private void text(char quote) throws CodeSyntaxException {
        int start = at++;
        StringBuilder contents = new StringBuilder();
        while (at < code.length() && code.charAt(at) != quote) {
            char c = code.charAt(at++);
            contents.append(c == '\\' && at < code.length() ? escaped() : String.valueOf(c));
        }
        if (at == code.length()) {
            throw new CodeSyntaxException("the end of a text", start);
        }
        at++;
        add(Kind.TEXT, contents.toString(), start);
    }

    private String escaped() {
        char c = code.charAt(at++);
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\', '\'', '"' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private void symbol(char c) {
        if (c == '(' || c == '[' || c == '{') {
            brackets++;
        } else if (c == ')' || c == ']' || c == '}') {
            brackets = Math.max(0, brackets - 1);
        }
        int length = code.startsWith("->", at) || code.startsWith("==", at) || code.startsWith("!=", at)
                || code.startsWith("<=", at) || code.startsWith(">=", at) || code.startsWith("//", at)
                || code.startsWith("**", at) ? 2 : 1;
        add(Kind.SYMBOL, code.substring(at, at + length), at);
        at += length;
    }

    private void add(Kind kind, String text, int offset) {
        tokens.add(new Token(kind, text, offset));
    }
}
