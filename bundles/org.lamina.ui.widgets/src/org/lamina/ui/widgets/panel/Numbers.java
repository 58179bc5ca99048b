package org.lamina.ui.widgets.panel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;

/** Numbers as widgets write them. */
final class Numbers {

    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e7;

    private Numbers() {
    }

    /** Four significant digits, as {@code 0.1234}, {@code -12.3}, {@code 1.5E-7}; NaN and infinities by their names. */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value, FOUR_DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size < SMALLEST_PLAIN || size >= LARGEST_PLAIN ? rounded.toString() : rounded.toPlainString();
    }

    /** A whole number with the grouping of the user's language. */
    static String text(long count) {
        return NumberFormat.getIntegerInstance().format(count);
    }

    /** A part of a whole in per cent, with the decimal sign of the user's language; of nothing it is 0. */
    static String share(long part, long whole) {
        NumberFormat format = NumberFormat.getPercentInstance();
        format.setMaximumFractionDigits(1);
        return format.format(whole == 0 ? 0 : (double) part / whole);
    }
}
