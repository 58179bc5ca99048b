package org.lamina.source.python;

import java.util.List;

/**
 * The comments of a program; what looks like one inside a string is none.
 *
 * @param comments in the order of the text
 */
public record Comments(List<Comment> comments) {

    public Comments {
        comments = List.copyOf(comments);
    }

    /**
     * A comment.
     *
     * @param line its line, from 1
     * @param text what it says, from the {@code #} to the end of the line
     * @param statement the first line of the statement that it ends; its own line where it stands inside of one, and 0
     *        where it has a line to itself
     */
    public record Comment(int line, String text, int statement) {
    }

    /** The comments of a text; any text will do. */
    public static Comments of(String text) {
        return new Comments(Tokenizer.comments(text));
    }
}
