package org.lamina.formats.hdf5;

import java.io.IOException;

import org.lamina.model.ModelFormatException;

/** A B-tree of version 2 (section III.A.2), as the list of records that it is to somebody who wants all of them. */
final class RecordTree {

    static final int LINKS = 5;
    static final int ATTRIBUTES = 8;
    static final int CHUNKS = 10;
    static final int FILTERED_CHUNKS = 11;

    private static final int NODE_OVERHEAD = 10;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_RECORDS = 1 << 20;

    /** Takes the records one by one. */
    @FunctionalInterface
    interface Visitor {

        void record(Block record) throws ModelFormatException, IOException;
    }

    private final Storage storage;
    private final Visitor visitor;
    private final long nodeSize;
    private final int recordSize;
    private final int countSize;
    private final long[] totalSizes;
    private int records;

    private RecordTree(Storage storage, Visitor visitor, long nodeSize, int recordSize, int depth) {
        this.storage = storage;
        this.visitor = visitor;
        this.nodeSize = nodeSize;
        this.recordSize = recordSize;
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

    /**
     * Reads all records of a tree.
     *
     * @param recordType what it must hold, as the specification numbers the types of trees
     */
    static void read(Storage storage, long address, int recordType, Visitor visitor)
            throws ModelFormatException, IOException {
        Block header = storage.read(address, 16 + 2 + storage.offsetSize() + storage.lengthSize(), "an index");
        header.signature("BTHD");
        header.skip(1);
        int type = header.u8();
        long nodeSize = header.u32();
        int recordSize = header.u16();
        int depth = header.u16();
        header.skip(2);
        long root = header.offset();
        int count = header.u16();
        if (type != recordType || recordSize < 8 || depth > MAX_DEPTH || nodeSize < NODE_OVERHEAD + recordSize) {
            throw storage.broken("an index of type " + recordType + " of at most " + MAX_DEPTH + " levels",
                    "one of type " + type + " and depth " + depth);
        }
        if (root != Storage.UNDEFINED) {
            new RecordTree(storage, visitor, nodeSize, recordSize, depth).node(root, count, depth);
        }
    }

    /** How many bytes a number of records takes. */
    private static int bytesFor(long value) {
        return (63 - Long.numberOfLeadingZeros(Math.max(1, value))) / 8 + 1;
    }

    private void node(long address, long count, int depth) throws ModelFormatException, IOException {
        Block node = storage.read(address, nodeSize, "a node of an index");
        node.signature(depth == 0 ? "BTLF" : "BTIN");
        node.skip(2);
        for (long i = 0; i < count; i++) {
            Block record = node.block(recordSize);
            records++;
            if (records > MAX_RECORDS) {
                throw storage.broken("at most " + MAX_RECORDS + " entries in an index", "more");
            }
            visitor.record(record);
        }
        for (long i = 0; depth > 0 && i <= count; i++) {
            long child = node.offset();
            long inChild = node.number(countSize);
            node.skip(totalSizes[depth - 1]);
            node(child, inChild, depth - 1);
        }
    }
}
