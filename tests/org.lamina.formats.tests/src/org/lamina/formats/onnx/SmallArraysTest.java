package org.lamina.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

/** Sizes and paddings that exporters compute from constants. */
class SmallArraysTest {

    @TempDir
    private Path folder;

    private final StringBuilder graph = new StringBuilder();

    private void constant(String name, String numbers) {
        graph.append("initializer { dims: ").append(numbers.split(", ").length).append(" data_type: 7 name: '")
                .append(name).append("' int64_data: [").append(numbers).append("] } ");
    }

    private void node(String type, String inputs, String outputs, String attributes) {
        graph.append("node { op_type: '").append(type).append("' ");
        for (String input : inputs.split(" ")) {
            graph.append("input: '").append(input).append("' ");
        }
        for (String output : outputs.split(" ")) {
            graph.append("output: '").append(output).append("' ");
        }
        graph.append(attributes).append(" } ");
    }

    private Shape shape(String input) throws Exception {
        StringBuilder text = new StringBuilder("ir_version: 8 opset_import { version: 13 } graph { ").append(graph)
                .append("input { name: 'x' type { tensor_type { elem_type: 1 shape { ");
        for (String size : input.split(" ")) {
            text.append("dim { dim_value: ").append(size).append(" } ");
        }
        text.append("} } } } output { name: 'y' } }");
        try (Checkpoint checkpoint = Readers.builtin().open(
                Files.writeString(folder.resolve("net.textproto"), text), Progress.NONE)) {
            return checkpoint.model().orElseThrow().outputs().get(0).shape();
        }
    }

    /** PyTorch lists the padding of the last axis first; its exporter turns the list round at run time. */
    @Test
    void followsPaddingThatIsTurnedRound() throws Exception {
        constant("given", "1, 0, 2, 3, 0, 0");
        constant("pairs", "-1, 2");
        constant("minus", "-1");
        constant("first", "-9223372036854775807");
        constant("zero", "0");
        node("Reshape", "given pairs", "rows", "");
        node("Slice", "rows minus first zero minus", "turned", "");
        node("Transpose", "turned", "columns", "attribute { name: 'perm' ints: [1, 0] }");
        node("Reshape", "columns minus", "pads", "");
        node("Pad", "x pads", "y", "");
        assertEquals(Shape.of(1, 13, 201), shape("1 8 200"));
    }

    /** As repeated heads of attention are exported. */
    @Test
    void followsSizesThatAreStretchedAndSplit() throws Exception {
        constant("three", "3");
        constant("two", "2");
        constant("batch", "4, 1");
        constant("rest", "9, 5");
        node("Expand", "three two", "repeats", "");
        node("Split", "repeats", "left right", "attribute { name: 'axis' i: 0 }");
        node("Concat", "batch right rest", "size", "attribute { name: 'axis' i: 0 }");
        node("Expand", "x size", "y", "");
        assertEquals(Shape.of(4, 1, 3, 9, 5), shape("4 1 1 9 5"));
    }

    @Test
    void readsModelsWithSidesWhoseSizesHaveNoProduct() throws Exception {
        constant("huge", "4611686018427387904, 4611686018427387904");
        constant("zero", "0");
        node("ConstantOfShape", "huge", "zeros", "");
        node("Slice", "zeros zero zero", "none", "");
        node("Relu", "x", "y", "");
        assertEquals(Shape.of(3, 4), shape("3 4"));
    }
}
