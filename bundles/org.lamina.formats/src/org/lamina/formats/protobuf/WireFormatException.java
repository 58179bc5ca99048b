package org.lamina.formats.protobuf;

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

    /** What was expected. */
    public String expected() {
        return expected;
    }

    /** What was found. */
    public String found() {
        return found;
    }
}
