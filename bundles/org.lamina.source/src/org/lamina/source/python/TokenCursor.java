package org.lamina.source.python;

import java.util.List;

/** Walks along the tokens of one logical line. */
final class TokenCursor {

    private final List<Token> tokens;
    private int position;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return position >= tokens.size();
    }

    Token peek() {
        return tokens.get(position);
    }

    Token next() {
        return tokens.get(position++);
    }

    /** Whether the next token is spelt so. */
    boolean at(String spelling) {
        return !atEnd() && peek().is(spelling);
    }

    /** Whether the token after the next is spelt so. */
    boolean nextButOneIs(String spelling) {
        return position + 1 < tokens.size() && tokens.get(position + 1).is(spelling);
    }

    /** Steps over the next token if it is spelt so. */
    boolean accept(String spelling) {
        boolean here = at(spelling);
        if (here) {
            position++;
        }
        return here;
    }

    /** Range of the token that was stepped over last. */
    TextRange last() {
        return tokens.get(Math.max(0, position - 1)).range();
    }

    /** Steps over tokens until one closes a bracket that is open here, or the line ends; that token is the next one. */
    void skipToClosing() {
        int depth = 0;
        while (!atEnd()) {
            if (at("(") || at("[") || at("{")) {
                depth++;
            } else if ((at(")") || at("]") || at("}")) && depth-- == 0) {
                return;
            }
            position++;
        }
    }

    /** Steps over tokens up to and including this one, skipping bracketed ones; stops before a closing bracket. */
    void skipPast(String spelling) {
        int depth = 0;
        while (!atEnd()) {
            if (depth == 0 && accept(spelling)) {
                return;
            }
            if (at("(") || at("[") || at("{")) {
                depth++;
            } else if ((at(")") || at("]") || at("}")) && depth-- == 0) {
                return;
            }
            position++;
        }
    }
}
