package org.lamina.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/** Writes safetensors files of tensors of one shape. */
final class SafetensorsFile {

    private SafetensorsFile() {
    }

    /**
     * Writes a file with a hole in place of the values, which takes no room on the disk.
     *
     * @param type the type as the format names it: {@code F16}
     * @param size the bytes of a value
     */
    static void writeHole(Path file, String type, int size, int tensors, long count) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(header(type, size, tensors, count));
            out.setLength(out.getFilePointer() + tensors * count * size);
        }
    }

    /** Writes a file of values that are distributed as weights are: normally, with a deviation of 0.02. */
    static void writeWeights(Path file, String type, int size, int tensors, int count) throws IOException {
        ByteBuffer values = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(1);
        while (values.hasRemaining()) {
            put(values, type, (float) (random.nextGaussian() * 0.02));
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(header(type, size, tensors, count));
            for (int i = 0; i < tensors; i++) {
                out.write(values.array());
            }
        }
    }

    private static void put(ByteBuffer values, String type, float value) {
        switch (type) {
            case "F32" -> values.putFloat(value);
            case "BF16" -> values.putShort((short) (Float.floatToIntBits(value) >> 16));
            case "F16" -> values.putShort((short) (Float.floatToIntBits(value * 0x1p-112f) >> 13));
            case "I8" -> values.put((byte) Math.round(Math.max(-128, Math.min(127, value * 2000))));
            default -> throw new IllegalArgumentException(type);
        }
    }

    private static byte[] header(String type, int size, int tensors, long count) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < tensors; i++) {
            json.append(i == 0 ? "" : ",").append("\"layers.").append(i).append(".weight\":{\"dtype\":\"").append(type)
                    .append("\",\"shape\":[").append(count).append("],\"data_offsets\":[").append(i * count * size)
                    .append(',').append((i + 1) * count * size).append("]}");
        }
        json.append('}');
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text)
                .array();
    }
}
