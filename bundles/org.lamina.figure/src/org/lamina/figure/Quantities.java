package org.lamina.figure;

import java.util.Locale;

/** Numbers as people read them. */
final class Quantities {

    private static final String[] UNITS = {"", "\u00A0k", "\u00A0M", "\u00A0G", "\u00A0T", "\u00A0P", "\u00A0E"};

    private Quantities() {
    }

    /** A count in three digits or so: {@code 950}, {@code 4.6 k}, {@code 25.6 M}; the space does not break. */
    static String count(long count) {
        double value = count;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == 0) {
            return Long.toString(count);
        }
        String digits = value < 99.95 ? String.format(Locale.ROOT, "%.1f", value)
                : String.format(Locale.ROOT, "%.0f", value);
        return digits + UNITS[unit];
    }
}
