package org.lamina.formats.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.lamina.model.Shape;

class ShapeRulesTest {

    private static final long ANY = Shape.UNKNOWN;

    @Test
    void slidesWindows() throws Exception {
        Map<String, Object> convolution = Map.of("in_channels", 3L, "out_channels", 64L, "kernel_size", List.of(7L, 7L),
                "stride", List.of(2L, 2L), "padding", List.of(3L, 3L));
        assertEquals(Shape.of(ANY, 64, 112, 112), one("Conv2d", convolution, Shape.of(ANY, 3, 224, 224)));
        assertEquals(Shape.of(ANY, 64, ANY, ANY), one("Conv2d", convolution, (Shape) null));
        assertEquals(Shape.of(64, 112, 112), one("Conv2d", convolution, Shape.of(3, 224, 224)));
        assertEquals(Shape.of(1, 8, 10), one("Conv1d", Map.of("in_channels", 4L, "out_channels", 8L, "kernel_size",
                List.of(3L), "padding", "same"), Shape.of(1, 4, 10)));
        assertEquals(Shape.of(1, 8, 4), one("Conv1d", Map.of("in_channels", 4L, "out_channels", 8L, "kernel_size",
                List.of(3L), "dilation", List.of(3L)), Shape.of(1, 4, 10)));
        assertEquals(Shape.of(1, 2, 16, 16), one("ConvTranspose2d", Map.of("in_channels", 4L, "out_channels", 2L,
                "kernel_size", List.of(2L, 2L), "stride", List.of(2L, 2L)), Shape.of(1, 4, 8, 8)));
    }

    @Test
    void poolsWithFloorAndCeiling() throws Exception {
        Map<String, Object> pooling = Map.of("kernel_size", List.of(3L, 3L), "stride", List.of(2L, 2L));
        assertEquals(Shape.of(1, 4, 54, 54), one("MaxPool2d", pooling, Shape.of(1, 4, 110, 110)));
        assertEquals(Shape.of(1, 4, 55, 55), one("MaxPool2d", Map.of("kernel_size", List.of(3L, 3L), "stride",
                List.of(2L, 2L), "ceil_mode", true), Shape.of(1, 4, 110, 110)));
        assertEquals(Shape.of(1, 4, 5, 5), one("AvgPool2d", Map.of("kernel_size", List.of(2L, 2L)),
                Shape.of(1, 4, 10, 11)));
        assertEquals(Shape.of(1, 4, 1, 7), one("AdaptiveAvgPool2d", Map.of("output_size", List.of(1L, -1L)),
                Shape.of(1, 4, 9, 7)));
        assertEquals(Shape.of(ANY, 4, 1, 1), one("GlobalAvgPool", Map.of(), Shape.of(ANY, 4, 9, 7)));
    }

    @Test
    void keepsAnUnknownBatchThroughReshapes() throws Exception {
        assertEquals(Shape.of(ANY, 128), one("Flatten", Map.of("start_dim", 1L), Shape.of(ANY, 32, 2, 2)));
        assertEquals(Shape.of(ANY, 128), reshaped(Shape.of(ANY, 32, 2, 2), ShapeRules.UNKNOWN_SIZE, -1));
        assertEquals(Shape.of(ANY, 4, 32), reshaped(Shape.of(ANY, 128), ShapeRules.UNKNOWN_SIZE, 4, -1));
        assertEquals(Shape.of(ANY, 64), reshaped(Shape.of(ANY, 32, 2), -1, 64));
        assertEquals(Shape.of(6, 4), reshaped(Shape.of(2, 3, 4), -1, 4));
        assertThrows(ShapeConflictException.class, () -> reshaped(Shape.of(2, 3), 5, 5));
        assertThrows(ShapeConflictException.class, () -> reshaped(Shape.of(2, 3), 4, -1));
    }

    @Test
    void movesJoinsAndCutsAxes() throws Exception {
        assertEquals(Shape.of(ANY, 8, 4), one("Permute", Map.of("dims", List.of(0L, 2L, 1L)), Shape.of(ANY, 4, 8)));
        assertEquals(Shape.of(ANY, 8, 4), one("Transpose", Map.of("dim0", -1L, "dim1", 1L), Shape.of(ANY, 4, 8)));
        assertEquals(Shape.of(ANY, 12, 5), one("Concat", Map.of("dim", 1L), Shape.of(ANY, 4, 5), Shape.of(ANY, 8, 5)));
        assertEquals(Shape.of(2, 3, 4), one("Stack", Map.of("dim", 0L), Shape.of(3, 4), Shape.of(3, 4)));
        assertEquals(Shape.of(3, 5), one("Slice", Map.of("dim", 0L, "start", -3L), Shape.of(10, 5)));
        assertEquals(Shape.of(4, 5), one("Slice", Map.of("dim", 0L, "end", 7L, "step", 2L), Shape.of(10, 5)));
        assertEquals(Shape.of(10), one("Slice", Map.of("dim", 1L, "index", 0L), Shape.of(10, 5)));
        assertEquals(Shape.of(4, 3), one("Squeeze", Map.of("dim", 1L), Shape.of(4, 1, 3)));
        assertEquals(Shape.of(4, 1, 3), one("Unsqueeze", Map.of("dim", 1L), Shape.of(4, 3)));
        assertEquals(Shape.of(4, 1), one("Mean", Map.of("dim", List.of(1L), "keepdim", true), Shape.of(4, 3)));
        assertEquals(Shape.of(4, 12), one("Pad", Map.of("pad", List.of(1L, 1L)), Shape.of(4, 10)));
    }

    @Test
    void splitsIntoChunksAndPieces() throws Exception {
        assertEquals(List.of(Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 3)),
                ShapeRules.infer("Split", Map.of("chunks", 3L, "dim", 1L), List.of(Shape.of(2, 9))));
        assertEquals(List.of(Shape.of(4, 9), Shape.of(1, 9)),
                ShapeRules.infer("Split", Map.of("sizes", 4L), List.of(Shape.of(5, 9))));
        assertEquals(List.of(Shape.of(2, 9), Shape.of(3, 9)),
                ShapeRules.infer("Split", Map.of("sizes", List.of(2L, 3L)), List.of(Shape.of(5, 9))));
    }

    @Test
    void takesAnAxisApartAndMeasuresAlongOne() throws Exception {
        assertEquals(List.of(Shape.of(2, 9), Shape.of(2, 9), Shape.of(2, 9)),
                ShapeRules.infer("Unbind", Map.of("dim", 1L), List.of(Shape.of(2, 3, 9))));
        assertEquals(Collections.singletonList(null),
                ShapeRules.infer("Unbind", Map.of(), List.of(Shape.of(Shape.UNKNOWN, 3))));
        assertEquals(List.of(Shape.of(2, 1)),
                ShapeRules.infer("norm", Map.of("dim", List.of(-1L), "keepdim", true), List.of(Shape.of(2, 9))));
        assertEquals(List.of(Shape.of(2, 9)),
                ShapeRules.infer("Expand", Map.of(), List.of(Shape.of(2, 1), Shape.of(2, 9))));
    }

    @Test
    void stretchesSmallerInputs() throws Exception {
        assertEquals(Shape.of(ANY, 4, 8), one("Add", Map.of(), Shape.of(ANY, 4, 8), Shape.of(8)));
        assertEquals(Shape.of(ANY, 4, 8), one("Mul", Map.of(), Shape.of(ANY, 1, 8), Shape.of(4, 1)));
        assertThrows(ShapeConflictException.class, () -> one("Add", Map.of(), Shape.of(3), Shape.of(4)));
        assertEquals(Shape.of(ANY, 12, 7, 9), one("MatMul", Map.of(), Shape.of(ANY, 12, 7, 5), Shape.of(12, 5, 9)));
    }

    @Test
    void tellsWhenAnInputDoesNotFit() {
        assertThrows(ShapeConflictException.class, () -> one("Conv2d", Map.of("in_channels", 3L, "out_channels", 8L,
                "kernel_size", List.of(3L, 3L)), Shape.of(1, 4, 8, 8)));
        assertThrows(ShapeConflictException.class, () -> one("MaxPool2d", Map.of("kernel_size", List.of(9L, 9L)),
                Shape.of(1, 4, 8, 8)));
        assertThrows(ShapeConflictException.class,
                () -> one("Linear", Map.of("in_features", 5L, "out_features", 2L), Shape.of(1, 4)));
    }

    @Test
    void doesNotGuessWhereItKnowsNoRule() throws Exception {
        assertNull(one("Einsum", Map.of(), Shape.of(1, 2)));
        assertNull(one("ReLU", Map.of(), (Shape) null));
    }

    @Test
    void countsMultiplications() {
        Map<String, Object> grouped = Map.of("in_channels", 8L, "out_channels", 16L, "kernel_size", List.of(3L, 3L),
                "groups", 4L);
        assertEquals(OptionalLong.of(16 * 10 * 10 * 2 * 9), Arithmetic.macs("Conv2d", grouped,
                List.of(Shape.of(ANY, 8, 12, 12)), Shape.of(ANY, 16, 10, 10)));
        assertEquals(OptionalLong.of(2 * 20 * 5), Arithmetic.macs("Linear", Map.of("in_features", 20L),
                List.of(Shape.of(2, 20)), Shape.of(2, 5)));
        assertEquals(OptionalLong.empty(), Arithmetic.macs("Conv2d", grouped, List.of(Shape.of(ANY, 8, ANY, ANY)),
                Shape.of(ANY, 16, ANY, ANY)));
        assertEquals(OptionalLong.empty(), Arithmetic.macs("ReLU", Map.of(), List.of(Shape.of(2)), Shape.of(2)));
    }

    private static Shape reshaped(Shape input, long... sizes) throws ShapeConflictException {
        return one("Reshape", Map.of("shape", Arrays.stream(sizes).boxed().toList()), input);
    }

    private static Shape one(String type, Map<String, Object> config, Shape... inputs) throws ShapeConflictException {
        return ShapeRules.infer(type, config, Arrays.asList(inputs)).get(0);
    }
}
