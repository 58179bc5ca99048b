package org.lamina.source.python;

/** The smallest piece of a program that means something. */
record Token(Kind kind, String text, TextRange range) {

    enum Kind {
        NAME, NUMBER, STRING, OPERATOR
    }

    boolean is(String spelling) {
        return text.equals(spelling) && kind != Kind.STRING;
    }

    boolean isName() {
        return kind == Kind.NAME;
    }
}
