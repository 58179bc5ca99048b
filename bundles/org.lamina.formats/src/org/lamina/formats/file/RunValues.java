package org.lamina.formats.file;

import java.io.IOException;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The values of a tensor, decoded run by run: a run is what can be decoded at once, as a block or what was fetched. */
public abstract class RunValues implements TensorValues {

    private final TensorInfo info;

    /** Values of this tensor. */
    protected RunValues(TensorInfo info) {
        this.info = info;
    }

    @Override
    public final TensorInfo info() {
        return info;
    }

    @Override
    public final int read(long from, double[] into) throws IOException {
        int count = (int) Math.max(0, Math.min(into.length, info.count() - from));
        int done = 0;
        while (done < count) {
            done += run(from + done, into, done, count - done);
        }
        return count;
    }

    /**
     * Decodes values that follow each other.
     *
     * @param from the index of the first in the tensor
     * @param into takes the values
     * @param start where in {@code into} the first goes
     * @param count the most that are wanted, at least 1
     * @return how many were decoded, at least 1
     * @throws IOException if the file can't be read
     */
    protected abstract int run(long from, double[] into, int start, int count) throws IOException;
}
