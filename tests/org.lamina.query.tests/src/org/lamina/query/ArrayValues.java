package org.lamina.query;

import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** A tensor of the values of an array. */
final class ArrayValues implements TensorValues {

    private final double[] values;
    private final long claimed;

    private ArrayValues(double[] values, long claimed) {
        this.values = values;
        this.claimed = claimed;
    }

    static TensorValues of(double... values) {
        return new ArrayValues(values, values.length);
    }

    /** A tensor that claims more values than it can deliver, as a truncated file does. */
    static TensorValues truncated(long claimed, double... values) {
        return new ArrayValues(values, claimed);
    }

    @Override
    public TensorInfo info() {
        return new TensorInfo("w", ElementType.FLOAT64, Shape.of(claimed), claimed * 8);
    }

    @Override
    public int read(long from, double[] into) {
        int length = (int) Math.min(into.length, values.length - from);
        System.arraycopy(values, (int) from, into, 0, length);
        return length;
    }
}
