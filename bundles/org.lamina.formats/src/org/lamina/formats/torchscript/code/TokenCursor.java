package org.lamina.formats.torchscript.code;

import java.util.List;

import org.lamina.formats.torchscript.code.CodeLexer.Kind;
import org.lamina.formats.torchscript.code.CodeLexer.Token;

/** A place among the tokens of a code part. */
final class TokenCursor {

    private final List<Token> tokens;
    private int at;

    TokenCursor(String code) throws CodeSyntaxException {
        tokens = CodeLexer.tokens(code);
    }

    /** The next token. */
    Token peek() {
        return tokens.get(at);
    }

    /**
     * Takes the next token.
     *
     * @throws CodeSyntaxException at the end of the code
     */
    Token next() throws CodeSyntaxException {
        Token token = tokens.get(at);
        if (token.kind() == Kind.END) {
            throw new CodeSyntaxException("more code", token.offset());
        }
        at++;
        return token;
    }

    /** Takes the next token, which must be of this kind. */
    void next(Kind kind) throws CodeSyntaxException {
        if (next().kind() != kind) {
            throw new CodeSyntaxException(kind.name(), tokens.get(at - 1).offset());
        }
    }

    /** Takes the next token, which must be a name. */
    String name() throws CodeSyntaxException {
        Token token = next();
        if (token.kind() != Kind.NAME) {
            throw new CodeSyntaxException("a name", token.offset());
        }
        return token.text();
    }

    /** Takes the next token, which must have this text. */
    void expect(String text) throws CodeSyntaxException {
        if (!next().text().equals(text)) {
            throw new CodeSyntaxException(text, tokens.get(at - 1).offset());
        }
    }

    /** Whether the next token is this name. */
    boolean isName(String text) {
        return peek().kind() == Kind.NAME && peek().text().equals(text);
    }

    /** Whether the next token is this symbol. */
    boolean isSymbol(String text) {
        return peek().kind() == Kind.SYMBOL && peek().text().equals(text);
    }

    /** Takes this symbol if it is next; returns whether it was. */
    boolean take(String symbol) {
        boolean taken = isSymbol(symbol);
        at += taken ? 1 : 0;
        return taken;
    }

    /** Takes this name if it is next; returns whether it was. */
    boolean takeName(String name) {
        boolean taken = isName(name);
        at += taken ? 1 : 0;
        return taken;
    }

    /** The token before the place. */
    Token previous() {
        return tokens.get(at - 1);
    }

    /** Whether the token after the next one has this text. */
    boolean isFollowedBy(String text) {
        return tokens.get(at + 1).text().equals(text);
    }
}
