package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.BitSet;

import org.lamina.model.ModelFormatException;

/**
 * An index that lists chunks in the order of their numbers: a fixed array (section VII.C) or an extensible one (section
 * VII.D). Both store long lists in pages, of which those without chunks may hold anything; a bit tells which they are.
 */
final class ChunkList {

    private static final String INDEX = "an index of chunks";
    private static final int CHECKSUM = 4;
    private static final int MAX_PAGE_BITS = 20;

    private final Storage storage;
    private final ChunkTable table;
    private final ChunkOrder order;
    private final boolean filtered;
    private int entrySize;
    private int pageBits;

    private ChunkList(Storage storage, ChunkTable table, ChunkOrder order, boolean filtered) {
        this.storage = storage;
        this.table = table;
        this.order = order;
        this.filtered = filtered;
    }

    /** Adds the chunks that a fixed array lists. */
    static void readFixed(Storage storage, long address, ChunkTable table, ChunkOrder order, boolean filtered)
            throws ModelFormatException, IOException {
        new ChunkList(storage, table, order, filtered).fixed(address);
    }

    /** Adds the chunks that an extensible array lists. */
    static void readExtensible(Storage storage, long address, ChunkTable table, ChunkOrder order, boolean filtered)
            throws ModelFormatException, IOException {
        new ChunkList(storage, table, order, filtered).extensible(address);
    }

    private void fixed(long address) throws ModelFormatException, IOException {
        Block header = storage.read(address, 8 + storage.lengthSize() + storage.offsetSize(), INDEX);
        header.signature("FAHD");
        header.skip(2);
        entries(header.u8());
        pages(header.u8());
        long count = header.length();
        long block = header.offset();
        if (count < 0 || count > ChunkTable.MAX_CHUNKS) {
            throw storage.broken("at most " + ChunkTable.MAX_CHUNKS + " chunks in an index",
                    Long.toUnsignedString(count));
        } else if (block == Storage.UNDEFINED) {
            return;
        }
        long pages = count > 1L << pageBits ? (count + (1L << pageBits) - 1) >> pageBits : 0;
        long prefix = 6 + storage.offsetSize();
        Block start = storage.read(block, prefix + (pages + 7) / 8, INDEX);
        start.signature("FADB");
        start.seek(prefix);
        if (pages == 0) {
            list(block + prefix, 0, count);
        } else {
            BitSet written = bits(start, (pages + 7) / 8);
            pages(block + prefix + (pages + 7) / 8 + CHECKSUM, 0, count, written, 0);
        }
    }

    private void extensible(long address) throws ModelFormatException, IOException {
        Block header = storage.read(address, 12 + 6L * storage.lengthSize() + storage.offsetSize(), INDEX);
        header.signature("EAHD");
        header.skip(2);
        entries(header.u8());
        int numberBits = header.u8();
        int inIndex = header.u8();
        int least = header.u8();
        int pointers = header.u8();
        pages(header.u8());
        long index = header.skip(6L * storage.lengthSize()).offset();
        if (numberBits < 1 || numberBits > 64 || Integer.bitCount(least) != 1 || Integer.bitCount(pointers) != 1
                || Integer.numberOfTrailingZeros(least) > numberBits) {
            throw storage.broken("an extensible index whose blocks grow by powers of 2",
                    "blocks of " + least + " chunks, " + pointers + " of them, numbers of " + numberBits + " bits");
        } else if (index == Storage.UNDEFINED) {
            return;
        }
        int groups = 1 + numberBits - Integer.numberOfTrailingZeros(least);
        int direct = Math.min(groups, 2 * Integer.numberOfTrailingZeros(pointers));
        long prefix = 6 + storage.offsetSize();
        long blocks = 2L * (pointers - 1);
        long elements = (long) inIndex * entrySize;
        Block block = storage.read(index, prefix + elements + (blocks + groups - direct) * storage.offsetSize(), INDEX);
        block.signature("EAIB");
        list(block.seek(prefix).block(elements), 0, inIndex);
        long first = inIndex;
        int blockPrefix = (int) prefix + (numberBits + 7) / 8;
        for (int group = 0; group < groups; group++) {
            long size = (long) least << (group + 1) / 2;
            long count = 1L << group / 2;
            if (group < direct) {
                for (long i = 0; i < count; i++) {
                    dataBlock(block.offset(), blockPrefix, first + i * size, size, new BitSet(), 0);
                }
            } else {
                group(block.offset(), blockPrefix, first, count, size);
            }
            first += count * size;
        }
    }

    /** A block with the addresses of the blocks that list the chunks. */
    private void group(long address, int prefix, long first, long count, long size)
            throws ModelFormatException, IOException {
        if (address == Storage.UNDEFINED) {
            return;
        }
        long pages = size > 1L << pageBits ? size >> pageBits : 0;
        long bitmap = count * ((pages + 7) / 8);
        Block block = storage.read(address, prefix + bitmap + count * storage.offsetSize(), INDEX);
        block.signature("EASB");
        BitSet written = bits(block.seek(prefix), bitmap);
        for (long i = 0; i < count; i++) {
            dataBlock(block.offset(), prefix, first + i * size, size, written, i * pages);
        }
    }

    private void dataBlock(long address, int prefix, long first, long size, BitSet written, long firstPage)
            throws ModelFormatException, IOException {
        if (address == Storage.UNDEFINED) {
            return;
        }
        storage.read(address, prefix, INDEX).signature("EADB");
        if (size > 1L << pageBits) {
            pages(address + prefix + CHECKSUM, first, size, written, firstPage);
        } else {
            list(address + prefix, first, size);
        }
    }

    /** Lists in pages: those of this block have the numbers from {@code firstPage} on in the bits. */
    private void pages(long address, long first, long count, BitSet written, long firstPage)
            throws ModelFormatException, IOException {
        long perPage = 1L << pageBits;
        long pageBytes = perPage * entrySize + CHECKSUM;
        for (long page = written.nextSetBit((int) firstPage); page >= 0 && page - firstPage << pageBits < count;
                page = written.nextSetBit((int) page + 1)) {
            long done = page - firstPage << pageBits;
            list(address + (page - firstPage) * pageBytes, first + done, Math.min(perPage, count - done));
        }
    }

    private void list(long address, long first, long count) throws ModelFormatException, IOException {
        list(storage.read(address, count * entrySize, INDEX), first, count);
    }

    private void list(Block entries, long first, long count) throws ModelFormatException {
        for (long i = 0; i < count; i++) {
            long chunk = entries.offset();
            long length = filtered ? entries.number(entrySize - storage.offsetSize() - 4) : table.chunkBytes();
            long mask = filtered ? entries.u32() : 0;
            if (chunk != Storage.UNDEFINED) {
                table.add(storage, order.place(first + i), chunk, length, mask);
            }
        }
    }

    private void entries(int size) throws ModelFormatException {
        int lengthSize = size - storage.offsetSize() - 4;
        if (filtered ? lengthSize < 1 || lengthSize > 8 : size != storage.offsetSize()) {
            throw storage.broken("an index with an address for each chunk", "entries of " + size + " bytes");
        }
        entrySize = size;
    }

    private void pages(int bits) throws ModelFormatException {
        if (bits > MAX_PAGE_BITS) {
            throw storage.broken("an index with pages of at most " + (1 << MAX_PAGE_BITS) + " chunks",
                    "pages of 2^" + bits);
        }
        pageBits = bits;
    }

    /** Bits of which the highest of a byte comes first. */
    private static BitSet bits(Block block, long count) throws ModelFormatException {
        byte[] bytes = block.bytes(count);
        BitSet bits = new BitSet();
        for (int i = 0; i < 8 * bytes.length; i++) {
            bits.set(i, (bytes[i / 8] >> 7 - i % 8 & 1) != 0);
        }
        return bits;
    }
}
