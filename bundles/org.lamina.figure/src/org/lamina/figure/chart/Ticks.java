package org.lamina.figure.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.Quantities;

/**
 * Round values along an axis: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param values in rising order
 * @param decimals the digits after the point that tell them apart
 */
record Ticks(List<Double> values, int decimals) {

    /**
     * The ticks of a range.
     *
     * @param most the most steps wanted, 1 or more
     */
    static Ticks of(double low, double high, int most) {
        double rough = (high / 2 - low / 2) / Math.max(1, most) * 2;
        if (!(rough > 0) || Double.isInfinite(rough)) {
            return new Ticks(List.of(), 0);
        }
        int power = (int) Math.floor(Math.log10(rough));
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(power);
        BigDecimal step = unit;
        for (int factor : new int[] {1, 2, 5, 10}) {
            step = unit.multiply(BigDecimal.valueOf(factor));
            if (step.doubleValue() >= rough * (1 - 1e-9)) {
                break;
            }
        }
        // multiples are counted, not added up, so that zero is zero
        long first = (long) Math.ceil(low / step.doubleValue() - 1e-9);
        long last = (long) Math.floor(high / step.doubleValue() + 1e-9);
        List<Double> values = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            values.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
        }
        return new Ticks(List.copyOf(values), Math.max(0, step.stripTrailingZeros().scale()));
    }

    /** A tick as it is written; very small and very large ones with an exponent. */
    String text(double value) {
        if (value != 0 && (decimals > 4 || Math.abs(value) >= 1e6)) {
            return Quantities.value(value);
        }
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString()
                .replace('-', '−');
    }
}
