package org.lamina.formats.hdf5;

import java.io.IOException;

import org.lamina.model.ModelFormatException;

/** A heap of small objects in blocks whose sizes double from row to row (section III.G). */
final class FractalHeap {

    private static final int TINY = 2;
    private static final int MAX_ROWS = 64;

    private final Storage storage;
    private final int offsetBytes;
    private final int lengthBytes;
    private final int width;
    private final long startSize;
    private final long maxDirectSize;
    private final boolean filtered;
    private final long root;
    private final int rootRows;

    private FractalHeap(Storage storage, Block header) throws ModelFormatException {
        this.storage = storage;
        header.signature("FRHP");
        header.skip(3);
        filtered = header.u16() > 0;
        header.skip(1);
        long maxManaged = header.u32();
        header.skip(2L * storage.offsetSize() + 10L * storage.lengthSize());
        width = header.u16();
        startSize = header.length();
        maxDirectSize = header.length();
        int bits = header.u16();
        header.skip(2);
        root = header.offset();
        rootRows = header.u16();
        if (width < 1 || startSize < 1 || maxDirectSize < startSize || bits > 64 || rootRows > MAX_ROWS) {
            throw storage.broken("a heap of links or attributes", "one of blocks of " + startSize + " bytes");
        }
        offsetBytes = (bits + 7) / 8;
        lengthBytes = (63 - Long.numberOfLeadingZeros(Math.max(1, Math.min(maxDirectSize, maxManaged)))) / 8 + 1;
    }

    static FractalHeap read(Storage storage, long address) throws ModelFormatException, IOException {
        long size = 22 + 12L * storage.lengthSize() + 3L * storage.offsetSize();
        return new FractalHeap(storage, storage.read(address, size, "a heap"));
    }

    /** The object that an identifier stands for. */
    Block object(Block identifier) throws ModelFormatException, IOException {
        int kind = identifier.u8();
        if ((kind >> 4 & 3) == TINY) {
            return identifier.block((kind & 0x0f) + 1);
        }
        long offset = identifier.number(offsetBytes);
        long length = identifier.number(lengthBytes);
        if ((kind >> 4 & 3) != 0 || filtered || offset < 0) {
            throw storage.broken("links and attributes that are stored plainly", "huge or compressed ones");
        }
        long address = rootRows == 0 ? root + offset : find(root, rootRows, 0, offset);
        return storage.read(address, length, "a link or an attribute");
    }

    /** The address of a byte of the heap, below an indirect block. */
    private long find(long block, int rows, long start, long offset) throws ModelFormatException, IOException {
        int directRows = log2(maxDirectSize) - log2(startSize) + 2;
        long at = start;
        for (int row = 0; row < rows; row++) {
            long size = row == 0 ? startSize : startSize << row - 1;
            if (size <= 0) {
                break;
            }
            if (offset - at < size * width) {
                long column = (offset - at) / size;
                long entry = 5 + storage.offsetSize() + offsetBytes
                        + (row * (long) width + column) * storage.offsetSize();
                long child = storage.read(block + entry, storage.offsetSize(), "a block of a heap").offset();
                long childStart = at + column * size;
                return row < directRows ? child + offset - childStart
                        : find(child, Math.min(row, log2(size) - log2(startSize * width) + 1), childStart, offset);
            }
            at += size * width;
        }
        throw storage.broken("a link or an attribute in a heap", "one at byte " + offset + " of the heap");
    }

    private static int log2(long value) {
        return 63 - Long.numberOfLeadingZeros(Math.max(1, value));
    }
}
