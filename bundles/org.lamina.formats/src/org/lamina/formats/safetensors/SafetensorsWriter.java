package org.lamina.formats.safetensors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.model.ElementType;
import org.lamina.model.TensorInfo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes safetensors files: to a temporary name beside the target, then moved into place. */
public final class SafetensorsWriter {

    /** Gives the values of tensors when they are written. */
    @FunctionalInterface
    public interface Values {

        /**
         * The elements of a tensor, little-endian and in row-major order, from the buffer's position to its limit.
         *
         * @throws IOException if they can't be had
         */
        ByteBuffer of(TensorInfo tensor) throws IOException;
    }

    /** Writes the values of tensors; for those that are too large to hold. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the elements of a tensor, little-endian and in row-major order.
         *
         * @param out takes them; is not closed
         * @throws IOException if they can't be had
         */
        void write(TensorInfo tensor, OutputStream out) throws IOException;
    }

    private SafetensorsWriter() {
    }

    /**
     * Writes a file.
     *
     * @param file the target; replaced if it exists
     * @param tensors the tensors in the order to write
     * @param values asked once for each tensor, in order
     * @throws IOException if it can't be written, or if a tensor has not as many bytes as its shape needs; the target
     *         is untouched then
     */
    public static void write(Path file, List<TensorInfo> tensors, Values values) throws IOException {
        writeContent(file, tensors, (tensor, out) -> writeValues(out, tensor, values.of(tensor)));
    }

    /**
     * Writes a file without holding a tensor as a whole.
     *
     * @param file the target; replaced if it exists
     * @param tensors the tensors in the order to write
     * @param content asked once for each tensor, in order
     * @throws IOException if it can't be written, or if a tensor has not as many bytes as its shape needs; the target
     *         is untouched then
     */
    public static void writeContent(Path file, List<TensorInfo> tensors, Content content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                writeHeader(out, tensors);
                for (TensorInfo tensor : tensors) {
                    out.flush();
                    long start = channel.position();
                    content.write(tensor, out);
                    out.flush();
                    checkLength(tensor, channel.position() - start);
                }
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes float32 tensors that are in memory.
     *
     * @param file the target; replaced if it exists
     * @param tensors values in row-major order, by what is known about their tensors
     * @throws IOException if it can't be written
     */
    public static void writeFloats(Path file, Map<TensorInfo, float[]> tensors) throws IOException {
        write(file, new ArrayList<>(tensors.keySet()), tensor -> {
            float[] floats = tensors.get(tensor);
            ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(floats.length, Float.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            buffer.asFloatBuffer().put(floats);
            return buffer;
        });
    }

    private static void writeHeader(OutputStream out, List<TensorInfo> tensors) throws IOException {
        Map<ElementType, String> names = new LinkedHashMap<>();
        SafetensorsFile.TYPES.forEach((name, type) -> names.put(type, name));
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = mapper.createObjectNode();
        long offset = 0;
        for (TensorInfo tensor : tensors) {
            String type = names.get(tensor.dtype());
            if (type == null || header.has(tensor.name()) || tensor.name().equals(SafetensorsFile.METADATA)) {
                throw new IOException("tensor " + tensor.name() + " of type " + tensor.dtype()
                        + " can't be written: safetensors has no such type, or the name is taken");
            }
            ObjectNode entry = header.putObject(tensor.name());
            entry.put("dtype", type);
            tensor.shape().dimensions().forEach(entry.putArray("shape")::add);
            long end = offset + tensor.dtype().bytes(tensor.count());
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String text = mapper.writeValueAsString(header);
        byte[] json = (text + " ".repeat(Math.floorMod(-text.getBytes(StandardCharsets.UTF_8).length, 8)))
                .getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
        out.write(json);
    }

    private static void writeValues(OutputStream out, TensorInfo tensor, ByteBuffer values) throws IOException {
        checkLength(tensor, values.remaining());
        byte[] chunk = new byte[1 << 16];
        ByteBuffer rest = values.duplicate();
        while (rest.hasRemaining()) {
            int count = Math.min(chunk.length, rest.remaining());
            rest.get(chunk, 0, count);
            out.write(chunk, 0, count);
        }
    }

    private static void checkLength(TensorInfo tensor, long given) throws IOException {
        long expected = tensor.dtype().bytes(tensor.count());
        if (given != expected) {
            throw new IOException("tensor " + tensor.name() + " needs " + expected + " bytes, but " + given
                    + " were given");
        }
    }
}
