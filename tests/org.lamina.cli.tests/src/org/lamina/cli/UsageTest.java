package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @TempDir
    Path folder;

    @Test
    void explainsItself() {
        assertTrue(Run.in(folder, "--help").exits(0).out().contains("inspect"));
        for (String command : List.of("inspect", "figure", "check", "stats", "activations")) {
            assertTrue(Run.in(folder, command, "--help").exits(0).out().contains("--json"), command);
        }
        assertTrue(Run.in(folder, "--version").exits(0).out().matches("Lamina .+\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explode", "inspect", "inspect a b", "check", "check . --severity mild",
        "check . --format xml", "figure a.pt", "figure a.pt -o a.svg --style cubist", "--nonsense"})
    void refusesBadUsageInOneLine(String line) throws IOException {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        Run run = Run.in(folder, args).exits(2);
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("lamina: ") && run.err().contains("--help"), run.err());
    }

    @Test
    void tellsBadUsageAsJsonWhereJsonIsAskedFor() throws IOException {
        for (String[] args : new String[][] {{"check", "--json"}, {"check", "--format", "json", "--nonsense", "x"},
            {"inspect", "--json", "a", "b"}}) {
            Run run = Run.in(folder, args).exits(2);
            assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/error.json"), run.json()));
        }
    }
}
