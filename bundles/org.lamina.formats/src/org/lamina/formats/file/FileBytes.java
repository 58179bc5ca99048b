package org.lamina.formats.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.lamina.model.ModelFormatException;

/** The bytes of a file, read at given positions. May be used by several threads at once. */
public final class FileBytes implements Closeable {

    private final Path file;
    private final Reading channel;
    private final Closeable resource;
    private final long size;

    /** Reads bytes at a position into a buffer; returns their number, -1 at the end. */
    @FunctionalInterface
    private interface Reading {
        int read(ByteBuffer into, long position) throws IOException;
    }

    /**
     * Makes of the bytes of a file what closes them later, as a checkpoint does.
     *
     * @param <T> what is made
     */
    @FunctionalInterface
    public interface Opening<T> {

        /** Reads what there is to know. */
        T of(FileBytes bytes) throws ModelFormatException, IOException;
    }

    private FileBytes(Path file, Reading channel, Closeable resource, long size) {
        this.file = file;
        this.channel = channel;
        this.resource = resource;
        this.size = size;
    }

    /**
     * Opens a file for reading.
     *
     * @throws IOException if it can't be opened
     */
    public static FileBytes open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new FileBytes(file, channel::read, channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens a file for what closes it later. If that can't be made, the file is closed at once.
     *
     * @throws ModelFormatException if the file is not as it should be
     * @throws IOException if it can't be read
     */
    public static <T> T open(Path file, Opening<T> opening) throws ModelFormatException, IOException {
        return open(file).handTo(opening);
    }

    /**
     * Hands this to what closes it later. If that can't be made, this is closed at once.
     *
     * @throws ModelFormatException if the bytes are not as they should be
     * @throws IOException if they can't be read
     */
    public <T> T handTo(Opening<T> opening) throws ModelFormatException, IOException {
        try {
            return opening.of(this);
        } catch (ModelFormatException | IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Closes files, each even if another can't be closed.
     *
     * @throws IOException if one can't be closed
     */
    public static void closeAll(Iterable<? extends Closeable> files) throws IOException {
        IOException failure = null;
        for (Closeable file : files) {
            try {
                file.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Bytes in memory that stand for a file, as those of an entry that was decompressed.
     *
     * @param file the file that they come from
     * @param contents the bytes, not copied
     */
    public static FileBytes of(Path file, byte[] contents) {
        return new FileBytes(file, (into, position) -> {
            if (position >= contents.length) {
                return -1;
            }
            int count = (int) Math.min(into.remaining(), contents.length - position);
            into.put(contents, (int) position, count);
            return count;
        }, () -> {
            // memory needs no closing
        }, contents.length);
    }

    /**
     * A copy of contents in a temporary file, which is deleted when this is closed; for large entries of archives that
     * have to be decompressed.
     *
     * @param file the file that they come from, for messages
     * @param limit how many bytes are copied at most
     * @throws IOException if they can't be read, or the copy can't be written
     */
    public static FileBytes temporaryCopy(Path file, InputStream contents, long limit) throws IOException {
        Path copy = Files.createTempFile("lamina", ".copy");
        FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            ByteBuffer piece = ByteBuffer.allocate(1 << 16);
            long size = 0;
            int count = contents.read(piece.array(), 0, (int) Math.min(piece.capacity(), limit));
            while (count > 0) {
                piece.clear().limit(count);
                while (piece.hasRemaining()) {
                    size += channel.write(piece, size);
                }
                count = contents.read(piece.array(), 0, (int) Math.min(piece.capacity(), limit - size));
            }
            return new FileBytes(file, channel::read, channel, size);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * A range of this as if it were a file; closing it does not close this.
     *
     * @throws EOFException if the file does not contain the range
     */
    public FileBytes slice(long start, long length) throws EOFException {
        check(start, length);
        return new FileBytes(file, (into, position) -> {
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + Math.max(0, length - position)));
            int count = into.hasRemaining() ? channel.read(into, start + position) : -1;
            into.limit(limit);
            return count;
        }, () -> {
            // the whole is closed by its owner
        }, length);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The size of the file in bytes when it was opened. */
    public long size() {
        return size;
    }

    /** Whether a range lies in the file. */
    public boolean contains(long position, long length) {
        return position >= 0 && length >= 0 && position <= size && length <= size - position;
    }

    /**
     * Reads a range into a new little-endian buffer, whose position is 0.
     *
     * @throws EOFException if the file does not contain the range; nothing is allocated then
     * @throws IOException if the file can't be read
     */
    public ByteBuffer read(long position, int length) throws IOException {
        check(position, length);
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(buffer, position);
        return buffer;
    }

    /**
     * Reads the range that starts here into a buffer, from the buffer's start to its limit; its position is 0 then.
     *
     * @throws EOFException if the file does not contain the range
     * @throws IOException if the file can't be read
     */
    public void read(long position, ByteBuffer into) throws IOException {
        check(position, into.limit());
        into.position(0);
        fill(into, position);
    }

    private void check(long position, long length) throws EOFException {
        if (!contains(position, length)) {
            throw new EOFException(file.getFileName() + ": the range of " + length + " bytes at byte " + position
                    + " lies outside the file of " + size + " bytes");
        }
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException(file.getFileName() + ": the file has become shorter while it was read");
            }
        }
        buffer.flip();
    }

    /** The bytes of a range, read piece by piece; ends where the range or the file ends. */
    public InputStream stream(long position, long length) {
        return new InputStream() {
            private long at = position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int count) throws IOException {
                long left = position + length - at;
                if (left <= 0) {
                    return -1;
                }
                int read = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(count, left)), at);
                at += Math.max(read, 0);
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        resource.close();
    }
}
