package org.lamina.figure.preferences;

/** A file of figure preferences that can't be used. */
public final class PreferencesException extends Exception {

    private static final long serialVersionUID = 1;

    private final String place;
    private final String expected;
    private final String found;

    /**
     * @param place the field, such as {@code sizes.minHeight}; empty for the file as a whole
     * @param expected what was expected, a noun phrase
     * @param found what was found instead
     */
    public PreferencesException(String place, String expected, String found) {
        super((place.isEmpty() ? "" : place + ": ") + "expected " + expected + ", found " + found);
        this.place = place;
        this.expected = expected;
        this.found = found;
    }

    public String place() {
        return place;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
