package org.lamina.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

class OnnxTextTest {

    private static final String LINEAR = """
            ir_version: 8
            producer_name: "pytorch"
            graph {
              node {
                input: "x" input: "fc.weight" output: "y" name: "/fc/Gemm" op_type: "Gemm"
                attribute { name: "transB" i: 1 type: INT }
              }
              name: "Net"
              initializer { dims: 3 dims: 2 data_type: 1 name: "fc.weight" %s }
              input { name: "x" type { tensor_type { elem_type: 1
                shape { dim { dim_param: "N" } dim { dim_value: 2 } } } } }
              output { name: "y" }
            }
            opset_import { version: 17 }
            """;

    @TempDir
    private Path folder;

    private Checkpoint open(String name, String text) throws IOException, ModelFormatException {
        return Readers.builtin().open(Files.writeString(folder.resolve(name), text), Progress.NONE);
    }

    @Test
    void readsAModelWithTheValuesOfItsWeights() throws Exception {
        String raw = "raw_data: \"\\000\\000\\200?\\000\\000\\000@\" "
                + "\"\\000\\000@@\\000\\000\\200@\\000\\000\\240@\\000\\000\\300@\"";
        try (Checkpoint checkpoint = open("net.textproto", LINEAR.formatted(raw))) {
            Model model = checkpoint.model().orElseThrow();
            Layer layer = model.layers().get(0);
            assertEquals("ONNX", checkpoint.format());
            assertEquals("PyTorch", checkpoint.framework());
            assertEquals("Net", model.name());
            assertEquals("fc", layer.path());
            assertEquals(Shape.of(Shape.UNKNOWN, 3), layer.outputShapes().get(0));
            assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, checkpoint.tensors().values("fc.weight").toArray());
        }
    }

    @Test
    void readsNumbersThatAreWrittenOneByOne() throws Exception {
        String data = "float_data: 1 float_data: 2.5 float_data: -3 float_data: [4, 5, 6]";
        try (Checkpoint checkpoint = open("net.pbtxt", LINEAR.formatted(data))) {
            assertArrayEquals(new double[] {1, 2.5, -3, 4, 5, 6}, checkpoint.tensors().values("fc.weight").toArray());
        }
    }

    @Test
    void doesNotTakeAGraphOfTensorFlowForOne() throws Exception {
        String graph = "node { name: \"x\" op: \"Placeholder\" attr { key: \"dtype\" value { type: DT_FLOAT } } }\n"
                + "versions { producer: 27 }\n";
        Path file = Files.writeString(folder.resolve("graph.pbtxt"), graph);
        assertTrue(Readers.builtin().match(file).filter(OnnxReader.class::isInstance).isEmpty());
        Path caffe = Files.writeString(folder.resolve("net.prototxt"), "name: \"Net\"\nlayer { name: \"x\" }\n");
        assertTrue(Readers.builtin().match(caffe).isEmpty());
        Path prose = Files.writeString(folder.resolve("graph.txt"), "graph: a drawing of nodes and edges.");
        assertTrue(Readers.builtin().match(prose).isEmpty());
    }

    @Test
    void saysInWhichLineATextIsDamaged() throws Exception {
        String text = LINEAR.formatted("");
        assertTrue(message(text.substring(0, text.indexOf("output {"))).contains("the end of the text in line 12"));
        assertTrue(message(text.replace("version: 17", "version: new")).contains("new in line 14"));
    }

    private String message(String text) {
        return assertThrows(ModelFormatException.class, () -> open("net.onnxtxt", text).close()).getMessage();
    }
}
