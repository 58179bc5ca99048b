package org.lamina.formats.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.lamina.model.Layer;
import org.lamina.model.Shape;

class LayerBuilderTest {

    private static Layer layer(List<Shape> inputs, List<Shape> outputs) {
        ModelBuilder model = new ModelBuilder(Set.of());
        LayerBuilder layer = model.module("layer");
        layer.type("LSTM", "LSTM");
        layer.inputs(inputs);
        layer.outputs(outputs);
        return model.build("net").layers().get(0);
    }

    @Test
    void listsTheOutputsUpToTheFirstThatIsNotKnown() {
        Shape shape = Shape.of(2, 3);
        assertEquals(List.of(shape), layer(List.of(), Arrays.asList(shape, null, shape)).outputShapes());
        assertEquals(List.of(shape, shape), layer(List.of(), List.of(shape, shape)).outputShapes());
        assertEquals(List.of(), layer(List.of(), Arrays.asList(null, shape)).outputShapes());
    }

    @Test
    void listsInputsOnlyIfAllAreKnown() {
        Shape shape = Shape.of(2, 3);
        assertEquals(List.of(), layer(Arrays.asList(shape, null), List.of()).inputShapes());
        assertEquals(List.of(shape, shape), layer(List.of(shape, shape), List.of()).inputShapes());
    }
}
