package org.lamina.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a state_dict as torch.save does: a zip64 archive of a pickle and a stored entry for each tensor. */
final class PyTorchFile {

    private static final int ZIP64 = -1;

    private record Entry(byte[] name, long size, long offset) {
    }

    private final RandomAccessFile out;
    private final List<Entry> entries = new ArrayList<>();

    private PyTorchFile(RandomAccessFile out) {
        this.out = out;
    }

    /** Writes a file of float32 tensors with holes in place of the values, which take no room on the disk. */
    static void writeHole(Path file, int tensors, long count) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            PyTorchFile archive = new PyTorchFile(out);
            byte[] pickle = pickle(tensors, count);
            archive.add("archive/data.pkl", pickle.length);
            out.write(pickle);
            for (int i = 0; i < tensors; i++) {
                archive.add("archive/data/" + i, 4 * count);
                out.seek(out.getFilePointer() + 4 * count);
            }
            archive.finish();
        }
    }

    private void add(String path, long size) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        entries.add(new Entry(name, size, out.getFilePointer()));
        ByteBuffer header = buffer(30 + 20);
        header.putInt(0x04034b50).putShort((short) 45).putLong(0).putInt(0).putInt(ZIP64).putInt(ZIP64)
                .putShort((short) name.length).putShort((short) 20);
        out.write(header.array(), 0, 30);
        out.write(name);
        out.write(buffer(20).putShort((short) 1).putShort((short) 16).putLong(size).putLong(size).array());
    }

    private void finish() throws IOException {
        long start = out.getFilePointer();
        for (Entry entry : entries) {
            ByteBuffer header = buffer(46).putInt(0x02014b50).putShort((short) 45).putShort((short) 45).putLong(0)
                    .putInt(0).putInt(ZIP64).putInt(ZIP64).putShort((short) entry.name.length).putShort((short) 28)
                    .putLong(0).putShort((short) 0);
            out.write(header.putInt(42, ZIP64).array());
            out.write(entry.name);
            out.write(buffer(28).putShort((short) 1).putShort((short) 24).putLong(entry.size).putLong(entry.size)
                    .putLong(entry.offset).array());
        }
        long end = out.getFilePointer();
        out.write(buffer(56).putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putLong(0)
                .putLong(entries.size()).putLong(entries.size()).putLong(end - start).putLong(start).array());
        out.write(buffer(20).putInt(0x07064b50).putInt(0).putLong(end).putInt(1).array());
        out.write(buffer(22).putInt(0x06054b50).putInt(0).putInt(ZIP64).putInt(ZIP64).putInt(ZIP64).array());
    }

    /** A dictionary of tensors: {@code torch._utils._rebuild_tensor_v2(storage, 0, (count,), (1,), False, {})}. */
    private static byte[] pickle(int tensors, long count) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        write(pickle, "\u0080\u0002}(");
        for (int i = 0; i < tensors; i++) {
            string(pickle, "layers." + i + ".weight");
            write(pickle, "ctorch._utils\n_rebuild_tensor_v2\n((");
            string(pickle, "storage");
            write(pickle, "ctorch\nFloatStorage\n");
            string(pickle, String.valueOf(i));
            string(pickle, "cpu");
            integer(pickle, count);
            write(pickle, "tQ");
            integer(pickle, 0);
            integer(pickle, count);
            write(pickle, "\u0085");
            integer(pickle, 1);
            write(pickle, "\u0085\u0089}tR");
        }
        write(pickle, "u.");
        return pickle.toByteArray();
    }

    private static void string(ByteArrayOutputStream pickle, String text) throws IOException {
        pickle.write('X');
        pickle.write(buffer(4).putInt(text.length()).array());
        write(pickle, text);
    }

    private static void integer(ByteArrayOutputStream pickle, long value) throws IOException {
        pickle.write('J');
        pickle.write(buffer(4).putInt(Math.toIntExact(value)).array());
    }

    private static void write(ByteArrayOutputStream pickle, String text) throws IOException {
        pickle.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
