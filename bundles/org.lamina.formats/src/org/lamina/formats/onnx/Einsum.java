package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.model.Shape;

/** The shape of a sum over products that a term such as {@code bij,bjk->bik} writes. */
final class Einsum {

    private Einsum() {
    }

    /** The shape of the result; null if the term has dots, or no result, or does not fit the inputs. */
    static Shape shape(String equation, List<Shape> inputs) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] operands = sides[0].split(",", -1);
        if (sides.length != 2 || equation.contains(".") || operands.length != inputs.size()) {
            return null;
        }
        Map<Character, Long> sizes = new HashMap<>();
        for (int i = 0; i < operands.length; i++) {
            Shape input = inputs.get(i);
            if (input == null || input.rank() != operands[i].length()) {
                return null;
            }
            for (int axis = 0; axis < input.rank(); axis++) {
                sizes.merge(operands[i].charAt(axis), input.dimension(axis), Math::max);
            }
        }
        List<Long> dimensions = new ArrayList<>();
        for (char letter : sides[1].toCharArray()) {
            dimensions.add(sizes.getOrDefault(letter, Shape.UNKNOWN));
        }
        return new Shape(dimensions);
    }
}
