package org.lamina.formats.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.formats.file.Elements;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;

/** What PyTorch 2.6 and 2.14 have saved, against what they say about it. */
class PyTorch2Test {

    @TempDir
    Path directory;

    static Stream<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (String version : List.of("2.6", "2.14")) {
            truth(version).fieldNames().forEachRemaining(name -> files.add(version + "/" + name));
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsTheValuesThatPyTorchReads(String file) throws Exception {
        JsonNode truth = truthOf(file);
        try (Checkpoint checkpoint = open(file)) {
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> found = new TreeMap<>();
            for (Map.Entry<String, JsonNode> tensor : truth.get("tensors").properties()) {
                expected.put(tensor.getKey(), described(tensor.getValue()));
                found.put(tensor.getKey(), described(checkpoint, tensor.getKey()));
            }
            assertEquals(expected, found);
            List<String> left = new ArrayList<>();
            for (TensorInfo tensor : checkpoint.tensors().tensors()) {
                left.add(described(checkpoint, tensor.name()));
            }
            for (JsonNode value : truth.path("values")) {
                assertTrue(left.remove(described(value)), described(value) + " in " + left);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void findsTheModulesThatPyTorchHas(String file) throws Exception {
        JsonNode truth = truthOf(file);
        try (Checkpoint checkpoint = open(file)) {
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> found = new TreeMap<>();
            Map<String, String> types = new TreeMap<>();
            checkpoint.model().ifPresent(model -> model.layers().forEach(layer -> types.put(layer.path(),
                    layer.type())));
            for (Map.Entry<String, JsonNode> layer : truth.path("layers").properties()) {
                boolean hasTensors = !layer.getValue().asText().equals("ReLU");
                if (hasTensors || types.containsKey(layer.getKey())) {
                    expected.put(layer.getKey(), layer.getValue().asText());
                    found.put(layer.getKey(), types.get(layer.getKey()));
                }
            }
            assertEquals(expected, found);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.6/scripted.pt", "2.6/traced.pt", "2.6/lite.ptl", "2.6/exported.pt2", "2.6/dynamic.pt2",
        "2.6/decomposed.pt2", "2.14/scripted.pt", "2.14/traced.pt", "2.14/lite.ptl", "2.14/exported.pt2",
        "2.14/dynamic.pt2", "2.14/decomposed.pt2"})
    void followsTheDataAndKnowsThePlacesInTheProgram(String file) throws Exception {
        try (Checkpoint checkpoint = open(file)) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals("SmallNet", model.name());
            assertEquals(List.of(), checkpoint.warnings());
            assertEquals("Conv2d", model.layer("blocks.1.conv").orElseThrow().type());
            assertEquals(2L, model.layer("blocks.1.conv").orElseThrow().config().get("groups"));
            SourceLocation stem = model.layer("stem").orElseThrow().source().orElseThrow();
            assertEquals("/home/user/small/small.py:34", stem.file() + ":" + stem.line());
            assertEquals(file.contains("traced") ? "" : "x = F.gelu(self.stem(x - self.mean))", stem.text());
            assertEquals(17, model.layer("blocks.0.norm").orElseThrow().source().orElseThrow().line());
            assertEquals(List.of("fc"), model.edges().stream().filter(edge -> edge.to().startsWith("add"))
                    .map(edge -> edge.from()).toList());
            assertTrue(model.groups().stream().anyMatch(group -> group.path().equals("blocks.0")
                    && group.type().equals("Block")), model.groups().toString());
            assertEquals(truthOf(file).get("trainable").asLong(), model.trainableCount());
        }
    }

    @ParameterizedTest
    @CsvSource({"2.6, left, right", "2.14, linear, linear_1"})
    void followsBothBranchesOfAConditionInAnExportedProgram(String version, String left, String right)
            throws Exception {
        try (Checkpoint checkpoint = open(version + "/branches.pt2")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of("add Add", "sum Sum", "gt gt", left + " Linear", "relu ReLU", right + " Linear",
                    "cond cond", "add_1 Add", "last Linear", "mul Mul"),
                    model.layers().stream().map(layer -> layer.path() + " " + layer.type()).toList());
            assertEquals(List.of("add-sum", "sum-gt", "add-" + left, left + "-relu", "add-" + right, "gt-cond",
                    "relu-cond", right + "-cond", "cond-add_1", "add_1-last", "cond-mul"),
                    model.edges().stream().map(edge -> edge.from() + "-" + edge.to()).toList());
            assertEquals(List.of(), model.layer("cond").orElseThrow().parameters());
            assertEquals(1, model.layer("mul").orElseThrow().parameters().size());
            assertEquals(truthOf(version + "/branches.pt2").get("trainable").asLong(), model.trainableCount());
        }
    }

    @ParameterizedTest
    @CsvSource({"2.6/quantised_onednn.pt, true", "2.14/quantised_onednn.pt, true", "2.6/quantised_qnnpack.pt, false",
        "2.14/quantised_qnnpack.pt, false", "2.6/quantised_whole.pt, true", "2.14/quantised_whole.pt, true"})
    void tellsScaleAndZeroPointOfQuantisedLayers(String file, boolean perChannel) throws Exception {
        try (Checkpoint checkpoint = open(file)) {
            Layer layer = checkpoint.model().orElseThrow().layer("conv").orElseThrow();
            assertTrue(layer.type().endsWith(file.contains("whole") ? "ConvReLU2d" : "Conv2d"), layer.type());
            assertEquals(List.of(2L, 2L), layer.config().get("stride"));
            assertTrue(layer.config().get("scale") instanceof Double, layer.config().toString());
            assertTrue(layer.config().get("zero_point") instanceof Long, layer.config().toString());
            assertEquals(perChannel ? List.of("weight", "weight_scale", "weight_zero_point", "bias")
                    : List.of("weight", "bias"), layer.parameters().stream().map(each -> each.name()).toList());
            String encoding = layer.parameters().get(0).tensor().encoding();
            assertTrue(perChannel ? encoding.equals("quantised: a scale and zero point for each index of axis 0")
                    : encoding.matches("quantised: scale 0\\.0\\d+, zero point 0"), encoding);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.6", "2.14"})
    void readsWhatIsPackedForOtherProcessors(String version) throws Exception {
        try (Checkpoint checkpoint = open(version + "/mobile.pt")) {
            Layer layer = checkpoint.model().orElseThrow().layer("linear_clamp_run").orElseThrow();
            assertEquals("Linear 4 3", layer.type() + " " + layer.config().get("in_features") + " "
                    + layer.config().get("out_features"));
        }
        try (Checkpoint checkpoint = open(version + "/inference.pt")) {
            assertTrue(checkpoint.warnings().toString().contains("left out of the file the weights"),
                    checkpoint.warnings().toString());
        }
        ModelFormatException refused = assertThrows(ModelFormatException.class, () -> open(version + "/flat.ptl"));
        assertTrue(refused.getMessage().contains("a flatbuffer of PyTorch Mobile"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.6/encoder.pt", "2.14/encoder.pt"})
    void showsAnotherMethodWhereThereIsNoForward(String file) throws Exception {
        try (Checkpoint checkpoint = open(file)) {
            assertEquals(List.of("fc"), checkpoint.model().orElseThrow().layers().stream().map(Layer::path).toList());
            assertEquals(List.of("The model has no method forward; what is shown is its method encode."),
                    checkpoint.warnings());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"special.pt", "special_legacy.pt", "plain.pkl", "plain_2.pth", "quantised_onednn.pt",
        "quantised_whole.pt", "exported.pt2"})
    void neverFailsInOtherWaysHoweverBytesAreChanged(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("torch2/2.14/" + name));
        Random random = new Random(12);
        for (int round = 0; round < 150; round++) {
            byte[] changed = round % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0 && changed.length > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve(name), changed);
            try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
                for (TensorInfo tensor : checkpoint.tensors().tensors()) {
                    if (Elements.isDecodable(tensor.dtype())) {
                        checkpoint.tensors().values(tensor.name()).read(0, new double[8]);
                    }
                }
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().startsWith(name + ": expected "), e.getMessage());
            }
        }
    }

    @Test
    void neverRunsWhatAPlainPickleCalls() throws Exception {
        Path trace = directory.resolve("executed");
        Path file = Files.writeString(directory.resolve("evil.pkl"), "cos\nsystem\n(S'touch " + trace + "'\ntR.");
        ModelFormatException refused = assertThrows(ModelFormatException.class,
                () -> Readers.builtin().open(file, Progress.NONE));
        assertTrue(refused.getMessage().contains("refers to os.system, which was not executed"), refused.getMessage());
        assertTrue(Files.notExists(trace));
    }

    @Test
    void refusesArraysThatAreLargerThanTheirBytes() throws Exception {
        Path file = Files.write(directory.resolve("array.pkl"), ("cnumpy._core.numeric\n_frombuffer\n(S'abc'\n"
                + "cnumpy\ndtype\n(S'f4'\ntR(I1000000\nI1000000\ntS'C'\ntR.").getBytes(StandardCharsets.US_ASCII));
        ModelFormatException refused = assertThrows(ModelFormatException.class,
                () -> Readers.builtin().open(file, Progress.NONE));
        assertTrue(refused.getMessage().contains("4000000000000 bytes for the array"), refused.getMessage());
    }

    @Test
    void readsSeveralPicklesInOneFile() throws Exception {
        String array = "cnumpy._core.numeric\n_frombuffer\n(S'abcd'\ncnumpy\ndtype\n(S'i2'\ntR(I2\ntS'C'\ntR.";
        Path file = Files.writeString(directory.resolve("arrays.pkl"), array + array);
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            assertEquals("", checkpoint.framework());
            assertEquals(List.of("0", "1"), checkpoint.tensors().tensors().stream().map(TensorInfo::name).toList());
            assertEquals(0x6261, checkpoint.tensors().values("1").toArray()[0]);
        }
    }

    private static Checkpoint open(String file) throws ModelFormatException, IOException {
        return Readers.builtin().open(Fixtures.fixture("torch2/" + file), Progress.NONE);
    }

    private static JsonNode truth(String version) throws IOException {
        return new ObjectMapper().readTree(Fixtures.fixture("torch2/" + version + "/truth.json").toFile());
    }

    private static JsonNode truthOf(String file) throws IOException {
        String[] parts = file.split("/");
        return truth(parts[0]).get(parts[1]);
    }

    private static String described(JsonNode tensor) {
        return tensor.get("dtype").asText() + tensor.get("shape") + tensor.path("sha256").asText();
    }

    /** Type, shape and values of a tensor; complex numbers have no values. */
    private static String described(Checkpoint checkpoint, String name) throws Exception {
        TensorInfo tensor = checkpoint.tensors().find(name).orElse(null);
        if (tensor == null) {
            return "no tensor";
        }
        String described = tensor.dtype().label() + tensor.shape().dimensions().toString().replace(" ", "");
        if (tensor.dtype() == ElementType.COMPLEX64 || tensor.dtype() == ElementType.COMPLEX128) {
            return described;
        }
        double[] values = checkpoint.tensors().values(name).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return described + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
