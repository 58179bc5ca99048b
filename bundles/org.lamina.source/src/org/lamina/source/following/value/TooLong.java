package org.lamina.source.following.value;

/** Ends the following of a program that would take too long. Carries no stack trace. */
public final class TooLong extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The program has more steps than are followed. */
    public TooLong() {
        super("the program is too long to follow", null, false, false);
    }
}
