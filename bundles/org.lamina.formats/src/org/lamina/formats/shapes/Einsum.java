package org.lamina.formats.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.lamina.model.Shape;

/** The shape of a sum over products that a term such as {@code bij,bjk->bik} writes. */
public final class Einsum {

    private static final String DOTS = "...";
    /** Names for the axes that dots stand for, the innermost first. */
    private static final String DOTTED = "0123456789";

    private Einsum() {
    }

    /**
     * The shape of the result; null if the term does not fit the inputs, or one of them is unknown. A term without
     * arrow gives the letters that it has once, in the order of the alphabet, behind what dots stand for.
     */
    public static Shape shape(String equation, List<Shape> inputs) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] operands = sides[0].split(",", -1);
        if (sides.length > 2 || operands.length != inputs.size()) {
            return null;
        }
        Map<Character, Long> sizes = new HashMap<>();
        String dots = "";
        for (int i = 0; i < operands.length; i++) {
            Shape input = inputs.get(i);
            int dotted = input == null ? -1 : input.rank() - operands[i].replace(DOTS, "").length();
            boolean fits = operands[i].contains(DOTS) ? dotted >= 0 && dotted <= DOTTED.length() : dotted == 0;
            if (input == null || !fits) {
                return null;
            }
            String names = spelt(dotted);
            dots = names.length() > dots.length() ? names : dots;
            String letters = operands[i].replace(DOTS, names);
            for (int axis = 0; axis < input.rank(); axis++) {
                sizes.merge(letters.charAt(axis), input.dimension(axis), Math::max);
            }
        }
        List<Long> dimensions = new ArrayList<>();
        for (char letter : (sides.length == 2 ? sides[1] : implied(sides[0])).replace(DOTS, dots).toCharArray()) {
            dimensions.add(sizes.getOrDefault(letter, Shape.UNKNOWN));
        }
        return new Shape(dimensions);
    }

    private static String spelt(int dotted) {
        return new StringBuilder(DOTTED.substring(0, dotted)).reverse().toString();
    }

    private static String implied(String operands) {
        return (operands.contains(DOTS) ? DOTS : "") + operands.chars().filter(Character::isLetter)
                .filter(letter -> operands.indexOf(letter) == operands.lastIndexOf(letter)).sorted()
                .mapToObj(Character::toString).collect(Collectors.joining());
    }
}
