package org.lamina.formats.hdf5;

import java.io.IOException;

import org.lamina.formats.file.FileBytes;
import org.lamina.model.ModelFormatException;

/**
 * The bytes of an HDF5 file, which may be a part of a larger file. What is read of names, attributes and indices is
 * counted, so that a small file can't make a reader go over the same bytes without end. Not for use by several threads
 * at once, but for the file itself.
 */
final class Storage {

    /** The address that stands for nothing, in files whose addresses have 8 bytes. */
    static final long UNDEFINED = -1;

    private static final long BUDGET = 512L << 20;
    private static final int MAX_READ = 128 << 20;

    private final FileBytes bytes;
    private final long start;
    private final long end;
    private int offsetSize = 8;
    private int lengthSize = 8;
    private long base;
    private long budget = BUDGET;

    /**
     * @param start the first byte of the HDF5 file in the file
     * @param length its length in bytes
     */
    Storage(FileBytes bytes, long start, long length) {
        this.bytes = bytes;
        this.start = start;
        this.end = start + length;
    }

    /** Sets what the superblock tells: the sizes of addresses and lengths, and where addresses count from. */
    void layout(int sizeOfOffsets, int sizeOfLengths, long baseAddress) {
        offsetSize = sizeOfOffsets;
        lengthSize = sizeOfLengths;
        base = baseAddress;
    }

    int offsetSize() {
        return offsetSize;
    }

    int lengthSize() {
        return lengthSize;
    }

    FileBytes bytes() {
        return bytes;
    }

    /**
     * The place in the file of so many bytes at an address.
     *
     * @throws ModelFormatException if they do not lie in the file
     */
    long position(long address, long length, String what) throws ModelFormatException {
        long from = start + base;
        if (from < start || address < 0 || length < 0 || address > end - from || length > end - from - address) {
            throw broken(what + " inside the file of " + (end - start) + " bytes",
                    Long.toUnsignedString(length) + " bytes at byte " + Long.toUnsignedString(address));
        }
        return from + address;
    }

    /** Reads so many bytes at an address. */
    Block read(long address, long length, String what) throws ModelFormatException, IOException {
        long position = position(address, length, what);
        budget -= length;
        if (length > MAX_READ || budget < 0) {
            throw broken(what + " of a reasonable size", length + " bytes");
        }
        return new Block(this, bytes.read(position, (int) length), address, what);
    }

    /** Reads what there is from an address on, up to so many bytes. */
    Block readUpTo(long address, long length, String what) throws ModelFormatException, IOException {
        long available = end - position(address, 0, what);
        return read(address, Math.min(length, available), what);
    }

    ModelFormatException broken(String expected, String found) {
        return new ModelFormatException(bytes.file(), expected, found);
    }
}
