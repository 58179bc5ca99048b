package org.lamina.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
public final class Quantities {

    private static final String[] UNITS = {"", "\u00A0k", "\u00A0M", "\u00A0G", "\u00A0T", "\u00A0P", "\u00A0E"};

    private Quantities() {
    }

    /** A count in three digits or so: {@code 950}, {@code 4.6 k}, {@code 25.6 M}; the space does not break. */
    public static String count(long count) {
        double value = count;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == 0) {
            return Long.toString(count);
        }
        return BigDecimal.valueOf(value).setScale(value < 99.95 ? 1 : 0, RoundingMode.HALF_UP).toPlainString()
                + UNITS[unit];
    }

    /**
     * A measured value in three significant digits: {@code 0.0123}, {@code 4.57}, {@code 1.2e-5}; {@code NaN} where it
     * is not a number.
     */
    public static String value(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        boolean plain = size >= 1e-3 && size < 1e6;
        String text = plain ? rounded.toPlainString()
                : rounded.unscaledValue().toString().replaceFirst("^(-?\\d)(\\d+)$", "$1.$2") + "e"
                        + (rounded.precision() - rounded.scale() - 1);
        return text.replace('-', '−').replace("e−", "e-");
    }
}
