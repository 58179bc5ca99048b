package org.lamina.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.Progress;

class LzfTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void copiesLiteralsAndWhatStandsBefore() throws Exception {
        assertArrayEquals(bytes("abcabc"), Lzf.decompress(bytes("\2abc\40\2"), 10));
        assertArrayEquals(bytes("a" + "a".repeat(12)), Lzf.decompress(bytes("\0a\340\3\0"), 13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\2ab", "\40", "\0a\340\3", "\0a\40\1", "\0a\41\0", "\0a\340\3\0\0b", "\15abcdefghijklmn"})
    void refusesWhatIsCutOrReachesTooFar(String damaged) {
        assertThrows(IOException.class, () -> Lzf.decompress(bytes(damaged), 13));
    }

    @Test
    void readsWhatH5pyWrote() throws Exception {
        try (FileBytes file = FileBytes.open(Fixtures.fixture("keras/lzf.h5"))) {
            Hdf5Dataset zeros = Hdf5File.read(file, 0, file.size(), Progress.NONE).dataset("steps").orElseThrow();
            double[] expected = new double[800];
            for (int i = 0; i < 800; i++) {
                expected[i] = i / 100;
            }
            assertArrayEquals(expected, zeros.values(file, "steps").toArray());
        }
    }
}
