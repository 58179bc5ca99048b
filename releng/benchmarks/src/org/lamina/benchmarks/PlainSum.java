package org.lamina.benchmarks;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The yardstick: the sum of all values of a file that is mapped, by one thread and in the plainest loop there is. */
final class PlainSum {

    private static final long WINDOW = 1 << 28;

    private PlainSum() {
    }

    /** The sum of the values behind the header of a safetensors file of one type. */
    static double of(Path file, String type) throws IOException {
        double sum = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            MappedByteBuffer head = channel.map(FileChannel.MapMode.READ_ONLY, 0, 8);
            long at = 8 + head.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
            while (at < channel.size()) {
                long length = Math.min(WINDOW, channel.size() - at);
                MappedByteBuffer window = channel.map(FileChannel.MapMode.READ_ONLY, at, length);
                sum += sum(window, type);
                at += length;
            }
        }
        return sum;
    }

    private static double sum(MappedByteBuffer window, String type) {
        window.order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case "F32" -> floats(window.asFloatBuffer());
            case "BF16" -> shortFloats(window.asShortBuffer());
            case "F16" -> halves(window.asShortBuffer());
            case "I8" -> bytes(window);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static double floats(FloatBuffer values) {
        double sum = 0;
        for (int i = 0; i < values.limit(); i++) {
            sum += values.get(i);
        }
        return sum;
    }

    private static double shortFloats(ShortBuffer values) {
        double sum = 0;
        for (int i = 0; i < values.limit(); i++) {
            sum += Float.intBitsToFloat(values.get(i) << 16);
        }
        return sum;
    }

    /** Of finite values alone, which is all that the file has. */
    private static double halves(ShortBuffer values) {
        double sum = 0;
        for (int i = 0; i < values.limit(); i++) {
            short bits = values.get(i);
            float magnitude = Float.intBitsToFloat((bits & 0x7fff) << 13) * 0x1p112f;
            sum += Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | (bits & 0x8000) << 16);
        }
        return sum;
    }

    private static double bytes(MappedByteBuffer values) {
        double sum = 0;
        for (int i = 0; i < values.limit(); i++) {
            sum += values.get(i);
        }
        return sum;
    }
}
