package org.lamina.source.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a program into logical lines of tokens (Python language reference, chapter 2). Every text can be cut: characters
 * that no token starts with become operators of one character. One pass, apart from f-strings (see
 * {@link StringScanner}).
 */
final class Tokenizer {

    private static final int TAB = 8;
    /** Words that can't stand first in a line inside brackets: there, a bracket was left open above. */
    private static final Set<String> STATEMENT_WORDS =
            Set.of("def", "class", "return", "while", "with", "try", "raise", "import", "pass", "del", "assert",
                    "global");
    private static final List<String> LONG_OPERATORS =
            List.of("**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "+=",
                    "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "==", "<=", ">=", "**", "//", "<<", ">>");

    private final String text;
    /** Where the ranges of the text begin. */
    private final int origin;
    private final StringScanner strings;
    private final List<LogicalLine> lines = new ArrayList<>();
    private final List<Comments.Comment> comments = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private int position;
    private int line;
    private int lineStart;
    private int indent;
    private int depth;
    private boolean startOfLine = true;

    private Tokenizer(String text, int origin, int firstLine) {
        this.text = text;
        this.origin = origin;
        this.line = firstLine;
        this.strings = new StringScanner(text);
    }

    /** The lines of a text whose ranges begin at this offset and line. */
    static List<LogicalLine> lines(String text, int origin, int firstLine) {
        Tokenizer tokenizer = new Tokenizer(text, origin, firstLine);
        tokenizer.run();
        return tokenizer.lines;
    }

    static List<Comments.Comment> comments(String text) {
        Tokenizer tokenizer = new Tokenizer(text, 0, 1);
        tokenizer.run();
        return tokenizer.comments;
    }

    private void run() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n' || c == '\r') {
                endOfPhysicalLine();
            } else if (c == '\\' && endsLine(position + 1)) {
                position++;
                newLine();
            } else if (c == '#') {
                skipComment();
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                position++;
            } else {
                token(c);
            }
        }
        endLogicalLine();
    }

    private boolean endsLine(int at) {
        return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void endOfPhysicalLine() {
        newLine();
        if (depth == 0) {
            endLogicalLine();
        }
        startOfLine = true;
    }

    private void newLine() {
        if (text.startsWith("\r\n", position)) {
            position++;
        }
        position++;
        line++;
        lineStart = position;
    }

    private void endLogicalLine() {
        if (!tokens.isEmpty()) {
            lines.add(new LogicalLine(indent, List.copyOf(tokens)));
            tokens = new ArrayList<>();
        }
        depth = 0;
    }

    private void skipComment() {
        int start = position;
        while (!endsLine(position)) {
            position++;
        }
        int first = depth > 0 || tokens.isEmpty() ? line : tokens.get(0).range().line();
        comments.add(new Comments.Comment(line, text.substring(start, position), startOfLine ? 0 : first));
    }

    private void token(char c) {
        int start = position;
        int startLine = line;
        int startColumn = position - lineStart + 1;
        Token.Kind kind;
        if (strings.startsAt(position)) {
            kind = Token.Kind.STRING;
            string();
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            kind = Token.Kind.NAME;
            while (position < text.length() && Character.isUnicodeIdentifierPart(text.charAt(position))) {
                position++;
            }
        } else if (Character.isDigit(c) || c == '.' && position + 1 < text.length()
                && Character.isDigit(text.charAt(position + 1))) {
            kind = Token.Kind.NUMBER;
            number(start);
        } else {
            kind = Token.Kind.OPERATOR;
            operator(c);
        }
        add(new Token(kind, text.substring(start, position),
                new TextRange(origin + start, position - start, startLine, startColumn)));
    }

    private void add(Token token) {
        if (startOfLine && depth > 0 && token.isName() && STATEMENT_WORDS.contains(token.text())) {
            endLogicalLine();
        }
        if (tokens.isEmpty()) {
            indent = indentOf(token.range());
        }
        tokens.add(token);
        startOfLine = false;
        if (token.kind() == Token.Kind.OPERATOR) {
            switch (token.text()) {
                case "(", "[", "{" -> depth++;
                case ")", "]", "}" -> depth = Math.max(0, depth - 1);
                default -> {
                    // other operators leave the nesting as it is
                }
            }
        }
    }

    private int indentOf(TextRange range) {
        int width = 0;
        int start = range.offset() - origin;
        for (int at = start - range.column() + 1; at < start; at++) {
            char c = text.charAt(at);
            if (c == '\f') {
                width = 0;
            } else if (c == '\t') {
                width = (width / TAB + 1) * TAB;
            } else if (c != '\uFEFF') {
                width++;
            }
        }
        return width;
    }

    private void string() {
        int end = strings.end(position);
        for (int at = position; at < end; at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' && !(at + 1 < text.length() && text.charAt(at + 1) == '\n')) {
                line++;
                lineStart = at + 1;
            }
        }
        position = end;
    }

    private void number(int start) {
        boolean hexadecimal = text.startsWith("0x", start) || text.startsWith("0X", start);
        while (position < text.length()) {
            char c = text.charAt(position);
            boolean sign = (c == '+' || c == '-') && !hexadecimal && "eE".indexOf(text.charAt(position - 1)) >= 0;
            if (!sign && c != '.' && c != '_' && !Character.isLetterOrDigit(c)) {
                return;
            }
            position++;
        }
    }

    private void operator(char c) {
        for (String operator : LONG_OPERATORS) {
            if (operator.charAt(0) == c && text.startsWith(operator, position)) {
                position += operator.length();
                return;
            }
        }
        position++;
    }
}
