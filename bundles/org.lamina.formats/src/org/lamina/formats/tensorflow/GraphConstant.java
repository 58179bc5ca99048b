package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.RunValues;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.VarintValues;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/**
 * A constant of a graph (tensor.proto). Where the file holds fewer values than the tensor has, the last one stands for
 * the rest.
 *
 * @param info what is known about it
 * @param varints whether its values are numbers of variable length, and not elements as they lie in memory
 * @param position where they start in the file
 * @param stored how many values are there, at least 1
 */
record GraphConstant(TensorInfo info, boolean varints, long position, long stored) {

    private static final int SMALL = 64;

    /** The same constant under another name. */
    GraphConstant named(String name) {
        return new GraphConstant(new TensorInfo(name, info.dtype(), info.shape(), info.bytes()), varints, position,
                stored);
    }

    /**
     * Opens its values.
     *
     * @throws IOException if values of this type can't be decoded
     */
    TensorValues values(FileBytes bytes) throws IOException {
        TensorInfo part = stored == info.count() ? info
                : new TensorInfo(info.name(), info.dtype(), Shape.of(stored), info.dtype().bytes(stored));
        TensorValues values = varints ? new VarintValues(bytes, part, position)
                : StoredTensor.contiguous(part, position).values(bytes);
        return part == info ? values : new Repeated(info, values);
    }

    /** The whole numbers in it, if these are few, as sizes and axes are given; else empty. */
    List<Long> small(FileBytes bytes) throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (info.count() <= SMALL && !info.dtype().isFloatingPoint() && info.dtype().bits() > 0) {
            for (double value : values(bytes).toArray()) {
                numbers.add((long) value);
            }
        }
        return numbers;
    }

    /** Values of which the last is repeated. */
    private static final class Repeated extends RunValues {

        private final TensorValues stored;

        Repeated(TensorInfo info, TensorValues stored) {
            super(info);
            this.stored = stored;
        }

        @Override
        protected int run(long from, double[] into, int start, int count) throws IOException {
            long last = stored.info().count() - 1;
            double[] run = new double[(int) Math.max(1, Math.min(count, last - from))];
            stored.read(Math.min(from, last), run);
            if (from < last) {
                System.arraycopy(run, 0, into, start, run.length);
                return run.length;
            }
            Arrays.fill(into, start, start + count, run[0]);
            return count;
        }
    }
}
