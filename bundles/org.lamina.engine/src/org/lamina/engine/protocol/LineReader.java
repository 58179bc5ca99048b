package org.lamina.engine.protocol;

import java.io.IOException;
import java.io.Reader;

/** Reads lines of bounded length, so that a side that writes without end can't exhaust the other's memory. */
public final class LineReader {

    private final Reader reader;
    private final int limit;

    /**
     * @param reader where from; should be buffered
     * @param limit the most characters of a line that are kept; the rest is skipped
     */
    public LineReader(Reader reader, int limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** The next line without its end, cut after the limit; null at the end. */
    public String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < limit && c != '\r') {
                line.append((char) c);
            }
            c = reader.read();
        }
        return line.toString();
    }
}
