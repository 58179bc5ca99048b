package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.lamina.model.ModelFormatException;

/**
 * Links and attributes that were too many for an object header: they lie in a fractal heap (section III.G), and a
 * B-tree (version 2, section III.A.2) lists them.
 */
final class DenseStorage {

    private static final int LINK_RECORD = 5;
    private static final int ATTRIBUTE_RECORD = 8;
    private static final int NODE_OVERHEAD = 10;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_RECORDS = 1 << 20;

    private final Storage storage;
    private final FractalHeap heap;
    private final int recordType;
    private final List<Block> objects = new ArrayList<>();
    private long nodeSize;
    private int recordSize;
    private int countSize;
    private long[] totalSizes;

    private DenseStorage(Storage storage, FractalHeap heap, int recordType) {
        this.storage = storage;
        this.heap = heap;
        this.recordType = recordType;
    }

    /** The links of a group, by its link info message; none if they are in its header. */
    static List<Block> links(Storage storage, Block info) throws ModelFormatException, IOException {
        info.skip(1);
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 8 : 0);
        return objects(storage, info, LINK_RECORD);
    }

    /** The attributes of an object, by its attribute info message; none if they are in its header. */
    static List<Block> attributes(Storage storage, Block info) throws ModelFormatException, IOException {
        info.skip(1);
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 2 : 0);
        return objects(storage, info, ATTRIBUTE_RECORD);
    }

    private static List<Block> objects(Storage storage, Block info, int recordType)
            throws ModelFormatException, IOException {
        long heap = info.offset();
        long index = info.offset();
        if (heap == Storage.UNDEFINED || index == Storage.UNDEFINED) {
            return List.of();
        }
        DenseStorage dense = new DenseStorage(storage, FractalHeap.read(storage, heap), recordType);
        dense.read(index);
        return dense.objects;
    }

    private void read(long address) throws ModelFormatException, IOException {
        Block header = storage.read(address, 16 + 2 + storage.offsetSize() + storage.lengthSize(), "an index");
        header.signature("BTHD");
        header.skip(1);
        int type = header.u8();
        nodeSize = header.u32();
        recordSize = header.u16();
        int depth = header.u16();
        header.skip(2);
        long root = header.offset();
        int count = header.u16();
        if (type != recordType || recordSize < 8 || depth > MAX_DEPTH || nodeSize < NODE_OVERHEAD + recordSize) {
            throw storage.broken("an index of links or attributes", "one of type " + type + " and depth " + depth);
        }
        sizes(depth);
        if (root != Storage.UNDEFINED) {
            node(root, count, depth);
        }
    }

    /** How many bytes the numbers of records take in a node of each depth. */
    private void sizes(int depth) {
        long most = (nodeSize - NODE_OVERHEAD) / recordSize;
        double total = most;
        countSize = bytesFor(most);
        totalSizes = new long[depth + 1];
        for (int level = 1; level <= depth; level++) {
            long pointer = storage.offsetSize() + countSize + totalSizes[level - 1];
            most = Math.max(0, (nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer));
            total = (most + 1) * total + most;
            totalSizes[level] = bytesFor((long) total);
        }
    }

    private static int bytesFor(long value) {
        return (63 - Long.numberOfLeadingZeros(Math.max(1, value))) / 8 + 1;
    }

    private void node(long address, long count, int depth) throws ModelFormatException, IOException {
        Block node = storage.read(address, nodeSize, "a node of an index");
        node.signature(depth == 0 ? "BTLF" : "BTIN");
        node.skip(2);
        for (long i = 0; i < count; i++) {
            Block record = node.block(recordSize);
            record.skip(recordType == LINK_RECORD ? 4 : 0);
            if (objects.size() >= MAX_RECORDS) {
                throw storage.broken("at most " + MAX_RECORDS + " links or attributes", "more");
            }
            objects.add(heap.object(record));
        }
        for (long i = 0; depth > 0 && i <= count; i++) {
            long child = node.offset();
            long records = node.number(countSize);
            node.skip(totalSizes[depth - 1]);
            node(child, records, depth - 1);
        }
    }
}
