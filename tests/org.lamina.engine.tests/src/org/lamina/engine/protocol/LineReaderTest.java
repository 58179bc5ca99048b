package org.lamina.engine.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void cutsLongLinesAndGoesOnWithTheNext() throws IOException {
        LineReader lines = new LineReader(new StringReader("short\r\n" + "x".repeat(100) + "\n\nlast"), 10);

        assertEquals("short", lines.readLine());
        assertEquals("x".repeat(10), lines.readLine());
        assertEquals("", lines.readLine());
        assertEquals("last", lines.readLine());
        assertNull(lines.readLine());
    }
}
