package org.lamina.engine.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.formats.safetensors.SafetensorsWriter;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** Gathers activations that come in chunks of samples, in one file a layer, until they can be written as one. */
final class ActivationSpool {

    /** The activations of chunks can't be put together, since they have no axis for the samples. */
    static final class NoSampleAxisException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** What is there of a layer; {@code perSample} tells whether the first axis is that of the samples. */
    private record Part(Path file, ElementType type, long[] shape, boolean perSample) {
    }

    private final Path directory;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** @param directory where the files are made */
    ActivationSpool(Path directory) {
        this.directory = directory;
    }

    /**
     * Adds what a layer gave for some samples.
     *
     * @param samples the number of samples
     * @return the number of bytes added
     * @throws NoSampleAxisException if it does not fit to what the layer gave for the samples before
     * @throws IOException if it can't be written
     */
    long append(String layer, NDArray values, int samples) throws NoSampleAxisException, IOException {
        ElementType type = type(values.getDataType());
        NDArray written = type == ElementType.UNKNOWN ? values.toType(DataType.FLOAT32, false) : values;
        long[] shape = values.getShape().getShape();
        boolean perSample = shape.length > 0 && shape[0] == samples;
        Part before = parts.get(layer);
        Part part;
        if (before == null) {
            part = new Part(directory.resolve("layer-" + parts.size() + ".bin"),
                    type == ElementType.UNKNOWN ? ElementType.FLOAT32 : type, shape, perSample);
        } else {
            if (!perSample || !before.perSample() || !sameExceptFirst(shape, before.shape())) {
                throw new NoSampleAxisException();
            }
            long[] all = shape.clone();
            all[0] += before.shape()[0];
            part = new Part(before.file(), before.type(), all, true);
        }
        parts.put(layer, part);
        ByteBuffer bytes = written.toByteBuffer(true);
        long length = bytes.remaining();
        try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        return length;
    }

    /** The layers that gave something. */
    Set<String> layers() {
        return parts.keySet();
    }

    /** Writes all activations into one file, and removes what was gathered. */
    void write(Path file) throws IOException {
        List<TensorInfo> tensors = new ArrayList<>();
        parts.forEach((layer, part) -> {
            Shape shape = Shape.of(part.shape());
            tensors.add(new TensorInfo(layer, part.type(), shape, part.type().bytes(shape.count().orElse(0))));
        });
        SafetensorsWriter.writeContent(file, tensors,
                (tensor, out) -> Files.copy(parts.get(tensor.name()).file(), out));
        clear();
    }

    /** Forgets everything. */
    void clear() throws IOException {
        for (Part part : parts.values()) {
            Files.deleteIfExists(part.file());
        }
        parts.clear();
    }

    private static boolean sameExceptFirst(long[] one, long[] other) {
        return one.length == other.length
                && Arrays.equals(one, 1, one.length, other, 1, other.length);
    }

    private static ElementType type(DataType type) {
        return switch (type) {
            case FLOAT32 -> ElementType.FLOAT32;
            case FLOAT64 -> ElementType.FLOAT64;
            case INT64 -> ElementType.INT64;
            case INT32 -> ElementType.INT32;
            case INT8 -> ElementType.INT8;
            case UINT8 -> ElementType.UINT8;
            case BOOLEAN -> ElementType.BOOL;
            default -> ElementType.UNKNOWN;
        };
    }
}
