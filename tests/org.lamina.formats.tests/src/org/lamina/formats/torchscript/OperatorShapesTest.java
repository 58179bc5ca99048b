package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.Fixtures;
import org.lamina.formats.InputShapes;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

/** Compares shapes with those that PyTorch has when it runs the same networks. */
class OperatorShapesTest {

    private static final List<String> INPUTS = List.of("matrix=2,12", "volume=2,3,5", "picture=1,4,6,8", "nodes=5,3");

    @Test
    void knowsTheShapesThatPyTorchsOperatorsMake() throws Exception {
        Map<String, List<Long>> expected = truth("operators");
        expected.put("all.index_mask", List.of()); // how many are true only a run could tell
        assertEquals(expected, shapes("operators_traced.pt", INPUTS));
    }

    @Test
    void takesRepeatedHeadsOfAttentionForRepeats() throws Exception {
        try (Checkpoint checkpoint = open("operators_traced.pt", INPUTS)) {
            Layer layer = checkpoint.model().orElseThrow().layer("all.interleave").orElseThrow();
            assertEquals(LayerKind.RESHAPE, layer.kind());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"steps_traced.pt", "steps_scripted.pt"})
    void knowsWhatGoesOnStepByStepMakes(String name) throws Exception {
        Map<String, List<Long>> found = shapes(name, List.of("tokens=2,9"));
        found.keySet().retainAll(truth("steps").keySet());
        assertEquals(truth("steps"), found);
    }

    @Test
    void listsTheOutputsOfARecurrentLayerBeforeItsStates() throws Exception {
        try (Checkpoint checkpoint = open("steps_traced.pt", List.of("tokens=2,9"))) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(List.of(Shape.of(2, 9, 8), Shape.of(2, 2, 4)),
                    model.layer("encoder").orElseThrow().outputShapes());
            assertEquals(List.of(Shape.of(2, 9, 3), Shape.of(2, 2, 3), Shape.of(2, 2, 5)),
                    model.layer("decoder").orElseThrow().outputShapes());
        }
    }

    private static Map<String, List<Long>> truth(String net) throws Exception {
        Map<String, List<Long>> shapes = new TreeMap<>();
        JsonNode all = new ObjectMapper().readTree(Fixtures.fixture("nets/operators.json").toFile());
        all.get(net).properties().forEach(entry -> {
            List<Long> shape = new ArrayList<>();
            entry.getValue().forEach(size -> shape.add(size.asLong()));
            shapes.put(entry.getKey(), shape);
        });
        shapes.remove("attention.out_proj"); // attention reads its weights, and never calls it
        return shapes;
    }

    /** The shape of the first output of each layer; empty where it is unknown. */
    private static Map<String, List<Long>> shapes(String name, List<String> inputs) throws Exception {
        Map<String, List<Long>> shapes = new TreeMap<>();
        try (Checkpoint checkpoint = open(name, inputs)) {
            for (Layer layer : checkpoint.model().orElseThrow().layers()) {
                shapes.put(layer.path(), layer.outputShapes().stream().findFirst().map(Shape::dimensions)
                        .orElse(List.of()));
            }
        }
        return shapes;
    }

    private static Checkpoint open(String name, List<String> inputs) throws Exception {
        Path file = Fixtures.fixture("nets/" + name);
        return Readers.builtin().open(file, InputShapes.parse(inputs), Progress.NONE);
    }
}
