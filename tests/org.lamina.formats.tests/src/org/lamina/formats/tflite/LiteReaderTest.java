package org.lamina.formats.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

class LiteReaderTest {

    private static Checkpoint checkpoint;
    private static Model model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() throws Exception {
        checkpoint = Readers.builtin().open(Fixtures.fixture("tflite/quantised.tflite"), Progress.NONE);
        model = checkpoint.model().orElseThrow();
    }

    @AfterAll
    static void close() throws Exception {
        checkpoint.close();
    }

    private static Layer layer(String path) {
        return model.layer(path).orElseThrow();
    }

    @Test
    void readsOperatorsAsLayersInTheirScopes() {
        assertEquals("TensorFlow Lite", checkpoint.format());
        assertEquals("MLIR Converted.", checkpoint.producer());
        assertEquals("net.conv Conv2d CONV_2D, net.deep DepthwiseConv2d DEPTHWISE_CONV_2D, net.mean Mean MEAN, "
                + "net.head Linear FULLY_CONNECTED, softmax Softmax SOFTMAX, later MyOperator MyOperator",
                model.layers().stream().map(layer -> layer.path() + " " + layer.type() + " " + layer.originalType())
                        .collect(Collectors.joining(", ")));
        assertEquals(List.of("net.deep"), model.successors(layer("net.conv")).stream().map(Layer::path).toList());
        assertTrue(checkpoint.warnings().get(0).contains("MyOperator"), checkpoint.warnings().toString());
    }

    @Test
    void knowsShapesWithTheAxesThatStayOpen() {
        assertEquals(Shape.of(-1, 8, 8, 3), model.inputs().get(0).shape());
        assertEquals(ElementType.INT8, model.inputs().get(0).dtype());
        assertEquals(Shape.of(-1, 4, 4, 4), layer("net.conv").outputShapes().get(0));
        assertEquals(4 * 4 * 4 * 27, layer("net.conv").macs().orElseThrow());
        assertEquals(2 * 2 * 8 * 9, layer("net.deep").macs().orElseThrow());
    }

    @Test
    void givesOptionsByTheirCommonNames() {
        assertEquals(3L, layer("net.conv").config().get("in_channels"));
        assertEquals(List.of(3L, 3L), layer("net.conv").config().get("kernel_size"));
        assertEquals("same", layer("net.conv").config().get("padding"));
        assertEquals(Optional.of("ReLU6"), layer("net.conv").activation());
        assertEquals("valid", layer("net.deep").config().get("padding"));
        assertEquals(4L, layer("net.deep").config().get("groups"));
        assertEquals(List.of(1L, 2L), layer("net.mean").config().get("dim"));
        assertEquals(8L, layer("net.head").config().get("in_features"));
    }

    @Test
    void tellsHowWeightsAndResultsAreQuantised() {
        List<?> scales = (List<?>) layer("net.conv").config().get("weight_scale");
        assertEquals(List.of(0.1f, 0.2f, 0.3f, 0.4f), scales.stream().map(scale -> ((Number) scale).floatValue())
                .toList());
        assertEquals(0L, layer("net.conv").config().get("weight_axis"));
        assertEquals(0.25, layer("net.conv").config().get("output_scale"));
        assertEquals(0.5, layer("net.deep").config().get("weight_scale"));
    }

    @Test
    void readsWeightsWhereTheyLie() throws Exception {
        Layer conv = layer("net.conv");
        assertEquals("weight, bias", conv.parameters().stream().map(Parameter::name).collect(Collectors.joining(", ")));
        assertArrayEquals(new double[] {0, 1, 2, 3}, checkpoint.tensors().values("net/conv/bias").toArray());
        assertEquals(107, checkpoint.tensors().values("net/conv/kernel").toArray()[107]);
    }

    private String open(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("changed.tflite"), bytes);
        try (Checkpoint changed = Readers.builtin().open(file, Progress.NONE)) {
            for (TensorInfo tensor : changed.tensors().tensors()) {
                if (tensor.dtype() != ElementType.UNKNOWN && tensor.dtype() != ElementType.STRING
                        && !tensor.dtype().label().startsWith("complex")) {
                    changed.tensors().values(tensor.name()).read(0, new double[10]);
                }
            }
            return "";
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().startsWith("changed.tflite: expected "), e.getMessage());
            return e.getMessage();
        }
    }

    @Test
    void opensOrSaysWhatIsWrongHoweverBytesAreChanged() throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.fixture("tflite/quantised.tflite"));
        for (int length = 0; length < whole.length; length += 7) {
            open(Arrays.copyOf(whole, length));
        }
        Random random = new Random(3);
        for (int round = 0; round < 600; round++) {
            byte[] changed = whole.clone();
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
            }
            open(changed);
        }
    }

    @Test
    void refusesAListThatLeadsToItselfWithoutEnd() throws Exception {
        int count = 4000;
        ByteBuffer file = ByteBuffer.allocate(64 + 4 * count).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 24).put(4, "TFL3".getBytes());
        file.putShort(8, (short) 16).putShort(10, (short) 8);
        for (int field = 0; field < 6; field++) {
            file.putShort(12 + 2 * field, (short) (field == 1 || field == 2 || field == 0 || field == 3 ? 4 : 0));
        }
        file.putInt(24, 16).putInt(28, 4).putInt(32, count);
        for (int i = 0; i < count; i++) {
            file.putInt(36 + 4 * i, -12 - 4 * i);
        }
        assertTrue(open(file.array()).contains("found"));
        assertThrows(ModelFormatException.class,
                () -> Readers.builtin().open(folder.resolve("changed.tflite"), Progress.NONE));
    }
}
