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
    private static final int MAX_CHUNKS = 1 << 20;
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
            number = number * ((shape.dimension(axis) + sizes[axis] - 1) / sizes[axis]) + indices[axis] / sizes[axis];
        }
        return number;
    }

    void add(Storage storage, long[] start, long address, long length, long mask) throws ModelFormatException {
        for (int axis = 0; axis < start.length; axis++) {
            if (start[axis] < 0 || start[axis] >= shape.dimension(axis) || start[axis] % sizes[axis] != 0) {
                return;
            }
        }
        add(storage, number(start), address, length, mask);
    }

    private void add(Storage storage, long number, long address, long length, long mask) throws ModelFormatException {
        long position = storage.position(address, length, "a chunk of dataset " + path);
        if (length > 2 * MAX_CHUNK - 16 || chunks.size() >= MAX_CHUNKS) {
            throw storage.broken("a reasonable number of chunks of a reasonable size in dataset " + path,
                    chunks.size() + " chunks and one of " + length + " bytes");
        }
        chunks.put(number, new Chunk(position, (int) length, mask));
    }

    /** Adds all chunks of a dataset whose chunks lie one behind the other. */
    void addAll(Storage storage, long address) throws ModelFormatException {
        long count = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            long along = (shape.dimension(axis) + sizes[axis] - 1) / sizes[axis];
            if (along > 0 && count > MAX_CHUNKS / along) {
                throw storage.broken("at most " + MAX_CHUNKS + " chunks in dataset " + path, "more");
            }
            count *= along;
        }
        for (long number = 0; number < count; number++) {
            long position = storage.position(address + number * chunkBytes, chunkBytes, "a chunk of dataset " + path);
            chunks.put(number, new Chunk(position, (int) chunkBytes, 0));
        }
    }

    /** Adds the chunks that a fixed array lists in the order of their numbers (section VII.C). */
    void readArray(Storage storage, long address, boolean filtered) throws ModelFormatException, IOException {
        Block header = storage.read(address, 8 + storage.lengthSize() + storage.offsetSize(), "an index of chunks");
        header.signature("FAHD");
        header.skip(2);
        int entrySize = header.u8();
        int pageBits = header.u8();
        long count = header.length();
        long block = header.offset();
        int lengthSize = entrySize - storage.offsetSize() - 4;
        if (count < 0 || count > MAX_CHUNKS || filtered && (lengthSize < 1 || lengthSize > 8) || pageBits > 20) {
            throw storage.broken("at most " + MAX_CHUNKS + " chunks in dataset " + path, count + " in its index");
        }
        long perPage = 1L << pageBits;
        long pages = count > perPage ? (count + perPage - 1) / perPage : 0;
        long prefix = 6 + storage.offsetSize() + (pages > 0 ? (pages + 7) / 8 + 4 : 0);
        storage.read(block, 4, "an index of chunks").signature("FADB");
        Block entries = storage.read(block + prefix, count * entrySize + 4 * pages, "an index of chunks");
        for (long number = 0; number < count; number++) {
            entries.skip(pages > 0 && number > 0 && number % perPage == 0 ? 4 : 0);
            long chunk = entries.offset();
            long length = filtered ? entries.number(lengthSize) : chunkBytes;
            long mask = filtered ? entries.u32() : 0;
            if (chunk != Storage.UNDEFINED) {
                add(storage, number, chunk, length, mask);
            }
        }
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
            long[] first = new long[sizes.length];
            for (int axis = 0; axis < first.length; axis++) {
                first[axis] = node.number(8);
            }
            node.skip(8);
            long child = node.offset();
            if (level > 0) {
                node(storage, child, depth + 1, seen);
            } else {
                add(storage, first, child, length, mask);
            }
        }
    }
}
