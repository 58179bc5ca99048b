package org.lamina.formats.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.lamina.model.ByteElements;

/** The values of a stored tensor, read from the file through a window: a large one where strides make reading jump. */
final class StoredValues extends RunValues {

    private static final int WINDOW = 64 << 10;
    private static final int STRIDED_WINDOW = 64 << 20;

    private final FileBytes bytes;
    private final StoredTensor tensor;
    private final Elements elements;
    private final int bits;
    private final boolean contiguous;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;

    /**
     * @throws IOException if values of this type can't be decoded
     */
    StoredValues(FileBytes bytes, StoredTensor tensor) throws IOException {
        super(tensor.info());
        this.bytes = bytes;
        this.tensor = tensor;
        this.elements = Elements.of(tensor.info());
        this.bits = tensor.info().dtype().bits();
        this.contiguous = tensor.isContiguous();
    }

    @Override
    protected int run(long from, double[] into, int start, int count) throws IOException {
        int read = contiguous ? contiguous(from, into, start, count) : strided(from, into, start, count);
        for (int i = start; tensor.isNegated() && i < start + read; i++) {
            into[i] = -into[i];
        }
        return read;
    }

    private int contiguous(long from, double[] into, int start, int count) throws IOException {
        int at = fetch(from);
        int run = (int) Math.min(count, (window.limit() - at) * 8L / bits - half(from));
        elements.decode(window, at, half(from), into, start, run);
        return run;
    }

    private int strided(long from, double[] into, int start, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            long element = storageIndex(from + i);
            int at = fetch(element);
            into[start + i] = elements.decode(window, at, half(element));
        }
        return count;
    }

    @Override
    public Optional<ByteElements> bytes() {
        return contiguous && bits == Byte.SIZE && !tensor.isNegated() ? Optional.of(new Bytes()) : Optional.empty();
    }

    /** The elements as they lie in the file. */
    private final class Bytes implements ByteElements {

        @Override
        public double value(int element) {
            return elements.value(element);
        }

        @Override
        public int read(long from, byte[] into) throws IOException {
            int count = (int) Math.max(0, Math.min(into.length, info().count() - from));
            bytes.read(tensor.position() + from, ByteBuffer.wrap(into, 0, count));
            return count;
        }
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

    private int half(long element) {
        return bits < 8 ? (int) (element & 1) : 0;
    }

    /** Moves the window over an element and returns the element's place in the window. */
    private int fetch(long element) throws IOException {
        long position = tensor.position() + (bits < 8 ? element / 2 : element * (bits / 8));
        int size = Math.max(1, bits / 8);
        if (position < windowStart || position + size > windowStart + window.limit()) {
            long end = contiguous ? tensor.position() + info().dtype().bytes(info().count()) : bytes.size();
            int length = (int) Math.min(contiguous ? WINDOW : STRIDED_WINDOW, Math.max(size, end - position));
            if (window.capacity() < length) {
                window = ByteBuffer.allocate(length).order(tensor.order());
            }
            windowStart = Long.MAX_VALUE;
            bytes.read(position, window.limit(length));
            windowStart = position;
        }
        return (int) (position - windowStart);
    }
}
