package org.lamina.engine.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.lamina.formats.safetensors.SafetensorsReader;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The inputs of a run: the tensor {@code x} of a safetensors file, samples along its first axis. */
final class Samples implements AutoCloseable {

    private static final String NAME = "x";

    private final TensorSource tensors;
    private final TensorInfo info;
    private final int count;

    private Samples(TensorSource tensors, TensorInfo info, int count) {
        this.tensors = tensors;
        this.info = info;
        this.count = count;
    }

    /**
     * Opens the samples of a file.
     *
     * @param limit the most samples to use, from the first
     * @throws ModelFormatException if it has no samples
     * @throws IOException if it can't be read
     */
    static Samples open(Path file, int limit) throws ModelFormatException, IOException {
        TensorSource tensors = SafetensorsReader.tensors(file);
        boolean done = false;
        try {
            TensorInfo info = tensors.find(NAME).orElseThrow(() -> new ModelFormatException(file,
                    "a tensor x with the samples along its first axis", "only " + tensors.tensors().stream()
                            .map(TensorInfo::name).limit(10).collect(Collectors.joining(", "))));
            if (info.shape().rank() == 0 || info.count() == 0 || info.dtype() == ElementType.UNKNOWN) {
                throw new ModelFormatException(file, "numbers with the samples along the first axis in the tensor x",
                        info.dtype() + " of shape " + info.shape());
            }
            Samples samples = new Samples(tensors, info, (int) Math.min(limit, info.shape().dimension(0)));
            done = true;
            return samples;
        } finally {
            if (!done) {
                tensors.close();
            }
        }
    }

    /** The number of samples to use. */
    int count() {
        return count;
    }

    /** The shape of all samples in the file, for messages. */
    org.lamina.model.Shape shape() {
        return info.shape();
    }

    /**
     * Reads some samples. Half-precision numbers are widened to float32.
     *
     * @param from index of the first
     * @param length number of samples
     */
    NDArray read(NDManager manager, int from, int length) throws IOException {
        long perSample = info.count() / info.shape().dimension(0);
        double[] values = new double[Math.toIntExact(Math.multiplyExact(perSample, (long) length))];
        TensorValues source = tensors.values(NAME);
        long start = perSample * from;
        int done = source.read(start, values);
        if (done < values.length) {
            throw new IOException("the samples end after " + (start + done) + " of " + info.count() + " values");
        }
        long[] dimensions = LongStream.concat(LongStream.of(length),
                info.shape().dimensions().stream().skip(1).mapToLong(Long::longValue)).toArray();
        DataType type = type(info.dtype());
        return manager.create(buffer(values, type), new Shape(dimensions), type);
    }

    private static DataType type(ElementType type) {
        return switch (type) {
            case FLOAT64 -> DataType.FLOAT64;
            case INT64, UINT64, UINT32 -> DataType.INT64;
            case INT32, UINT16, INT16 -> DataType.INT32;
            case INT8 -> DataType.INT8;
            case UINT8 -> DataType.UINT8;
            case BOOL -> DataType.BOOLEAN;
            default -> DataType.FLOAT32;
        };
    }

    private static Buffer buffer(double[] values, DataType type) {
        int length = values.length;
        switch (type) {
            case FLOAT64:
                return DoubleBuffer.wrap(values);
            case INT64:
                LongBuffer longs = LongBuffer.allocate(length);
                for (double value : values) {
                    longs.put((long) value);
                }
                return longs.flip();
            case INT32:
                IntBuffer ints = IntBuffer.allocate(length);
                for (double value : values) {
                    ints.put((int) value);
                }
                return ints.flip();
            case INT8, UINT8, BOOLEAN:
                ByteBuffer bytes = ByteBuffer.allocate(length);
                for (double value : values) {
                    bytes.put((byte) (int) value);
                }
                return bytes.flip();
            default:
                FloatBuffer floats = FloatBuffer.allocate(length);
                for (double value : values) {
                    floats.put((float) value);
                }
                return floats.flip();
        }
    }

    @Override
    public void close() throws IOException {
        tensors.close();
    }
}
