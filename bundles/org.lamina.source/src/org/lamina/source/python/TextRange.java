package org.lamina.source.python;

/**
 * A piece of a text.
 *
 * @param offset first character, from 0, in UTF-16 units of the text as it was given
 * @param length number of characters
 * @param line line of the first character, from 1
 * @param column column of the first character, from 1; a tab counts as one
 */
public record TextRange(int offset, int length, int line, int column) {

    /** The offset after the last character. */
    public int end() {
        return offset + length;
    }

    /** Whether the character at this offset belongs to it. */
    public boolean contains(int position) {
        return offset <= position && position < end();
    }

    /** From the start of this piece to the end of a later one. */
    TextRange to(TextRange last) {
        return new TextRange(offset, Math.max(last.end(), end()) - offset, line, column);
    }
}
