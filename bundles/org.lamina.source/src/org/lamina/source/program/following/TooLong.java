package org.lamina.source.program.following;

/** Ends the following of a program that would take too long. Carries no stack trace. */
final class TooLong extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLong() {
        super("the program is too long to follow", null, false, false);
    }
}
