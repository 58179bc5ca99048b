package org.lamina.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The values of a stored tensor, read from the file through a window: a large one where strides make reading jump. */
final class StoredValues implements TensorValues {

    private static final int WINDOW = 64 << 10;
    private static final int STRIDED_WINDOW = 64 << 20;

    private final FileBytes bytes;
    private final StoredTensor tensor;
    private final int size;
    private final boolean contiguous;
    private ByteBuffer window = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    private long windowStart;

    private StoredValues(FileBytes bytes, StoredTensor tensor) {
        this.bytes = bytes;
        this.tensor = tensor;
        this.size = tensor.info().dtype().bits() / 8;
        this.contiguous = tensor.isContiguous();
    }

    /**
     * Opens the values of a tensor.
     *
     * @throws IOException if values of this type can't be decoded
     */
    static TensorValues of(FileBytes bytes, StoredTensor tensor) throws IOException {
        if (!tensor.isDecodable()) {
            throw new IOException("tensor " + tensor.info().name() + " holds " + tensor.info().dtype().label()
                    + " values, which can't be shown as numbers");
        }
        return new StoredValues(bytes, tensor);
    }

    @Override
    public TensorInfo info() {
        return tensor.info();
    }

    @Override
    public int read(long from, double[] into) throws IOException {
        int count = (int) Math.max(0, Math.min(into.length, info().count() - from));
        for (int i = 0; i < count; i++) {
            long element = contiguous ? from + i : storageIndex(from + i);
            int at = fetch(tensor.position() + element * size);
            into[i] = Elements.decode(info().dtype(), window, at);
        }
        return count;
    }

    private long storageIndex(long index) {
        long rest = index;
        long element = 0;
        for (int axis = info().shape().rank() - 1; axis >= 0; axis--) {
            long extent = info().shape().dimension(axis);
            element += rest % extent * tensor.strides().get(axis);
            rest /= extent;
        }
        return element;
    }

    /** Moves the window over the element at this position and returns its place in the window. */
    private int fetch(long position) throws IOException {
        if (position < windowStart || position + size > windowStart + window.limit()) {
            long available = Math.max(size, bytes.size() - position);
            window = bytes.read(position, (int) Math.min(contiguous ? WINDOW : STRIDED_WINDOW, available));
            windowStart = position;
        }
        return (int) (position - windowStart);
    }
}
