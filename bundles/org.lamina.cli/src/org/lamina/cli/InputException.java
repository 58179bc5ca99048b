package org.lamina.cli;

import java.nio.file.Path;

import org.lamina.model.ModelFormatException;

/** Something that the user gave and that a command can't work with. */
final class InputException extends Exception {

    private static final long serialVersionUID = 1;

    private final String file;
    private final String expected;
    private final String found;

    /**
     * @param file the file or option, as the user knows it
     * @param expected what was expected, a noun phrase
     * @param found what was found instead
     */
    InputException(String file, String expected, String found, Throwable cause) {
        super(file + ": expected " + expected + ", found " + found, cause);
        this.file = file;
        this.expected = expected;
        this.found = found;
    }

    InputException(String file, String expected, String found) {
        this(file, expected, found, null);
    }

    /** The same problem with the path as the user knows it. */
    static InputException of(ModelFormatException problem, Path file, Session session) {
        return new InputException(session.shown(file), problem.expected(), problem.found(), problem);
    }

    String file() {
        return file;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
