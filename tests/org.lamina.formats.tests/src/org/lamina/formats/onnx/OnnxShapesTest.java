package org.lamina.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Port;
import org.lamina.model.Progress;

/** The shapes that operators make, against what ONNX's own inference says. */
class OnnxShapesTest {

    @TempDir
    private Path folder;

    /** The shape of the first output of an operator on inputs of these shapes; {@code c=} gives whole constants. */
    private String shape(long version, String type, String inputs, String attributes) throws Exception {
        StringBuilder graph = new StringBuilder();
        StringBuilder node = new StringBuilder("node { op_type: '" + type + "' output: 'y' ");
        int count = 0;
        for (String input : inputs.split("\\|", -1)) {
            String name = input.isEmpty() ? "" : "x" + count++;
            node.append("input: '").append(name).append("' ");
            if (input.startsWith("c=")) {
                String[] numbers = input.substring(2).split(" ");
                graph.append("initializer { dims: ").append(numbers.length).append(" data_type: 7 name: '").append(name)
                        .append("' int64_data: [").append(String.join(", ", numbers)).append("] } ");
            } else if (!input.isEmpty()) {
                graph.append("input { name: '").append(name)
                        .append("' type { tensor_type { elem_type: 1 shape { ");
                for (String size : input.equals("scalar") ? new String[0] : input.split(" ")) {
                    graph.append(size.equals("?") ? "dim { dim_param: 'n' } " : "dim { dim_value: " + size + " } ");
                }
                graph.append("} } } } ");
            }
        }
        for (String attribute : attributes == null ? new String[0] : attributes.split("; ")) {
            String[] parts = attribute.split("=");
            node.append("attribute { name: '").append(parts[0]).append("' ").append(
                    parts[1].startsWith("[") ? "ints: " + parts[1] : parts[1].matches("-?\\d+") ? "i: " + parts[1]
                            : "s: '" + parts[1] + "'").append(" } ");
        }
        String text = "ir_version: 8 opset_import { version: " + version + " } graph { " + graph + node
                + "} output { name: 'y' } }";
        try (Checkpoint checkpoint = Readers.builtin().open(
                Files.writeString(folder.resolve("net.textproto"), text), Progress.NONE)) {
            Port port = checkpoint.model().orElseThrow().outputs().get(0);
            return port.shapeKnown() ? port.shape().toString().replace(" ×", "") : "unknown";
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "Cast; 2 3; 2 3; to=10", "Equal; 2 3|3; 2 3;", "Gather; 5 6 7|2 2; 5 2 2 7; axis=1",
        "GatherND; 5 6 7|3 2; 3 7;", "GatherElements; 5 6|2 6; 2 6;", "NonZero; 5 6; 2 ?;",
        "Range; c=1|c=10|c=2; 5;", "ConstantOfShape; c=3 4; 3 4;", "Tile; 2 3|c=2 2; 4 6;", "OneHot; 4|c=7|2; 4 7;",
        "TopK; 4 9|c=3; 4 3;", "ReduceL2; 4 9 2; 4 1 2; \"axes=[1]\"", "ReduceSum; 4 9 2|c=0 2; 9; keepdims=0",
        "ReduceSum; 4 9|c=0|; 1 9;", "ArgMax; 4 9; 4; \"axis=1; keepdims=0\"",
        "SpaceToDepth; 1 3 8 8; 1 12 4 4; blocksize=2",
        "DepthToSpace; 1 12 4 4; 1 3 8 8; blocksize=2", "Slice; 9 9|c=1 8|c=9 0|c=0 1|c=3 -2; 3 4;",
        "Slice; ? 9|c=1|c=-1|c=1; ? 7;", "Pad; 2 3|c=0 1 0 2; 2 6;", "Resize; 1 3 8 8|||c=1 3 5 7; 1 3 5 7;",
        "MatMul; 3|3 4; 4;", "MatMul; 2 3|3; 2;", "MatMul; 5 2 3|3 4; 5 2 4;",
        "Gemm; 3 2|4 3; 2 4; \"transA=1; transB=1\"",
        "Einsum; 2 3|3 4; 2 4; \"equation=ij,jk->ik\"", "Flatten; 2 3 4 5; 6 20; axis=-2",
        "LSTM; 7 2 5|8 16 5|8 16 4; 7 2 2 4; \"hidden_size=4; direction=bidirectional\"",
        "ConvTranspose; 1 4 3 3|4 2 3 3; 1 2 10 8; \"strides=[3, 2]; output_shape=[10, 8]\"",
        "Expand; 3 1|c=3 6; 3 6;", "Reshape; 2 3 4|c=0 -1; 2 12;", "Unsqueeze; 3 4|c=0 3; 1 3 4 1;",
        "Split; 6 4|c=2 4; 2 4; axis=0", "Split; 6 4|2; ? 4; axis=0", "Squeeze; 1 3 1|c=0; 3 1;",
        "Squeeze; 1 3 1|1; unknown;", "Where; 3 1|3 4|4; 3 4;", "Concat; 2 3|2 4; 2 7; axis=-1",
        "NonMaxSuppression; 1 6 4|1 2 6; ? 3;", "Unknown; 2 3; unknown;", "Compress; 3 4|3; ? 4; axis=0"})
    void infersWhatTheFileLeavesOut(String type, String inputs, String expected, String attributes) throws Exception {
        assertEquals(expected, shape(13, type, inputs, attributes));
    }

    @Test
    void readsAttributesOfTheFirstOperatorSets() throws Exception {
        assertEquals("2 12", shape(1, "Reshape", "2 3 4", "shape=[0, -1]"));
        assertEquals("1 3 8 8", shape(6, "Add", "1 3 8 8|3", "broadcast=1; axis=1"));
        assertEquals("1 3 8 8", shape(1, "BatchNormalization", "1 3 8 8|3|3|3|3", "consumed_inputs=[0, 0, 0, 1, 1]"));
        assertEquals("1 3 8 8", shape(1, "Dropout", "1 3 8 8", "is_test=1"));
        assertEquals("2 6", shape(1, "Pad", "2 3", "paddings=[0, 1, 0, 2]"));
        assertEquals("4 3", shape(1, "TopK", "4 9", "k=3; axis=-1"));
        assertEquals("7 9", shape(1, "Slice", "9 9", "starts=[1]; ends=[-1]"));
        assertEquals("1 3 4 1", shape(11, "Unsqueeze", "3 4", "axes=[0, 3]"));
    }
}
