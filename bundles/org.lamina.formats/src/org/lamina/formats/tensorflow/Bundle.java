package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;

/**
 * The index of a checkpoint of TensorFlow, {@code variables.index}: a sorted table of LevelDB ("LevelDB file layout")
 * from names to places in the files {@code variables.data-00000-of-00001} and so on (tensor_bundle.proto).
 */
final class Bundle {

    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int FOOTER = 48;
    private static final int BLOCK_TRAILER = 5;
    private static final int MAX_INDEX = 256 << 20;
    private static final int MAX_ENTRIES = 1 << 20;

    /**
     * A tensor in the files with the data.
     *
     * @param dtype the type of its elements
     * @param shape its shape
     * @param shard the number of the file
     * @param offset its first byte in that file
     * @param size its bytes
     */
    record Entry(ElementType dtype, Shape shape, int shard, long offset, long size) {
    }

    private final FileBytes bytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int shards = 1;

    private Bundle(FileBytes bytes) {
        this.bytes = bytes;
    }

    /** Reads an index. */
    static Bundle read(Path index) throws ModelFormatException, IOException {
        try (FileBytes bytes = FileBytes.open(index)) {
            Bundle bundle = new Bundle(bytes);
            bundle.read();
            return bundle;
        } catch (WireFormatException e) {
            throw e.in(index);
        }
    }

    /** The tensors by name, in the order of the index. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** How many files hold the data. */
    int shards() {
        return shards;
    }

    /** The file of a shard: {@code variables.data-00000-of-00002}. */
    static Path shard(Path index, int number, int count) {
        String name = index.getFileName().toString().replaceFirst("\\.index$", "");
        return index.resolveSibling(String.format("%s.data-%05d-of-%05d", name, number, count));
    }

    private void read() throws ModelFormatException, IOException, WireFormatException {
        if (bytes.size() < FOOTER) {
            throw broken("an index of variables", bytes.size() + " bytes");
        }
        ByteBuffer footer = bytes.read(bytes.size() - FOOTER, FOOTER);
        if (footer.getLong(FOOTER - 8) != MAGIC) {
            throw broken("an index of variables that ends with its mark", "other data");
        }
        varint(footer);
        varint(footer);
        for (ByteBuffer handle : block(varint(footer), varint(footer)).values()) {
            for (Map.Entry<String, ByteBuffer> entry : block(varint(handle), varint(handle)).entrySet()) {
                entry(entry.getKey(), entry.getValue());
            }
        }
    }

    /** The entries of a block; each key starts with a part of the one before. */
    private Map<String, ByteBuffer> block(long offset, long size) throws ModelFormatException, IOException {
        if (size > MAX_INDEX || !bytes.contains(offset, size) || !bytes.contains(offset, size + BLOCK_TRAILER)) {
            throw broken("a block inside the index of " + bytes.size() + " bytes", size + " bytes at byte " + offset);
        }
        ByteBuffer block = bytes.read(offset, (int) size + BLOCK_TRAILER);
        if (block.get((int) size) != 0) {
            throw broken("an index of variables that is not compressed", "compression " + block.get((int) size));
        }
        long restarts = size < 4 ? -1 : block.getInt((int) size - 4) & 0xffffffffL;
        long end = size - 4 - 4 * restarts;
        if (restarts < 0 || end < 0) {
            throw broken("a block of an index", restarts + " restarts in " + size + " bytes");
        }
        block.limit((int) end);
        Map<String, ByteBuffer> found = new LinkedHashMap<>();
        byte[] key = new byte[0];
        while (block.hasRemaining()) {
            long shared = varint(block);
            long own = varint(block);
            long length = varint(block);
            if (shared > key.length || own < 0 || length < 0 || own > block.remaining()
                    || length > block.remaining() - own || found.size() > MAX_ENTRIES) {
                throw broken("an entry of an index", "one that does not fit its block at byte " + offset);
            }
            byte[] next = new byte[(int) (shared + own)];
            System.arraycopy(key, 0, next, 0, (int) shared);
            block.get(next, (int) shared, (int) own);
            key = next;
            byte[] value = new byte[(int) length];
            block.get(value);
            found.put(new String(key, StandardCharsets.UTF_8), ByteBuffer.wrap(value));
        }
        return found;
    }

    private long varint(ByteBuffer buffer) throws ModelFormatException {
        long value = 0;
        for (int shift = 0; shift < 63 && buffer.hasRemaining(); shift += 7) {
            byte next = buffer.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken("a whole number in an index", "the end of its block");
    }

    private void entry(String key, ByteBuffer value) throws ModelFormatException, IOException, WireFormatException {
        WireReader message = new WireReader(FileBytes.of(bytes.file(), value.array()));
        if (key.isEmpty()) {
            while (message.next()) {
                shards = message.field() == 1 ? (int) Math.max(1, Math.min(99_999, message.number())) : shards;
                if (message.field() == 2 && message.number() != 0) {
                    throw broken("variables with the low byte first", "the other order");
                }
            }
            return;
        }
        ElementType dtype = ElementType.UNKNOWN;
        Shape shape = Shape.of();
        long shard = 0;
        long offset = 0;
        long size = 0;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> dtype = GraphParser.type(message.number());
                case 2 -> shape = GraphParser.shape(message.message());
                case 3 -> shard = message.number();
                case 4 -> offset = message.number();
                case 5 -> size = message.number();
                default -> {
                    // the checksum, and the slices of variables that are divided
                }
            }
        }
        if (shape == null || !shape.isKnown() || shard < 0 || shard >= shards) {
            throw broken("shape and file of variable " + key, "shape " + shape + " in file " + shard);
        }
        entries.put(key, new Entry(dtype, shape, (int) shard, offset, size));
    }

    private ModelFormatException broken(String expected, String found) {
        return new ModelFormatException(bytes.file(), expected, found);
    }
}
