package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** TorchScript of PyTorch 1.0 to 1.3, whose modules are described by model.json. */
class LegacyScriptTest {

    @TempDir
    Path directory;

    @Test
    void putsOperatorsIntoTheModulesWhoseWeightsTheyRead() throws Exception {
        try (Checkpoint checkpoint = open(fixture("traced_1_0.pt"))) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("TorchScript", checkpoint.format());
            assertEquals("pytorch 1.0 to 1.3", checkpoint.producer());
            assertEquals("TraceNet", model.name());
            assertEquals(List.of("conv Conv2d", "tail.0 BatchNorm2d", "threshold ReLU",
                    "adaptive_avg_pool2d AdaptiveAvgPool2d", "view Reshape", "mul Mul", "tail.1 Linear"),
                    layers(model));
            assertEquals(List.of("conv-tail.0", "tail.0-threshold", "threshold-adaptive_avg_pool2d",
                    "adaptive_avg_pool2d-view", "view-mul", "mul-tail.1"), edges(model));
            assertEquals(List.of("tail"), model.groups().stream().map(group -> group.path()).toList());
            assertEquals(2L, model.layer("conv").orElseThrow().config().get("in_channels"));
            assertEquals(40 + 8 + 15, model.trainableCount());
        }
    }

    @Test
    void followsTheCodeOfEachModule() throws Exception {
        try (Checkpoint checkpoint = open(fixture("scripted_1_3.pt"))) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of("fc Linear", "mul Mul", "act ReLU"), layers(model));
            assertEquals(List.of("fc-mul", "mul-act"), edges(model));
            assertEquals(18, model.trainableCount());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"traced_1_0.pt", "scripted_1_3.pt"})
    void readsTheValuesOfTensors(String name) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        new ObjectMapper().readTree(fixture("truth.json").toFile()).get(name).properties()
                .forEach(tensor -> expected.put(tensor.getKey(), tensor.getValue().asText()));
        try (Checkpoint checkpoint = open(fixture(name))) {
            Map<String, String> found = new TreeMap<>();
            for (TensorInfo tensor : checkpoint.tensors().tensors()) {
                double[] values = checkpoint.tensors().values(tensor.name()).toArray();
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asDoubleBuffer().put(values);
                found.put(tensor.name(), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(bytes.array())));
            }
            assertEquals(expected, found);
        }
    }

    @Test
    void saysWhatIsWrongWithTheDescription() throws Exception {
        refuses("{}", "expected a mainModule in model.json, found none");
        refuses("[", "expected JSON in net/model.json");
        refuses("{\"mainModule\":" + "[".repeat(2000), "expected JSON in net/model.json");
        refuses("{\"mainModule\": {\"name\": \"Net\", \"parameters\": [{\"tensorId\": \"7\", \"name\": \"weight\"}]}}",
                "expected a tensor 7 for parameter weight of Net, found 0 tensors");
        String vector = "{\"mainModule\": {\"name\": \"Net\", \"parameters\": [{\"name\": \"weight\"}]}, \"tensors\": "
                + "[{\"dims\": [\"4\"], \"strides\": [\"1\"], \"dataType\": \"FLOAT\", \"data\": {\"key\": \"%s\"}}]}";
        refuses(vector.formatted("tensors/0"), "expected the stored entry tensors/0, found none");
        refuses(vector.formatted("version"), "a storage that holds tensor weight of shape 4, found one of 2 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"traced_1_0.pt", "scripted_1_3.pt"})
    void neverFailsInOtherWaysHoweverBytesAreChanged(String name) throws Exception {
        byte[] whole = Files.readAllBytes(fixture(name));
        Random random = new Random(13);
        for (int round = 0; round < 300; round++) {
            byte[] changed = round % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0 && changed.length > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("changed.pt"), changed);
            try {
                open(file).close();
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().startsWith("changed.pt: expected "), e.getMessage());
            }
        }
    }

    private void refuses(String description, String words) throws IOException {
        Path file = directory.resolve("net.pt");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "net/version", "1\n");
            add(zip, "net/model.json", description);
        }
        ModelFormatException refused = assertThrows(ModelFormatException.class, () -> open(file));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static List<String> layers(Model model) {
        return model.layers().stream().map(layer -> layer.path() + " " + layer.type()).toList();
    }

    private static List<String> edges(Model model) {
        return model.edges().stream().map(edge -> edge.from() + "-" + edge.to()).toList();
    }

    private static Path fixture(String name) {
        return Fixtures.fixture("torch1/" + name);
    }

    private static Checkpoint open(Path file) throws ModelFormatException, IOException {
        return Readers.builtin().open(file, Progress.NONE);
    }
}
