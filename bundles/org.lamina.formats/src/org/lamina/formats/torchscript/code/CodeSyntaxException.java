package org.lamina.formats.torchscript.code;

/** Code that this version can't parse. */
public final class CodeSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final int offset;

    CodeSyntaxException(String expected, int offset) {
        super("expected " + expected + " at character " + offset);
        this.offset = offset;
    }

    /** Where the unexpected character is in the text, from 0. */
    public int offset() {
        return offset;
    }
}
