package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.Shape;

/** Arguments as no program of PyTorch has them. */
class TensorShapesTest {

    private final TensorShapes shapes = new TensorShapes();

    private static Value tensor(long... sizes) {
        return new Tensor(Set.of(), Shape.of(sizes), "x", List.of());
    }

    private static Value numbers(Long... numbers) {
        return new Items(Arrays.stream(numbers).map(number -> (Value) new Constant(number)).toList());
    }

    @Test
    void leavesSizesUnknownThatFitNoNumber() throws Exception {
        Value huge = numbers(Long.MAX_VALUE, Long.MAX_VALUE);
        for (String operator : List.of("repeat", "unfold", "repeat_interleave", "one_hot", "topk")) {
            List<Shape> found = shapes.infer(operator, List.of(tensor(3, 5), huge, huge, huge));
            assertTrue(found.stream().filter(Objects::nonNull).noneMatch(shape -> shape.dimensions().stream()
                    .anyMatch(size -> size < -1)), () -> operator + ": " + found);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"roi_align", "bilinear", "scaled_dot_product_attention", "lstm", "gru", "lstm_cell",
        "cdist", "embedding_bag", "index", "index_select", "gather", "einsum", "tensordot",
        "diagonal", "grid_sampler", "im2col", "col2im", "movedim", "unflatten", "pixel_unshuffle",
        "glu", "meshgrid", "addmm", "adaptive_max_pool2d", "max", "std", "cosine_similarity",
        "affine_grid_generator", "narrow", "unsafe_chunk", "mv", "outer", "baddbmm"})
    void takesAnyArguments(String operator) throws Exception {
        List<Value> odd = List.of(tensor(), tensor(0), tensor(-1, 2, 3, 4), numbers(), numbers(-7L, Long.MIN_VALUE),
                Value.UNKNOWN, Value.NONE, new Items(List.of(tensor(), numbers())), new Constant("->"),
                new Constant(Long.MIN_VALUE), new Constant(Long.MAX_VALUE), new Constant(true));
        for (int i = 0; i < odd.size() * odd.size() * odd.size(); i++) {
            Value first = odd.get(i % odd.size());
            Value second = odd.get(i / odd.size() % odd.size());
            Value third = odd.get(i / odd.size() / odd.size());
            try {
                shapes.infer(operator, List.of(first, second, third, first, second, third, first, second, third));
            } catch (ShapeConflictException e) {
                assertEquals(false, e.getMessage().isBlank());
            }
        }
    }
}
