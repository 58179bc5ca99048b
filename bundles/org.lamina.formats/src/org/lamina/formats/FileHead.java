package org.lamina.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The beginning of a file, from which a reader tells whether it can open it. */
public final class FileHead {

    /** The most bytes that are looked at. */
    public static final int LIMIT = 64 * 1024;

    private final Path file;
    private final long size;
    private final byte[] bytes;

    private FileHead(Path file, long size, byte[] bytes) {
        this.file = file;
        this.size = size;
        this.bytes = bytes;
    }

    /**
     * Reads the beginning of a file.
     *
     * @throws IOException if it can't be read
     */
    public static FileHead of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new FileHead(file, Files.size(file), in.readNBytes(LIMIT));
        }
    }

    /**
     * Reads the beginning of contents whose file is not known, to tell their format.
     *
     * @param contents read up to the limit and left open
     * @throws IOException if they can't be read
     */
    public static FileHead of(InputStream contents) throws IOException {
        byte[] bytes = contents.readNBytes(LIMIT);
        return new FileHead(Path.of("contents"), bytes.length < LIMIT ? bytes.length : -1, bytes);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The size of the whole file in bytes; -1 if it is not known. */
    public long size() {
        return size;
    }

    /** A copy of the first bytes, at most {@link #LIMIT}. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of bytes that were read. */
    public int length() {
        return bytes.length;
    }

    /** The byte at this index, 0 to 255, or -1 beyond the end. */
    public int at(int index) {
        return index < bytes.length ? bytes[index] & 0xff : -1;
    }

    /** The little-endian integer of this many bytes (at most 8) at this index; bytes beyond the end count as 0. */
    public long littleEndian(int index, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | Math.max(0, at(index + i));
        }
        return value;
    }

    /** Whether the file begins with these bytes. */
    public boolean startsWith(int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (at(i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of this range as text, one character a byte; cut off where the head ends. */
    public String text(int from, int length) {
        int start = Math.min(from, bytes.length);
        return new String(bytes, start, Math.min(length, bytes.length - start), StandardCharsets.ISO_8859_1);
    }

    /** The extension of the file's name in lower case, without the dot; empty if there is none. */
    public String extension() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** What the file seems to be, as a noun phrase for people: {@code "a PNG image"}. */
    public String description() {
        if (size == 0) {
            return "an empty file";
        } else if (startsWith(0x89, 'P', 'N', 'G')) {
            return "a PNG image";
        } else if (startsWith(0xff, 0xd8, 0xff)) {
            return "a JPEG image";
        } else if (startsWith('%', 'P', 'D', 'F')) {
            return "a PDF document";
        } else if (startsWith('P', 'K')) {
            return "a zip archive of another kind";
        } else if (startsWith(0x1f, 0x8b)) {
            return "gzip data";
        } else if (startsWith(0x89, 'H', 'D', 'F')) {
            return "an HDF5 file";
        } else if (text(4, 4).equals("PTMF")) {
            return "a flatbuffer of PyTorch Mobile; save the model with torch.jit.save";
        } else if (startsWith(0x80) && at(1) >= 2 && at(1) <= 5) {
            return "a Python pickle; save the model with torch.jit.save or torch.onnx.export instead";
        } else if (text(0, 64).startsWith("version https://git-lfs")) {
            return "a Git LFS pointer; run git lfs pull to get the file itself";
        } else if (isText()) {
            return "a text file";
        }
        return "unknown binary data";
    }

    private boolean isText() {
        byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, 1024));
        for (byte b : start) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return !new String(start, 0, Math.max(0, start.length - 3), StandardCharsets.UTF_8).contains("\ufffd");
    }
}
