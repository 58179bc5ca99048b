package org.lamina.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static final TensorInfo WEIGHT =
            new TensorInfo("embed.weight", ElementType.FLOAT32, Shape.of(32, 8), 1024);
    private static final TensorInfo MEAN =
            new TensorInfo("norm.running_mean", ElementType.FLOAT32, Shape.of(8), 32);

    private final Model model = new Model("Tied", List.of(), List.of(), List.of(),
            List.of(layer("embed", "Embedding", new Parameter("weight", WEIGHT, true)),
                    layer("block.norm", "BatchNorm1d", new Parameter("running_mean", MEAN, false)),
                    layer("head", "Linear", new Parameter("weight", WEIGHT, true))),
            List.of(new Edge("embed", "block.norm", "a", Optional.empty()),
                    new Edge("embed", "head", "a", Optional.empty()),
                    new Edge("block.norm", "head", "b", Optional.empty()),
                    new Edge("block.norm", "head", "c", Optional.empty())));

    @Test
    void countsATensorSharedByLayersOnce() {
        assertEquals(256 + 8, model.parameterCount());
        assertEquals(256, model.trainableCount());
    }

    @Test
    void leavesBuffersOutOfTheTrainableCount() {
        Layer norm = model.layer("block.norm").orElseThrow();
        assertEquals(8, norm.parameterCount());
        assertEquals(0, norm.trainableCount());
    }

    @Test
    void namesANeighbourOnceHoweverManyValuesItReads() {
        Layer head = model.layer("head").orElseThrow();
        assertEquals(List.of("embed", "block.norm"), model.predecessors(head).stream().map(Layer::path).toList());
        Layer norm = model.layer("block.norm").orElseThrow();
        assertEquals(List.of("head"), model.successors(norm).stream().map(Layer::path).toList());
    }

    @Test
    void knowsTheModuleThatContainsALayer() {
        Layer norm = model.layer("block.norm").orElseThrow();
        assertEquals("block", norm.parent());
        assertEquals("norm", norm.name());
        assertEquals("", model.layer("head").orElseThrow().parent());
    }

    @Test
    void cannotBeChangedThroughItsLists() {
        assertThrows(UnsupportedOperationException.class, () -> model.layers().clear());
    }

    @Test
    void sortsTypesIntoFamilies() {
        assertEquals(LayerKind.NORMALISATION, model.layer("block.norm").orElseThrow().kind());
        assertEquals(LayerKind.OTHER, LayerKind.of("MyOwnBlock"));
    }

    private static Layer layer(String path, String type, Parameter parameter) {
        return new Layer(path, type, "torch.nn." + type, false, Map.of(), List.of(), List.of(), List.of(parameter),
                List.of(), OptionalLong.empty(), Optional.empty());
    }
}
