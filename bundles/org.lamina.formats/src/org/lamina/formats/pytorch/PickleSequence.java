package org.lamina.formats.pytorch;

import java.io.IOException;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.pickle.PickleReader;
import org.lamina.model.ModelFormatException;

/** Pickles that follow each other in a file. */
final class PickleSequence {

    private final FileBytes bytes;
    private final long end;
    private long position;
    private PickleReader last;

    /**
     * @param bytes the file
     * @param start where the first pickle begins
     * @param end where the part of the file ends
     */
    PickleSequence(FileBytes bytes, long start, long end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /**
     * Reads the next pickle.
     *
     * @param part what it is, for messages
     * @throws ModelFormatException if it is damaged
     * @throws IOException if the file can't be read
     */
    Object next(String part) throws ModelFormatException, IOException {
        last = new PickleReader(bytes.file(), part, bytes.stream(position, end - position), end - position);
        Object value = last.read();
        position += last.position();
        return value;
    }

    /** The reader of the last pickle. */
    PickleReader last() {
        return last;
    }

    /** The byte after the last pickle. */
    long position() {
        return position;
    }

    /** Passes over bytes that are no pickle. */
    void skip(long count) {
        position += count;
    }
}
