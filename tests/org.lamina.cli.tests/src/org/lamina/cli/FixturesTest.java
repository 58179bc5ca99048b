package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the command line says about every checkpoint that is committed. */
class FixturesTest {

    private static final String OTHERS = ".*\\.(py|json|jsonl|md|txt|csv|log|ya?ml)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvFileSource(resources = "fixtures.csv")
    void tellsFormatAndTensors(String name, String format, int tensors) throws IOException {
        Path file = name.startsWith("releng/") ? Run.top(name) : Run.fixture(name);
        JsonNode inspected = Run.in(folder, "inspect", file.toString(), "--json").json();
        JsonNode measured = Run.in(folder, "stats", file.toString(), "--json").json();
        if (format.equals("refused")) {
            assertEquals(inspected.get("error"), measured.get("error"));
            return;
        }
        assertEquals(format, inspected.get("format").asText());
        assertEquals(tensors, inspected.get("tensors").size());
        assertEquals(tensors, measured.get("tensors").size());
    }

    @TestFactory
    Stream<DynamicTest> printsTheDocumentedJsonForEveryFile() throws IOException {
        return files().stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        Run inspected = Run.in(folder, "inspect", file.toString(), "--json");
        Run measured = Run.in(folder, "stats", file.toString(), "--json");
        assertEquals(inspected.code(), measured.code());
        String schema = inspected.code() == 0 ? "inspect" : "error";
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/" + schema + ".json"), inspected.json()));
        schema = measured.code() == 0 ? "stats" : "error";
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/" + schema + ".json"), measured.json()));
        for (JsonNode tensor : measured.json().path("tensors")) {
            checkSums(tensor);
        }
    }

    private static void checkSums(JsonNode tensor) {
        if (tensor.get("problem").isNull()) {
            long binned = 0;
            for (JsonNode count : tensor.at("/histogram/counts")) {
                binned += count.asLong();
            }
            assertEquals(tensor.get("count").asLong(), binned + tensor.get("nan").asLong() + tensor.get("inf").asLong(),
                    tensor.get("name").asText());
            assertTrue(tensor.at("/histogram/counts").size() <= 64, tensor.get("name").asText());
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> demo = Files.walk(Run.demo()); Stream<Path> fixtures = Files.walk(Run.fixture(""))) {
            return Stream.concat(demo, fixtures).filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches(OTHERS)).sorted().toList();
        }
    }
}
