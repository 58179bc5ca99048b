package org.lamina.ui.widgets.tools;

/** How many bins a histogram gets. */
final class Bins {

    private static final int FEWEST = 10;
    private static final int MOST = 60;

    private Bins() {
    }

    /** The square root of the number of values, as few values make many bins meaningless, within what is legible. */
    static int of(long values) {
        return (int) Math.max(FEWEST, Math.min(MOST, Math.ceil(Math.sqrt(values))));
    }
}
