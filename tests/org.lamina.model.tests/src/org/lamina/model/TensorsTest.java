package org.lamina.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TensorsTest {

    @Test
    void roundsHalfBytesUp() {
        assertEquals(2, ElementType.INT4.bytes(3));
        assertEquals(12, ElementType.FLOAT32.bytes(3));
        assertThrows(ArithmeticException.class, () -> ElementType.FLOAT64.bytes(Long.MAX_VALUE));
    }

    @Test
    void readsAllValuesAtOnce() throws IOException {
        assertArrayEquals(new double[] {0, 1, 2}, values(3).toArray());
        assertArrayEquals(new double[0], values(0).toArray());
    }

    @Test
    void saysSoWhenATensorDoesNotFitAnArray() {
        IOException error = assertThrows(IOException.class, () -> values(3_000_000_000L).toArray());
        assertTrue(error.getMessage().contains("3000000000"), error.getMessage());
    }

    @Test
    void tellsWhatAFileShouldHaveBeenAndWhatItIs() {
        ModelFormatException error = new ModelFormatException(Path.of("run", "net.pt"), "a zip archive", "an image");
        assertEquals("net.pt: expected a zip archive, found an image", error.getMessage());
    }

    @Test
    void stopsWorkThatNobodyWants() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String task, double fraction) {
                throw new AssertionError("reported after it was cancelled");
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, cancelled::checkCancelled);
    }

    @Test
    void namesASourceFileByItsLastSegmentWhateverTheSystem() {
        assertEquals("net.py", new SourceLocation("C:\\code\\net.py", 3, 1, "").fileName());
        assertEquals("net.py", new SourceLocation("/home/user/net.py", 3, 1, "").fileName());
    }

    private static TensorValues values(long count) {
        TensorInfo info = new TensorInfo("t", ElementType.FLOAT32, Shape.of(count), 4 * count);
        return new TensorValues() {
            @Override
            public TensorInfo info() {
                return info;
            }

            @Override
            public int read(long from, double[] into) {
                int read = (int) Math.min(into.length, count - from);
                for (int i = 0; i < read; i++) {
                    into[i] = from + i;
                }
                return read;
            }
        };
    }
}
