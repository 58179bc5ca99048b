package org.lamina.formats.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.lamina.model.ModelFormatException;

/**
 * The entries of a zip archive by its central directory (APPNOTE.TXT 6.3, sections 4.3.7 to 4.3.16 and 4.5.3), zip64
 * included. Stored entries are read in place.
 */
public final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int DIRECTORY_LIMIT = 256 << 20;
    private static final long UINT32 = 0xffffffffL;

    /**
     * An entry.
     *
     * @param name its path in the archive, '/'-separated
     * @param stored whether its bytes lie in the file as they are; if not, they are deflated
     * @param compressedSize bytes in the file
     * @param size bytes after decompression, as the directory claims
     * @param headerOffset position of its local header in the file
     */
    public record Entry(String name, boolean stored, long compressedSize, long size, long headerOffset) {
    }

    private final FileBytes bytes;
    private final Map<String, Entry> entries;

    private ZipDirectory(FileBytes bytes, Map<String, Entry> entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /**
     * Reads the central directory.
     *
     * @throws ModelFormatException if there is none, as in a truncated file, or if it contradicts the file
     * @throws IOException if the file can't be read
     */
    public static ZipDirectory read(FileBytes bytes) throws ModelFormatException, IOException {
        long end = findEnd(bytes);
        ByteBuffer record = bytes.read(end, END_SIZE);
        long count = record.getShort(10) & 0xffff;
        long length = record.getInt(12) & UINT32;
        long offset = record.getInt(16) & UINT32;
        if (count == 0xffff || length == UINT32 || offset == UINT32) {
            ByteBuffer record64 = findEnd64(bytes, end);
            if (record64 != null) {
                count = record64.getLong(32);
                length = record64.getLong(40);
                offset = record64.getLong(48);
            }
        }
        if (!bytes.contains(offset, length) || length > DIRECTORY_LIMIT || count < 0 || count > length / ENTRY_SIZE) {
            throw new ModelFormatException(bytes.file(), "a zip directory inside the file of " + bytes.size()
                    + " bytes", count + " entries in " + length + " bytes at byte " + offset);
        }
        return new ZipDirectory(bytes, entries(bytes, bytes.read(offset, (int) length), count));
    }

    private static long findEnd(FileBytes bytes) throws ModelFormatException, IOException {
        int length = (int) Math.min(bytes.size(), END_SIZE + 0xffff);
        ByteBuffer tail = bytes.read(bytes.size() - length, length);
        for (int i = length - END_SIZE; i >= 0; i--) {
            if (tail.getInt(i) == END_SIGNATURE && i + END_SIZE + (tail.getShort(i + 20) & 0xffff) <= length) {
                return bytes.size() - length + i;
            }
        }
        throw new ModelFormatException(bytes.file(), "a zip archive with its directory at the end",
                "no directory in " + bytes.size() + " bytes; the file is probably truncated");
    }

    private static ByteBuffer findEnd64(FileBytes bytes, long end) throws ModelFormatException, IOException {
        if (end < 20) {
            return null;
        }
        ByteBuffer locator = bytes.read(end - 20, 20);
        if (locator.getInt(0) != END64_LOCATOR_SIGNATURE) {
            return null;
        }
        long position = locator.getLong(8);
        if (!bytes.contains(position, 56)) {
            throw new ModelFormatException(bytes.file(), "a zip64 directory inside the file",
                    "a directory end at byte " + position);
        }
        ByteBuffer record = bytes.read(position, 56);
        if (record.getInt(0) != END64_SIGNATURE) {
            throw new ModelFormatException(bytes.file(), "the end of a zip64 directory at byte " + position,
                    "other data");
        }
        return record;
    }

    private static Map<String, Entry> entries(FileBytes bytes, ByteBuffer directory, long count)
            throws ModelFormatException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            if (directory.remaining() < ENTRY_SIZE || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
                throw new ModelFormatException(bytes.file(), count + " entries in the zip directory", "only " + i);
            }
            int start = directory.position();
            int nameLength = directory.getShort(start + 28) & 0xffff;
            int extraLength = directory.getShort(start + 30) & 0xffff;
            int commentLength = directory.getShort(start + 32) & 0xffff;
            if (directory.remaining() < ENTRY_SIZE + nameLength + extraLength + commentLength) {
                throw new ModelFormatException(bytes.file(), count + " entries in the zip directory",
                        "entry " + i + " cut off");
            }
            String name = new String(directory.array(), start + ENTRY_SIZE, nameLength, StandardCharsets.UTF_8);
            Entry entry = entry(bytes, name, directory, start, extraLength);
            entries.putIfAbsent(name, entry);
            directory.position(start + ENTRY_SIZE + nameLength + extraLength + commentLength);
        }
        return entries;
    }

    private static Entry entry(FileBytes bytes, String name, ByteBuffer directory, int start, int extraLength)
            throws ModelFormatException {
        int flags = directory.getShort(start + 8) & 0xffff;
        int method = directory.getShort(start + 10) & 0xffff;
        long compressed = directory.getInt(start + 20) & UINT32;
        long size = directory.getInt(start + 24) & UINT32;
        long offset = directory.getInt(start + 42) & UINT32;
        int extra = start + ENTRY_SIZE + (directory.getShort(start + 28) & 0xffff);
        int extraEnd = extra + extraLength;
        while (extra + 4 <= extraEnd) {
            int id = directory.getShort(extra) & 0xffff;
            int fieldEnd = extra + 4 + (directory.getShort(extra + 2) & 0xffff);
            int at = extra + 4;
            if (id == 1 && fieldEnd <= extraEnd) {
                if (size == UINT32 && at + 8 <= fieldEnd) {
                    size = directory.getLong(at);
                    at += 8;
                }
                if (compressed == UINT32 && at + 8 <= fieldEnd) {
                    compressed = directory.getLong(at);
                    at += 8;
                }
                if (offset == UINT32 && at + 8 <= fieldEnd) {
                    offset = directory.getLong(at);
                }
            }
            extra = fieldEnd;
        }
        if ((flags & 1) != 0 || method != 0 && method != 8) {
            throw new ModelFormatException(bytes.file(), "stored or deflated zip entries",
                    "entry " + name + ((flags & 1) != 0 ? " encrypted" : " with compression method " + method));
        }
        if (!bytes.contains(offset, LOCAL_SIZE) || !bytes.contains(offset, compressed) || size < 0
                || method == 0 && size != compressed) {
            throw new ModelFormatException(bytes.file(), "zip entries inside the file of " + bytes.size() + " bytes",
                    "entry " + name + " with " + compressed + " bytes at byte " + offset);
        }
        return new Entry(name, method == 0, compressed, size, offset);
    }

    /** The entries in the order of the directory. */
    public List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    /** The entry of this name; the first one, if an archive has several. */
    public Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * The position in the file of an entry's first byte, which follows its local header.
     *
     * @throws ModelFormatException if the local header is damaged
     * @throws IOException if the file can't be read
     */
    public long dataOffset(Entry entry) throws ModelFormatException, IOException {
        ByteBuffer header = bytes.read(entry.headerOffset(), LOCAL_SIZE);
        long offset = entry.headerOffset() + LOCAL_SIZE + (header.getShort(26) & 0xffff)
                + (header.getShort(28) & 0xffff);
        if (header.getInt(0) != LOCAL_SIGNATURE || !bytes.contains(offset, entry.compressedSize())) {
            throw new ModelFormatException(bytes.file(), "the zip entry " + entry.name() + " at byte "
                    + entry.headerOffset(), "other data");
        }
        return offset;
    }

    /**
     * All bytes of an entry, decompressed if need be.
     *
     * @param limit the most bytes that the caller takes; guards against archives that expand without end
     * @throws ModelFormatException if there are more, or if the compressed data are damaged
     * @throws IOException if the file can't be read
     */
    public byte[] bytes(Entry entry, int limit) throws ModelFormatException, IOException {
        if (entry.size() > limit || entry.compressedSize() > limit) {
            throw tooLarge(entry, limit);
        }
        byte[] raw = bytes.read(dataOffset(entry), (int) entry.compressedSize()).array();
        return entry.stored() ? raw : inflate(entry, raw);
    }

    /**
     * The bytes of an entry, decompressed if need be, read piece by piece and without a limit.
     *
     * @throws ModelFormatException if the local header is damaged
     * @throws IOException if the file can't be read
     */
    public InputStream stream(Entry entry) throws ModelFormatException, IOException {
        InputStream raw = bytes.stream(dataOffset(entry), entry.compressedSize());
        return entry.stored() ? raw : new InflaterInputStream(raw, new Inflater(true)) {
            @Override
            public void close() throws IOException {
                inf.end();
                super.close();
            }
        };
    }

    private byte[] inflate(Entry entry, byte[] raw) throws ModelFormatException {
        byte[] out = new byte[(int) entry.size()];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(raw);
            int length = 0;
            while (length < out.length) {
                int count = inflater.inflate(out, length, out.length - length);
                if (count == 0) {
                    break;
                }
                length += count;
            }
            boolean more = length == out.length && inflater.inflate(new byte[1]) > 0;
            if (length < out.length || more) {
                throw new ModelFormatException(bytes.file(), entry.size() + " bytes in the zip entry " + entry.name(),
                        more ? "more" : "only " + length);
            }
            return out;
        } catch (DataFormatException e) {
            throw new ModelFormatException(bytes.file(), "deflated data in the zip entry " + entry.name(),
                    "damaged data", e);
        } finally {
            inflater.end();
        }
    }

    private ModelFormatException tooLarge(Entry entry, int limit) {
        return new ModelFormatException(bytes.file(), "at most " + limit + " bytes in the zip entry " + entry.name(),
                Math.max(entry.size(), entry.compressedSize()) + " bytes");
    }
}
