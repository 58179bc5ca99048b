package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.model.ModelFormatException;

/** The files in an uncompressed tar archive (POSIX.1-1988 ustar; extended headers are passed over). */
final class TarEntries {

    static final int BLOCK = 512;

    private static final int ENTRY_LIMIT = 10_000;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE_OFFSET = 156;
    private static final int NAME_LENGTH = 100;

    private TarEntries() {
    }

    /**
     * Where the contents of the files lie, by their names.
     *
     * @throws ModelFormatException if the archive is damaged or truncated
     * @throws IOException if the file can't be read
     */
    static Map<String, StorageRange> of(FileBytes bytes) throws ModelFormatException, IOException {
        Map<String, StorageRange> entries = new LinkedHashMap<>();
        long position = 0;
        while (bytes.contains(position, BLOCK) && entries.size() < ENTRY_LIMIT) {
            ByteBuffer header = bytes.read(position, BLOCK);
            String name = name(header.array(), 0);
            if (name.isEmpty()) {
                break;
            }
            long size = size(header.array(), 0);
            if (size < 0 || !bytes.contains(position + BLOCK, size)) {
                throw new ModelFormatException(bytes.file(), "the file " + name + " in the tar archive at byte "
                        + position, size < 0 ? "no size of it" : size + " bytes, which go beyond the end of the file");
            }
            byte type = header.get(TYPE_OFFSET);
            if (type == '0' || type == 0) {
                entries.putIfAbsent(name, new StorageRange(position + BLOCK, size));
            }
            position += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return entries;
    }

    /** The name in a header that starts at this byte, without {@code ./} before it. */
    static String name(byte[] header, int at) {
        int end = at;
        while (end < at + NAME_LENGTH && end < header.length && header[end] != 0) {
            end++;
        }
        String name = new String(header, at, Math.max(0, end - at), StandardCharsets.UTF_8);
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /** The size in a header that starts at this byte: octal digits, or binary if it is large; -1 if it is neither. */
    static long size(byte[] header, int at) {
        int start = at + SIZE_OFFSET;
        if (start + SIZE_LENGTH > header.length) {
            return -1;
        } else if (header[start] == (byte) 0x80) {
            return ByteBuffer.wrap(header).getLong(start + SIZE_LENGTH - Long.BYTES);
        }
        String digits = new String(header, start, SIZE_LENGTH, StandardCharsets.US_ASCII).replace('\0', ' ').trim();
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }
}
