package org.lamina.model;

import java.nio.file.Path;

/** A file that is not what it should be: the one error for every bad input. */
public final class ModelFormatException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final String expected;
    private final String found;

    /**
     * @param file the file
     * @param expected what was expected, as a noun phrase: {@code "a zip archive with a data.pkl"}
     * @param found what was found instead, with the offset or key where that helps: {@code "the file ends at byte 12"}
     */
    public ModelFormatException(Path file, String expected, String found) {
        this(file, expected, found, null);
    }

    /** As above, with the error underneath. */
    public ModelFormatException(Path file, String expected, String found, Throwable cause) {
        super(file.getFileName() + ": expected " + expected + ", found " + found, cause);
        this.file = file;
        this.expected = expected;
        this.found = found;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** What was expected. */
    public String expected() {
        return expected;
    }

    /** What was found. */
    public String found() {
        return found;
    }
}
