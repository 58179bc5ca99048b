package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.lamina.formats.torchscript.DebugRecords.Place;

class DebugRecordsTest {

    @Test
    void readsRecordsWithATableOfStrings() {
        DebugRecords records = DebugRecords.of(List.of("FORMAT_WITH_STRING_TABLE",
                List.of("", "net.py", "def f(x):\n", "  return x\n"),
                List.of(record(0, List.of(0L), 0L, 0L, 0, 0), record(40, List.of(2L, 3L), 1L, 7L, 12, 20),
                        record(60, List.of(0L), 0L, 0L, 0, 0))));
        assertTrue(records.at(39).isEmpty());
        assertEquals(new Place("def f(x):\n  return x\n", "net.py", 7, 12), records.at(40).orElseThrow());
        assertEquals(records.at(40), records.at(59));
        assertTrue(records.at(60).isEmpty());
    }

    @Test
    void readsRecordsOfOldFiles() {
        DebugRecords records = DebugRecords.of(List.of(record(0, "net.py(3): forward\n", "", 0L, 0, 0),
                record(9, "def f(x):\n", "net.py", 1L, 4, 5)));
        assertTrue(records.at(3).orElseThrow().isStack());
        assertEquals("net.py", records.at(10).orElseThrow().file());
    }

    @Test
    void findsNothingInOtherValues() {
        for (Object odd : Arrays.asList(null, 3L, List.of(), List.of(1L, 2L, 3L), List.of(List.of(0L)),
                List.of(List.of(0L, List.of(List.of(), 1L, 2L))),
                List.of("FORMAT_WITH_STRING_TABLE", List.of("a"), List.of(record(0, List.of(9L), 9L, 0L, -5, 99))))) {
            assertTrue(DebugRecords.of(odd).at(5).isEmpty(), String.valueOf(odd));
        }
    }

    private static List<Object> record(long offset, Object text, Object file, long line, long begin, long end) {
        return List.of(offset, List.of(List.of(text, file, line), begin, end), offset);
    }
}
