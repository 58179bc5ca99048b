package org.lamina.query;

import java.util.Optional;
import org.lamina.model.ByteElements;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** A tensor of signed eighths in bytes, of which two stand for no finite value. It can only be read byte by byte. */
record Eighths(byte[] elements) implements TensorValues, ByteElements {

    static double of(byte element) {
        return element == 1 ? Double.NaN : element == 2 ? Double.POSITIVE_INFINITY : element / 8.0;
    }

    @Override
    public TensorInfo info() {
        return new TensorInfo("b", ElementType.INT8, Shape.of(elements.length), elements.length);
    }

    @Override
    public Optional<ByteElements> bytes() {
        return Optional.of(this);
    }

    @Override
    public double value(int element) {
        return of((byte) element);
    }

    @Override
    public int read(long from, byte[] into) {
        int count = (int) Math.min(into.length, elements.length - from);
        System.arraycopy(elements, (int) from, into, 0, count);
        return count;
    }

    @Override
    public int read(long from, double[] into) {
        throw new UnsupportedOperationException();
    }
}
