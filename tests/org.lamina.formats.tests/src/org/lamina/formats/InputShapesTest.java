package org.lamina.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

class InputShapesTest {

    private static Checkpoint open(String fixture, String... shapes) throws Exception {
        return Readers.builtin().open(Fixtures.fixture(fixture), InputShapes.parse(List.of(shapes)), Progress.NONE);
    }

    @Test
    void findsShapesByNameAndThenByOrder() {
        InputShapes shapes = InputShapes.parse(List.of("2, 3", "image=?,3,8,8"));
        assertEquals(Optional.of(Shape.of(-1, 3, 8, 8)), shapes.of("image", 0));
        assertEquals(Optional.of(Shape.of(2, 3)), shapes.of("x", 0));
        assertEquals(Optional.empty(), shapes.of("y", 1));
        assertTrue(InputShapes.NONE.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,x", "1,,2", "a=", "-1,3", "1x3"})
    void refusesWhatIsNoShape(String text) {
        assertEquals(text, assertThrows(IllegalArgumentException.class, () -> InputShapes.parse(List.of(text)))
                .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nets/plain_traced.pt", "nets/plain_scripted.pt"})
    void givesLayersTheirShapesAndArithmetic(String fixture) throws Exception {
        try (Checkpoint checkpoint = open(fixture, "5,4,6")) {
            Model model = checkpoint.model().orElseThrow();
            assertEquals(Shape.of(5, 4, 6), model.inputs().get(0).shape());
            assertTrue(model.layers().stream().allMatch(layer -> !layer.outputShapes().isEmpty()),
                    model.layers().toString());
            Layer linear = model.layers().stream().filter(layer -> layer.type().equals("Linear")
                    || layer.type().equals("MatMul")).findFirst().orElseThrow();
            assertEquals(5 * 4 * 6 * 6, linear.macs().orElseThrow());
        }
    }

    @Test
    void tellsThatAModelCantTakeTheShape() throws Exception {
        try (Checkpoint checkpoint = open("nets/plain_traced.pt", "1,5")) {
            assertTrue(checkpoint.warnings().get(0).contains("a layer for 6 features can't take 1 × 5"),
                    checkpoint.warnings().toString());
            assertEquals(66, checkpoint.model().orElseThrow().parameterCount());
        }
    }

    @Test
    void replacesWhatKerasDeclares() throws Exception {
        try (Checkpoint checkpoint = open("keras/sequential_v1.h5", "4,32,32,3")) {
            assertEquals(4, checkpoint.model().orElseThrow().inputs().get(0).shape().dimension(0));
        }
    }
}
