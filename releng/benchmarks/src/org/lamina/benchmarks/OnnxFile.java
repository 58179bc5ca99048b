package org.lamina.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes an ONNX model of linear layers, weights within the file (onnx.proto: ModelProto, GraphProto, TensorProto). */
final class OnnxFile {

    private OnnxFile() {
    }

    /** Writes a model with holes in place of the weights, which take no room on the disk. */
    static void writeHole(Path file, int layers, int width) throws IOException {
        long raw = 4L * width * width;
        byte[][] nodes = new byte[layers][];
        byte[][] tensors = new byte[layers][];
        long graphLength = 0;
        for (int i = 0; i < layers; i++) {
            nodes[i] = message(bytes(1, "h" + i), bytes(1, "w" + i), bytes(2, "h" + (i + 1)), bytes(3, "linear" + i),
                    bytes(4, "MatMul"));
            tensors[i] = message(number(1, width), number(1, width), number(2, 1), bytes(8, "w" + i), head(9, raw));
            graphLength += head(1, nodes[i].length).length + nodes[i].length;
            graphLength += head(5, tensors[i].length + raw).length + tensors[i].length + raw;
        }
        byte[] name = bytes(2, "linear");
        byte[] input = bytes(11, message(bytes(1, "h0")));
        byte[] output = bytes(12, message(bytes(1, "h" + layers)));
        graphLength += name.length + input.length + output.length;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(message(number(1, 8), bytes(2, "benchmark"), bytes(8, message(number(2, 17)))));
            out.write(head(7, graphLength));
            for (byte[] node : nodes) {
                out.write(head(1, node.length));
                out.write(node);
            }
            out.write(name);
            for (byte[] tensor : tensors) {
                out.write(head(5, tensor.length + raw));
                out.write(tensor);
                out.seek(out.getFilePointer() + raw);
            }
            out.write(input);
            out.write(output);
        }
    }

    private static byte[] message(byte[]... fields) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            message.writeBytes(field);
        }
        return message.toByteArray();
    }

    private static byte[] bytes(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int field, byte[] content) {
        return message(head(field, content.length), content);
    }

    private static byte[] number(int field, long value) {
        return message(varint((long) field << 3), varint(value));
    }

    /** Tag and length of a field whose bytes follow. */
    private static byte[] head(int field, long length) {
        return message(varint((long) field << 3 | 2), varint(length));
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        while (rest > 0x7f) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }
}
