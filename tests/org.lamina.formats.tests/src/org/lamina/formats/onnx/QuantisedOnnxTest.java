package org.lamina.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

/** Quantised graphs, and tensors in all the ways in which a file may hold them. */
class QuantisedOnnxTest {

    private static final String IMAGE = "input { name: 'x' type { tensor_type { elem_type: 1 shape { "
            + "dim { dim_value: 1 } dim { dim_value: 3 } dim { dim_value: 8 } dim { dim_value: 8 } } } } } ";
    private static final String SCALES = "initializer { data_type: 1 name: 's' float_data: 0.5 } "
            + "initializer { data_type: 3 name: 'z' int32_data: 0 } ";
    private static final String KERNEL = "initializer { dims: 4 dims: 3 dims: 1 dims: 1 data_type: 3 name: 'w' "
            + "int32_data: [1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12] } ";

    @TempDir
    private Path folder;

    private Checkpoint open(String graph) throws Exception {
        return Readers.builtin().open(Files.writeString(folder.resolve("net.textproto"),
                "ir_version: 10 opset_import { version: 18 } graph { " + graph + " }"), Progress.NONE);
    }

    private static String node(String type, String inputs, String output, String more) {
        StringBuilder node = new StringBuilder("node { op_type: '" + type + "' output: '" + output + "' ");
        for (String input : inputs.split(",")) {
            node.append("input: '").append(input).append("' ");
        }
        return node + more + "} ";
    }

    @Test
    void findsAWeightThatIsRestoredFromAQuantisedOne() throws Exception {
        try (Checkpoint checkpoint = open(IMAGE + SCALES + KERNEL + node("QuantizeLinear", "x,s,z", "q", "")
                + node("DequantizeLinear", "q,s,z", "d", "") + node("DequantizeLinear", "w,s,z", "r", "")
                + node("Conv", "d,r", "y", "") + "output { name: 'y' }")) {
            List<Layer> layers = checkpoint.model().orElseThrow().layers();
            assertEquals(List.of("Quantize", "DeQuantize", "Conv2d"), layers.stream().map(Layer::type).toList());
            assertEquals(4L, layers.get(2).config().get("out_channels"));
            assertEquals(List.of("weight int8 false", "weight_scale float32 false", "weight_zero_point int8 false"),
                    layers.get(2).parameters().stream().map(QuantisedOnnxTest::described).toList());
            assertEquals(List.of(Shape.of(1, 4, 8, 8)), layers.get(2).outputShapes());
            assertEquals(-12, checkpoint.tensors().values("w").toArray()[11]);
        }
    }

    private static String described(Parameter parameter) {
        return parameter.name() + " " + parameter.tensor().dtype() + " " + parameter.trainable();
    }

    @Test
    void readsConvolutionsAndProductsOfQuantisedNumbers() throws Exception {
        String matrix = "initializer { dims: 256 dims: 2 data_type: 2 name: 'm' raw_data: '"
                + "\\000".repeat(512) + "' } ";
        try (Checkpoint checkpoint = open(IMAGE + SCALES + KERNEL + matrix
                + node("QLinearConv", "x,s,z,w,s,z,s,z", "c", "") + node("Reshape", "c,flat", "f", "")
                + "initializer { dims: 2 data_type: 7 name: 'flat' int64_data: [1, 256] } "
                + node("QLinearMatMul", "f,s,z,m,s,z,s,z", "y", "") + "output { name: 'y' }")) {
            List<Layer> layers = checkpoint.model().orElseThrow().layers();
            assertEquals(List.of("Conv2d", "Reshape", "Linear"), layers.stream().map(Layer::type).toList());
            assertEquals(256L, layers.get(2).config().get("in_features"));
            assertEquals(Shape.of(1, 2), checkpoint.model().orElseThrow().outputs().get(0).shape());
            assertEquals(12 * 64, layers.get(0).macs().orElseThrow());
        }
    }

    @Test
    void readsMatricesThatArePackedInBlocks() throws Exception {
        String packed = "initializer { dims: 2 dims: 1 dims: 8 data_type: 2 name: 'w' raw_data: '"
                + "\\001".repeat(16) + "' } initializer { dims: 2 data_type: 1 name: 's' float_data: [1, 2] } ";
        String matMul = "domain: 'com.microsoft' attribute { name: 'K' i: 16 } attribute { name: 'N' i: 2 } "
                + "attribute { name: 'bits' i: 4 } attribute { name: 'block_size' i: 16 } ";
        try (Checkpoint checkpoint = open("input { name: 'x' type { tensor_type { elem_type: 1 shape { "
                + "dim { dim_value: 5 } dim { dim_value: 16 } } } } } " + packed
                + node("MatMulNBits", "x,w,s", "y", matMul)
                + "output { name: 'y' }")) {
            Layer layer = checkpoint.model().orElseThrow().layers().get(0);
            assertEquals("Linear", layer.type());
            assertEquals("com.microsoft::MatMulNBits", layer.originalType());
            assertEquals(4L, layer.config().get("bits"));
            assertEquals(List.of(Shape.of(5, 2)), layer.outputShapes());
            assertEquals(5 * 16 * 2, layer.macs().orElseThrow());
            assertEquals(18, layer.parameterCount());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"10; int32_data: [15360, 49152, 0]; 1, -2, 0",
            "16; int32_data: [16256, 49152, 0]; 1, -2, 0", "3; int32_data: [1, -2, 0]; 1, -2, 0",
            "9; int32_data: [1, 0, 1]; 1, 0, 1", "17; int32_data: [56, 192, 0]; 1, -2, 0",
            "19; int32_data: [60, 192, 0]; 1, -2, 0", "21; int32_data: [33, 15]; 1, 2, 15",
            "22; int32_data: [225, 15]; 1, -2, -1", "7; int64_data: [1, -2, 0]; 1, -2, 0",
            "12; uint64_data: [1, 4294967295, 0]; 1, 4294967295, 0", "11; double_data: [1, -2, 0.25]; 1, -2, 0.25",
            "22; raw_data: '\\341\\017'; 1, -2, -1", "10; raw_data: '\\000<\\000\\300\\000\\000'; 1, -2, 0"})
    void readsElementsHoweverTheyAreStored(int type, String data, String expected) throws Exception {
        try (Checkpoint checkpoint = open("initializer { dims: 3 data_type: " + type + " name: 'w' " + data + " }")) {
            double[] numbers = Arrays.stream(expected.split(",")).mapToDouble(Double::parseDouble).toArray();
            assertArrayEquals(numbers, checkpoint.tensors().values("w").toArray());
        }
    }

    @Test
    void readsLongRunsOfNumbersFromAnyPlace() throws Exception {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            data.append(" int32_data: ").append(i % 300 - 128);
        }
        try (Checkpoint checkpoint = open("initializer { dims: 10000 data_type: 5 name: 'w'" + data + " }")) {
            double[] run = new double[5000];
            var values = checkpoint.tensors().values("w");
            assertEquals(5000, values.read(4000, run));
            assertEquals(4000 % 300 - 128, run[0]);
            assertEquals(8999 % 300 - 128, run[4999]);
            assertEquals(100, values.read(9900, run));
            assertEquals(1, values.read(0, new double[1]));
        }
    }

    @Test
    void refusesFewerNumbersThanATensorNeeds() {
        String message = assertThrows(ModelFormatException.class,
                () -> open("initializer { dims: 3 data_type: 6 name: 'w' int32_data: [1, 2] }").close()).getMessage();
        assertTrue(message.contains("expected 3 numbers for the tensor w"), message);
    }

    @Test
    void takesWeightsThatAreWrittenAsNodesForTensors() throws Exception {
        String value = "attribute { name: 'value' t { dims: 3 dims: 2 data_type: 1 float_data: [1, 2, 3, 4, 5, 6] } } ";
        try (Checkpoint checkpoint = open("input { name: 'x' type { tensor_type { elem_type: 1 shape { "
                + "dim { dim_value: 5 } dim { dim_value: 3 } } } } } "
                + "node { op_type: 'Constant' output: 'w' " + value + "} " + node("MatMul", "x,w", "y", "")
                + "output { name: 'y' }")) {
            assertEquals(6, checkpoint.model().orElseThrow().parameterCount());
            assertEquals(ElementType.FLOAT32, checkpoint.tensors().find("w").orElseThrow().dtype());
            assertEquals(6, checkpoint.tensors().values("w").toArray()[5]);
        }
    }

    private Checkpoint external(String location) throws Exception {
        return open("initializer { dims: 2 data_type: 1 name: 'w' data_location: EXTERNAL "
                + "external_data { key: 'location' value: '" + location
                + "' } external_data { key: 'offset' value: '4' } }");
    }

    @Test
    void readsWeightsBesideTheModel() throws Exception {
        Files.write(folder.resolve("w.data"), new byte[] {0, 0, 0, 0, 0, 0, -128, 63, 0, 0, 0, 64});
        try (Checkpoint checkpoint = external("w.data")) {
            assertArrayEquals(new double[] {1, 2}, checkpoint.tensors().values("w").toArray());
        }
        try (Checkpoint checkpoint = external("gone.data")) {
            assertTrue(checkpoint.warnings().get(0).contains("gone.data"), checkpoint.warnings().toString());
            assertEquals(Shape.of(2), checkpoint.tensors().tensors().get(0).shape());
        }
    }

    @Test
    void doesNotFollowALinkOutOfTheFolderOfTheModel(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.write(elsewhere.resolve("secret"), new byte[12]);
        Files.createSymbolicLink(folder.resolve("w.data"), secret);
        String message = assertThrows(ModelFormatException.class, () -> external("w.data").close()).getMessage();
        assertTrue(message.contains("in the folder of the model"), message);
        assertTrue(assertThrows(ModelFormatException.class, () -> external("../secret").close()).getMessage()
                .contains("outside"));
    }
}
