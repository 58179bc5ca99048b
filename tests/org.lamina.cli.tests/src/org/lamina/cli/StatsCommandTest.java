package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_buggy_scripted.pt", "digits.onnx", "samples.safetensors"})
    void printsTheDocumentedJson(String name) throws IOException {
        Run run = Run.in(Run.demo(), "stats", name, "--json").exits(0);
        assertEquals("", run.err());
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/stats.json"), run.json()));
        assertTrue(run.json().get("tensors").size() > 1);
        for (JsonNode tensor : run.json().get("tensors")) {
            assertEquals(tensor.get("count").asLong() - tensor.get("nan").asLong() - tensor.get("inf").asLong(),
                    sum(tensor.at("/histogram/counts")), tensor.get("name").asText());
        }
    }

    @Test
    void countsWhatIsNotFinite() throws IOException {
        writeOddTensors();
        JsonNode odd = Run.in(folder, "stats", "odd.safetensors", "--json").exits(0).json().get("tensors").get(0);
        assertEquals("odd", odd.get("name").asText());
        assertEquals("[2,3]", odd.get("shape").toString());
        assertEquals(6, odd.get("count").asInt());
        assertEquals(1, odd.get("nan").asInt());
        assertEquals(2, odd.get("inf").asInt());
        assertEquals(1, odd.get("zeros").asInt());
        assertEquals(-1.0, odd.get("min").asDouble());
        assertEquals(4.0, odd.get("max").asDouble());
        assertEquals(1.0, odd.get("mean").asDouble());
    }

    @Test
    void saysWhatItCanNotReadAndGoesOn() throws IOException {
        writeOddTensors();
        Run run = Run.in(folder, "stats", "odd.safetensors", "--json").exits(0);
        JsonNode wave = run.json().get("tensors").get(1);
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/stats.json"), run.json()));
        assertEquals("tensor wave holds complex64 values, which can't be shown as numbers",
                wave.get("problem").asText());
        assertTrue(wave.get("mean").isNull() && wave.get("histogram").isNull());
        assertEquals("NaN", run.json().get("tensors").get(2).get("mean").asText());
        List<String> lines = Run.in(folder, "stats", "odd.safetensors").exits(0).lines();
        assertTrue(lines.get(lines.size() - 1).startsWith("Not read: tensor wave holds complex64"), lines.toString());
    }

    @Test
    void readsTheTensorsThatAreNamed() throws IOException {
        assertEquals(List.of("fc1.weight", "fc1.bias"), names("--tensor", "fc1.*"));
        assertEquals(List.of("fc1.bias", "fc2.bias", "fc2.weight"),
                names("--tensor", "fc?.bias", "--tensor", "fc2.weight").stream().sorted().toList());
        Run none = Run.in(Run.demo(), "stats", "digits_traced.pt", "--tensor", "fc9").exits(2);
        assertEquals("lamina: digits_traced.pt: expected a tensor named fc9, found others, such as stem.0.weight\n",
                none.err());
    }

    @Test
    void takesTheNumberOfBins() throws IOException {
        JsonNode json = Run.in(Run.demo(), "stats", "digits_traced.pt", "--bins", "8", "--tensor", "fc1.weight",
                "--json").exits(0).json();
        int bins = json.at("/tensors/0/histogram/counts").size();
        assertTrue(bins > 4 && bins <= 8, bins + " bins");
        assertEquals(bins + 1, json.at("/tensors/0/histogram/edges").size());
        Run.in(Run.demo(), "stats", "digits_traced.pt", "--bins", "1").exits(2);
    }

    @Test
    void printsARowForEachTensor() {
        List<String> lines = Run.in(Run.demo(), "stats", "digits_traced.pt").exits(0).lines();
        String row = "fc1\\.weight +float32 +64 × 128 +8,192 +-0\\.\\d{4} .*";
        assertTrue(lines.stream().anyMatch(line -> line.matches(row)), lines.toString());
    }

    private static List<String> names(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("stats", "digits_traced.pt", "--json"));
        args.addAll(List.of(options));
        List<String> names = new ArrayList<>();
        for (JsonNode tensor : Run.in(Run.demo(), args.toArray(String[]::new)).exits(0).json().get("tensors")) {
            names.add(tensor.get("name").asText());
        }
        return names;
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    private void writeOddTensors() throws IOException {
        byte[] header = ("{\"odd\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                + "\"wave\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[24,32]},"
                + "\"none\":{\"dtype\":\"F16\",\"shape\":[0],\"data_offsets\":[32,32]}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + 32).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        for (float value : new float[] {-1, 0, 4, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            file.putFloat(value);
        }
        Files.write(folder.resolve("odd.safetensors"), file.array());
    }
}
