package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;

/** The chunks of a dataset and where they are. Immutable once it has been read. */
final class ChunkTable {

    /** The most bytes that a chunk may have: it is held as a whole. */
    private static final long MAX_CHUNK = 256L << 20;
    /** The most chunks that a dataset may have. */
    static final int MAX_CHUNKS = 1 << 20;
    private static final int MAX_DEPTH = 32;

    /**
     * A chunk in the file.
     *
     * @param position its first byte in the file
     * @param length its bytes in the file
     * @param mask a bit for each filter that was left out
     */
    record Chunk(long position, int length, long mask) {
    }

    private final String path;
    private final Shape shape;
    private final long[] sizes;
    private final long chunkBytes;
    private final int elementSize;
    private final FilterPipeline filters;
    private final Map<Long, Chunk> chunks = new HashMap<>();

    private ChunkTable(String path, Shape shape, long[] sizes, long chunkBytes, int elementSize,
            FilterPipeline filters) {
        this.path = path;
        this.shape = shape;
        this.sizes = sizes;
        this.chunkBytes = chunkBytes;
        this.elementSize = elementSize;
        this.filters = filters;
    }

    /** The table of a dataset that was never written: all its values are 0. */
    static ChunkTable empty(Shape shape) {
        long[] sizes = shape.dimensions().stream().mapToLong(size -> Math.max(1, size)).toArray();
        return new ChunkTable("", shape, sizes, 0, 1, FilterPipeline.NONE);
    }

    static ChunkTable of(Storage storage, String path, Shape shape, List<Long> sizes, ElementType type,
            FilterPipeline filters) throws ModelFormatException {
        long bytes = type.bits() / 8;
        for (long size : sizes) {
            if (size < 1 || bytes < 1 || size > MAX_CHUNK / bytes) {
                throw storage.broken("chunks of at most " + MAX_CHUNK + " bytes in dataset " + path,
                        "chunks of shape " + sizes);
            }
            bytes *= size;
        }
        return new ChunkTable(path, shape, sizes.stream().mapToLong(Long::longValue).toArray(), bytes,
                type.bits() / 8, filters);
    }

    /** The bytes of a chunk once its filters are undone. */
    long chunkBytes() {
        return chunkBytes;
    }

    /** The elements of a chunk along each axis. */
    long[] sizes() {
        return sizes;
    }

    /** The chunk of this number, counted in row-major order; null if it was never written: its values are 0. */
    Chunk chunk(long number) {
        return chunks.get(number);
    }

    /** The bytes of a chunk with the filters undone. */
    byte[] undo(byte[] stored, Chunk chunk) throws IOException {
        return filters.undo(stored, chunk.mask(), (int) chunkBytes, elementSize);
    }

    /** The number of the chunk that has an element, which is given by its indices. */
    long number(long[] indices) {
        long number = 0;
        for (int axis = 0; axis < sizes.length; axis++) {
            number = number * along(axis) + indices[axis] / sizes[axis];
        }
        return number;
    }

    /** Adds a chunk, by its place counted in chunks along each axis; one outside the dataset is passed over. */
    void add(Storage storage, long[] place, long address, long length, long mask) throws ModelFormatException {
        long number = 0;
        for (int axis = 0; axis < place.length; axis++) {
            long along = along(axis);
            if (place[axis] < 0 || place[axis] >= along) {
                return;
            }
            number = number * along + place[axis];
        }
        add(storage, number, address, length, mask);
    }

    private long along(int axis) {
        return (shape.dimension(axis) + sizes[axis] - 1) / sizes[axis];
    }

    private void add(Storage storage, long number, long address, long length, long mask) throws ModelFormatException {
        long position = storage.position(address, length, "a chunk of dataset " + path);
        if (length > 2 * MAX_CHUNK - 16 || chunks.size() >= MAX_CHUNKS) {
            throw storage.broken("a reasonable number of chunks of a reasonable size in dataset " + path,
                    chunks.size() + " chunks and one of " + length + " bytes");
        }
        chunks.put(number, new Chunk(position, (int) length, mask));
    }

    /** Adds all chunks of a dataset whose chunks lie one behind the other (section VII.B). */
    void addAll(Storage storage, long address, ChunkOrder order) throws ModelFormatException {
        long count = order.total(MAX_CHUNKS);
        if (count > MAX_CHUNKS) {
            throw storage.broken("at most " + MAX_CHUNKS + " chunks in dataset " + path, "more");
        }
        for (long number = 0; number < count; number++) {
            add(storage, order.place(number), address + number * chunkBytes, chunkBytes, 0);
        }
    }

    /** Adds the chunks that a tree of version 2 lists (section VII.E). */
    void readRecords(Storage storage, long address, boolean filtered) throws ModelFormatException, IOException {
        int type = filtered ? RecordTree.FILTERED_CHUNKS : RecordTree.CHUNKS;
        RecordTree.read(storage, address, type, record -> {
            long chunk = record.offset();
            int lengthSize = record.remaining() - 4 - 8 * sizes.length;
            if (filtered ? lengthSize < 1 || lengthSize > 8 : lengthSize != -4) {
                throw storage.broken("an index of chunks of " + sizes.length + " axes in dataset " + path,
                        "entries of " + (record.remaining() + storage.offsetSize()) + " bytes");
            }
            long length = filtered ? record.number(lengthSize) : chunkBytes;
            long mask = filtered ? record.u32() : 0;
            long[] place = new long[sizes.length];
            for (int axis = 0; axis < place.length; axis++) {
                place[axis] = record.number(8);
            }
            add(storage, place, chunk, length, mask);
        });
    }

    /** Adds the chunks that a tree lists (section III.A.1). */
    void readTree(Storage storage, long address) throws ModelFormatException, IOException {
        node(storage, address, 0, new HashSet<>());
    }

    private void node(Storage storage, long address, int depth, Set<Long> seen)
            throws ModelFormatException, IOException {
        Block start = storage.read(address, 8, "an index of chunks");
        start.signature("TREE");
        int type = start.u8();
        int level = start.u8();
        int used = start.u16();
        if (type != 1 || depth > MAX_DEPTH || !seen.add(address)) {
            throw storage.broken("an index of chunks", "a node of type " + type + " at byte " + address);
        }
        long key = 8 + 8L * (sizes.length + 1);
        Block node = storage.read(address + 8, 2L * storage.offsetSize() + used * (key + storage.offsetSize()),
                "an index of chunks");
        node.skip(2L * storage.offsetSize());
        for (int i = 0; i < used; i++) {
            long length = node.u32();
            long mask = node.u32();
            long[] place = new long[sizes.length];
            boolean starts = true;
            for (int axis = 0; axis < place.length; axis++) {
                long first = node.number(8);
                place[axis] = first / sizes[axis];
                starts &= first >= 0 && first % sizes[axis] == 0;
            }
            node.skip(8);
            long child = node.offset();
            if (level > 0) {
                node(storage, child, depth + 1, seen);
            } else if (starts) {
                add(storage, place, child, length, mask);
            }
        }
    }
}
