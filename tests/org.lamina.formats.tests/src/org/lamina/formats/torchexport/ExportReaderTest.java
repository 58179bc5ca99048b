package org.lamina.formats.torchexport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;

import com.fasterxml.jackson.databind.ObjectMapper;

class ExportReaderTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"export_2_1.pt2, ''", "export_2_5.pt2, pytorch 2.5.1", "export_2_8.pt2, pytorch 2.8.0"})
    void readsTheArchivesOfEachTime(String name, String producer) throws Exception {
        try (Checkpoint checkpoint = open(Fixtures.fixture("export/" + name))) {
            assertEquals("PyTorch export", checkpoint.format());
            assertEquals(producer, checkpoint.producer());
            assertEquals(List.of(), checkpoint.warnings());
            Model model = checkpoint.model().orElseThrow();
            assertEquals("Net", model.name());
            assertEquals(List.of("block.conv Conv2d", "block.bn BatchNorm2d", "block.act ReLU", "block.add Add",
                    "block.act#2 ReLU", "mean Mean", "mul Mul", "fc Linear"),
                    model.layers().stream().map(layer -> layer.path() + " " + layer.type()).toList());
            assertEquals(List.of("block.conv-block.bn", "block.bn-block.act", "block.act-block.add",
                    "block.conv-block.add", "block.add-block.act#2", "block.act#2-mean", "mean-mul", "mul-fc"),
                    model.edges().stream().map(edge -> edge.from() + "-" + edge.to()).toList());
            assertEquals("block Block net.Block", model.groups().stream().map(group -> group.path() + " "
                    + group.type() + " " + group.originalType()).findFirst().orElseThrow());
            assertEquals(List.of("block.conv"), model.inputs().get(0).layers());
            assertEquals(Shape.of(Shape.UNKNOWN, 1, 8, 8), model.inputs().get(0).shape());
            assertEquals(ElementType.FLOAT32, model.inputs().get(0).dtype());
            assertEquals(List.of("fc"), model.outputs().get(0).layers());
            assertEquals(36 + 4 + 4 + 4 + 12 + 3, model.trainableCount());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"export_2_1.pt2", "export_2_5.pt2", "export_2_8.pt2"})
    void findsWeightsPlacesAndHyperParameters(String name) throws Exception {
        try (Checkpoint checkpoint = open(Fixtures.fixture("export/" + name))) {
            Layer layer = checkpoint.model().orElseThrow().layer("block.conv").orElseThrow();
            assertEquals(List.of("weight", "bias"), layer.parameters().stream().map(each -> each.name()).toList());
            assertEquals(List.of(1L, 1L), layer.config().get("padding"));
            assertEquals(4L, layer.config().get("out_channels"));
            assertEquals("torch.nn.modules.conv.Conv2d", layer.originalType());
            assertEquals(new SourceLocation("/home/user/net/net.py", 12, 1, "x = self.conv(x)"),
                    layer.source().orElseThrow());
            assertEquals(Shape.of(Shape.UNKNOWN, 4, 8, 8), layer.outputShapes().get(0));
            Map<String, String> digests = new TreeMap<>();
            for (TensorInfo tensor : checkpoint.tensors().tensors()) {
                digests.put(tensor.name(), digest(checkpoint, tensor));
            }
            Map<String, String> expected = new TreeMap<>();
            new ObjectMapper().readTree(Fixtures.fixture("export/truth.json").toFile()).properties()
                    .forEach(entry -> expected.put(entry.getKey(), entry.getValue().asText()));
            assertEquals(expected, digests);
        }
    }

    @Test
    void showsTheGraphWithoutWeightsAndSaysSo() throws Exception {
        Path file = archive("serialized_exported_program.json", """
                {"graph_module": {"graph": {"nodes": [{"target": "torch.ops.aten.relu.default", "inputs": [
                    {"name": "self", "arg": {"as_tensor": {"name": "x"}}}], "outputs": [{"as_tensor": {"name": "y"}}],
                    "metadata": {}}]},
                 "signature": {"inputs_to_parameters": {"p": "lost.weight"}, "user_inputs": ["x"]}}}
                """);
        try (Checkpoint checkpoint = open(file)) {
            assertEquals(List.of("The file holds no weights that can be read.",
                    "The values of lost.weight are not in the file."), checkpoint.warnings());
            assertEquals(List.of("relu"), checkpoint.model().orElseThrow().layers().stream().map(Layer::path).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"graph_module\": {\"graph\": {\"nodes\": 7}}}", "{\"graph_module\":",
        "nonsense"})
    void refusesOtherJson(String json) throws Exception {
        Path file = archive("net/models/model.json", json);
        assertThrows(ModelFormatException.class, () -> open(file).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"net/data/aotinductor/model/a.so", "version"})
    void saysWhatPackagesOfMachineCodeAre(String first) throws Exception {
        Path file = directory.resolve("package.pt2");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of(first, "data/aotinductor/model/b.so")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
        ModelFormatException refused = assertThrows(ModelFormatException.class, () -> open(file).close());
        assertTrue(refused.getMessage().contains("found a package of AOTInductor"), refused.getMessage());
    }

    @Test
    void refusesJsonThatIsNestedWithoutEnd() throws Exception {
        Path file = archive("models/model.json", "{\"graph_module\": " + "[".repeat(100_000)
                + "]".repeat(100_000) + "}");
        assertThrows(ModelFormatException.class, () -> open(file).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"export_2_5.pt2", "export_2_8.pt2"})
    void refusesTruncatedFilesAndNeverFailsInOtherWays(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("export/" + name));
        Path file = directory.resolve("changed.pt2");
        for (int length = 0; length < whole.length; length += 199) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(ModelFormatException.class, () -> open(file).close(), "length " + length);
        }
        Random random = new Random(11);
        for (int round = 0; round < 400; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            try {
                open(file).close();
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().startsWith("changed.pt2: expected "), e.getMessage());
            }
        }
    }

    private Path archive(String entry, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(archive)) {
            ZipEntry zipEntry = new ZipEntry(entry);
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            zipEntry.setMethod(ZipEntry.STORED);
            zipEntry.setSize(bytes.length);
            zipEntry.setCrc(checksum.getValue());
            out.putNextEntry(zipEntry);
            out.write(bytes);
            out.closeEntry();
        }
        return Files.write(directory.resolve("made.pt2"), archive.toByteArray());
    }

    private static String digest(Checkpoint checkpoint, TensorInfo tensor) throws Exception {
        double[] values = checkpoint.tensors().values(tensor.name()).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    private static Checkpoint open(Path file) throws ModelFormatException, IOException {
        return Readers.builtin().open(file, Progress.NONE);
    }
}
