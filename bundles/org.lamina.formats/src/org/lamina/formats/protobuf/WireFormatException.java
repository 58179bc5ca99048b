package org.lamina.formats.protobuf;

import java.nio.file.Path;

import org.lamina.model.ModelFormatException;

/** Bytes that are no message in the wire format of Protocol Buffers. */
public final class WireFormatException extends Exception {

    private static final long serialVersionUID = 1;

    private final String expected;
    private final String found;

    /**
     * @param expected what was expected, as a noun phrase
     * @param found what was found instead, with the byte where it stands
     */
    public WireFormatException(String expected, String found) {
        super("expected " + expected + ", found " + found);
        this.expected = expected;
        this.found = found;
    }

    /** The same as a failure of a file. */
    public ModelFormatException in(Path file) {
        return new ModelFormatException(file, expected, found, this);
    }
}
