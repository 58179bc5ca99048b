package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_scripted.pt", "digits.onnx", "digits_buggy_traced.pt",
        "digits_buggy_scripted.pt", "digits_buggy.onnx", "samples.safetensors"})
    void printsTheDocumentedJson(String name) throws IOException {
        Run run = Run.in(Run.demo(), "inspect", name, "--json").exits(0);
        assertEquals("", run.err());
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/inspect.json"), run.json()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nets/nested_traced.pt", "nets/nested_scripted.pt", "nets/loop_scripted.pt",
        "nets/siamese.onnx", "nets/loop_state_dict.pt", "digits_verbose.onnx"})
    void printsTheDocumentedJsonOfOddNetworks(String name) throws IOException {
        Run run = Run.in(folder, "inspect", Run.fixture(name).toString(), "--json").exits(0);
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/inspect.json"), run.json()));
    }

    @Test
    void tellsWhatIsInACheckpoint() throws IOException {
        JsonNode json = Run.in(Run.demo(), "inspect", "digits_traced.pt", "--json").json();
        assertEquals("TorchScript", json.get("format").asText());
        assertEquals("DigitsNet", json.get("name").asText());
        JsonNode conv = layer(json, "block1.conv1");
        assertEquals("Conv2d", conv.get("type").asText());
        assertEquals(16, conv.get("config").get("out_channels").asInt());
        assertEquals("[{\"name\":\"weight\",\"shape\":[16,16,3,3],\"dtype\":\"float32\",\"count\":2304,"
                + "\"trainable\":true}]", conv.get("parameters").toString());
        assertEquals("[[null,16,8,8]]", conv.get("outputShapes").toString());
        assertEquals(Run.demo().resolve("digits.py").toString(), conv.get("source").get("file").asText());
        assertEquals(12, conv.get("source").get("line").asInt());
        assertEquals("self.conv1 = nn.Conv2d(channels_in, channels_out, 3, padding=1, bias=False)",
                conv.get("source").get("text").asText());
        assertEquals(26, conv.get("recorded").get("line").asInt());
        assertTrue(json.get("edges").toString().contains("{\"from\":\"stem.2\",\"to\":\"block1.conv1\"}"));
    }

    @Test
    void showsRecordedPlacesWhereTheProgramIsNotThere() throws IOException {
        Path digits = Run.copyOfDemo(folder, "digits_traced.pt");
        JsonNode source = layer(Run.in(digits, "inspect", "digits_traced.pt", "--json").json(), "fc1").get("source");
        assertEquals("/home/user/digits/digits.py", source.get("file").asText());
        assertTrue(Run.in(digits, "inspect", "digits_traced.pt").out()
                .contains("/home/user/digits/digits.py:54 (not found here)"));
    }

    @Test
    void findsTheLinesThatMakeTheLayersOfAStateDictionary() throws IOException {
        Path digits = Run.copyOfDemo(folder, "digits.py", "digits_buggy.py", "train.py");
        Files.copy(Run.fixture("weights/digits_state_dict.pt"), digits.resolve("weights.pt"));
        JsonNode json = Run.in(digits, "inspect", "weights.pt", "--json").json();
        Map<String, Integer> expected = Map.of("stem.0", 37, "stem.1", 38, "block1.conv1", 12, "block1.bn2", 16,
                "block2.conv2", 15, "block2.project", 19, "fc1", 45, "fc2", 47);
        expected.forEach((path, line) -> {
            assertEquals(digits.resolve("digits.py").toString(), layer(json, path).get("source").get("file").asText());
            assertEquals(line, layer(json, path).get("source").get("line").asInt(), path);
        });
        assertEquals(0, json.get("edges").size());
    }

    @Test
    void printsATableWithPathsRelativeToTheWorkingDirectory() {
        Run run = Run.in(Run.demo().getParent(), "inspect", "digits/digits.onnx").exits(0);
        assertTrue(run.lines().get(0).startsWith("digits/digits.onnx: ONNX"), run.out());
        assertTrue(run.lines().stream().anyMatch(line -> line
                .matches("fc1 +Linear +\\? × 64 +8,256  digits/digits\\.py:45")), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.pt", "program.py", "empty.pt", "torn.pt", "."})
    void tellsInOneLineWhatCannotBeRead(String name) throws IOException {
        Files.writeString(folder.resolve("program.py"), "print('no checkpoint')\n".repeat(10));
        Files.createFile(folder.resolve("empty.pt"));
        byte[] bytes = Files.readAllBytes(Run.demo().resolve("digits_traced.pt"));
        Files.write(folder.resolve("torn.pt"), Arrays.copyOf(bytes, bytes.length / 2));
        Run run = Run.in(folder, "inspect", name, "--json").exits(2);
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("lamina: " + name + ": expected "), run.err());
        assertTrue(run.err().contains(", found "), run.err());
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/error.json"), run.json()));
        assertEquals(name, run.json().get("error").get("file").asText());
        assertEquals("", Run.in(folder, "inspect", name).out());
    }

    private static JsonNode layer(JsonNode document, String path) {
        for (JsonNode layer : document.get("layers")) {
            if (layer.get("path").asText().equals(path)) {
                return layer;
            }
        }
        throw new AssertionError("no layer " + path);
    }
}
