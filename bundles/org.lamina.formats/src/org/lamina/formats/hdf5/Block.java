package org.lamina.formats.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.lamina.model.ModelFormatException;

/** A run of bytes that is read field by field. Reading beyond its end is the file's fault, and said so. */
final class Block {

    private final Storage storage;
    private final ByteBuffer buffer;
    private final long address;
    private final String what;

    Block(Storage storage, ByteBuffer buffer, long address, String what) {
        this.storage = storage;
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
        this.address = address;
        this.what = what;
    }

    Storage storage() {
        return storage;
    }

    /** The address of the next byte. */
    long address() {
        return address + buffer.position();
    }

    int remaining() {
        return buffer.remaining();
    }

    int position() {
        return buffer.position();
    }

    /** Goes to a byte, counted from the start of the block. */
    Block seek(long position) throws ModelFormatException {
        if (position < 0 || position > buffer.limit()) {
            throw cutOff(position);
        }
        buffer.position((int) position);
        return this;
    }

    Block skip(long count) throws ModelFormatException {
        require(count);
        buffer.position(buffer.position() + (int) count);
        return this;
    }

    /** Goes on to the next multiple of 8, as far as the block has it. */
    void align() {
        buffer.position(Math.min(buffer.limit(), (buffer.position() + 7) / 8 * 8));
    }

    int u8() throws ModelFormatException {
        require(1);
        return buffer.get() & 0xff;
    }

    int u16() throws ModelFormatException {
        require(2);
        return buffer.getShort() & 0xffff;
    }

    long u32() throws ModelFormatException {
        require(4);
        return buffer.getInt() & 0xffffffffL;
    }

    /** An address; {@link Storage#UNDEFINED} for the one that stands for nothing. */
    long offset() throws ModelFormatException {
        long value = number(storage.offsetSize());
        boolean undefined = storage.offsetSize() < 8 && value == (1L << 8 * storage.offsetSize()) - 1;
        return undefined ? Storage.UNDEFINED : value;
    }

    /** A length, a size or a count. */
    long length() throws ModelFormatException {
        return number(storage.lengthSize());
    }

    /** An unsigned number of up to 8 bytes; one of 8 bytes may come out negative. */
    long number(int size) throws ModelFormatException {
        require(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (buffer.get() & 0xffL) << 8 * i;
        }
        return value;
    }

    byte[] bytes(long count) throws ModelFormatException {
        require(count);
        byte[] bytes = new byte[(int) count];
        buffer.get(bytes);
        return bytes;
    }

    /** The next so many bytes as a block of its own. */
    Block block(long count) throws ModelFormatException {
        require(count);
        ByteBuffer slice = buffer.slice(buffer.position(), (int) count);
        Block block = new Block(storage, slice, address(), what);
        buffer.position(buffer.position() + (int) count);
        return block;
    }

    /** Text of so many bytes, up to the first zero byte. */
    String text(long count) throws ModelFormatException {
        byte[] bytes = bytes(count);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Text up to the next zero byte, which is passed over. */
    String textToZero() throws ModelFormatException {
        int start = buffer.position();
        while (u8() != 0) {
            // goes on to the end of the text
        }
        return new String(buffer.array(), buffer.arrayOffset() + start, buffer.position() - start - 1,
                StandardCharsets.UTF_8);
    }

    /**
     * Passes over a mark of four letters.
     *
     * @throws ModelFormatException if it is not there
     */
    void signature(String letters) throws ModelFormatException {
        long at = address();
        String found = text(4);
        if (!found.equals(letters)) {
            throw storage.broken(what + " that starts with " + letters + " at byte " + at, "other data");
        }
    }

    private void require(long count) throws ModelFormatException {
        if (count < 0 || count > buffer.remaining()) {
            throw cutOff(buffer.position() + count);
        }
    }

    private ModelFormatException cutOff(long needed) {
        return storage.broken(what + " at byte " + address + " of at least " + Long.toUnsignedString(needed)
                + " bytes", buffer.limit() + " bytes");
    }
}
