package org.lamina.formats.shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.lamina.model.Shape;

/** Layers that rearrange, cut or reduce the axes of one input. */
final class AxisRules {

    private static final int MOST_PIECES = 1024;

    private AxisRules() {
    }

    /** The axis that a number means, which counts from the end if it is negative; -1 if there is no such axis. */
    static int axis(long number, int rank) {
        long axis = number < 0 ? number + rank : number;
        return axis >= 0 && axis < rank ? (int) axis : -1;
    }

    static Shape flatten(Hyperparameters config, Shape input) {
        if (input == null) {
            return null;
        }
        int start = axis(config.number("start_dim", 1), input.rank());
        int end = axis(config.number("end_dim", -1), input.rank());
        if (start < 0 || end < start) {
            return input.rank() == 0 ? Shape.of(1) : null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions().subList(0, start));
        dimensions.add(product(input.dimensions().subList(start, end + 1)));
        dimensions.addAll(input.dimensions().subList(end + 1, input.rank()));
        return new Shape(dimensions);
    }

    private static long product(List<Long> dimensions) {
        return dimensions.contains(Shape.UNKNOWN) ? Shape.UNKNOWN : new Shape(dimensions).count().orElse(Shape.UNKNOWN);
    }

    /**
     * A new shape for the same elements. In the target, -1 stands for what is left, and {@link ShapeRules#UNKNOWN_SIZE}
     * for a size that is only known at run time. Where input and target have equally many unknown sizes, these are
     * taken to be the same ones, as the batch axis usually is.
     */
    static Shape reshape(Hyperparameters config, Shape input) throws ShapeConflictException {
        List<Long> target = config.numbers("shape");
        if (target.isEmpty()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(target);
        dimensions.replaceAll(size -> size < 0 ? Shape.UNKNOWN : size);
        int rest = target.indexOf(-1L);
        if (input != null && rest >= 0 && unknowns(input.dimensions()) <= unknowns(dimensions) - 1) {
            long left = known(input.dimensions());
            long taken = known(dimensions);
            if (taken != 0 && left % taken == 0 && unknowns(input.dimensions()) == unknowns(dimensions) - 1) {
                dimensions.set(rest, left / taken);
            } else if (taken != 0 && left % taken != 0) {
                throw new ShapeConflictException(input + " can't be given the shape " + target);
            }
        }
        Shape shape = new Shape(dimensions);
        if (input != null && input.isKnown() && shape.isKnown() && !input.count().equals(shape.count())) {
            throw new ShapeConflictException(input + " can't be given the shape " + shape);
        }
        return shape;
    }

    private static int unknowns(List<Long> dimensions) {
        return Collections.frequency(dimensions, Shape.UNKNOWN);
    }

    private static long known(List<Long> dimensions) {
        return new Shape(dimensions.stream().filter(size -> size != Shape.UNKNOWN).toList()).count().orElse(0);
    }

    static Shape permute(Hyperparameters config, Shape input) {
        List<Long> order = config.numbers("dims");
        if (input == null || order.size() != input.rank()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>();
        for (long number : order) {
            int axis = axis(number, input.rank());
            dimensions.add(axis < 0 ? Shape.UNKNOWN : input.dimension(axis));
        }
        return new Shape(dimensions);
    }

    static Shape transpose(Hyperparameters config, Shape input) {
        if (input == null) {
            return null;
        }
        int first = axis(config.number("dim0", -2), input.rank());
        int second = axis(config.number("dim1", -1), input.rank());
        if (first < 0 || second < 0) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        Collections.swap(dimensions, first, second);
        return new Shape(dimensions);
    }

    static Shape squeeze(Hyperparameters config, Shape input) {
        if (input == null || config.numbers("dim").isEmpty() && !input.isKnown()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>();
        List<Integer> axes = config.numbers("dim").stream().map(number -> axis(number, input.rank())).toList();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (input.dimension(axis) != 1 || !axes.isEmpty() && !axes.contains(axis)) {
                dimensions.add(input.dimension(axis));
            }
        }
        return new Shape(dimensions);
    }

    static Shape unsqueeze(Hyperparameters config, Shape input) {
        List<Long> axes = config.numbers("dim");
        if (input == null || axes.isEmpty()) {
            return null;
        }
        int rank = input.rank() + axes.size();
        List<Integer> places = axes.stream().map(number -> axis(number, rank)).sorted().toList();
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        for (int place : places) {
            if (place < 0 || place > dimensions.size()) {
                return null;
            }
            dimensions.add(place, 1L);
        }
        return new Shape(dimensions);
    }

    /** An input of the sizes that are given, or as another one is; what holds sizes has one axis. */
    static Shape expand(Hyperparameters config, List<Shape> inputs) {
        Shape input = inputs.isEmpty() ? null : inputs.get(0);
        List<Long> sizes = new ArrayList<>(config.numbers("size"));
        if (sizes.isEmpty()) {
            Shape like = inputs.size() == 2 ? inputs.get(1) : null;
            return like != null && like.rank() > 1 ? like : null;
        }
        for (int i = 0; i < sizes.size(); i++) {
            int axis = input == null ? -1 : input.rank() - sizes.size() + i;
            if (sizes.get(i) < 0) {
                sizes.set(i, sizes.get(i) == -1 && axis >= 0 ? input.dimension(axis) : Shape.UNKNOWN);
            } else if (sizes.get(i) == 1 && axis >= 0) {
                sizes.set(i, input.dimension(axis));
            }
        }
        return new Shape(sizes);
    }

    static Shape reduce(Hyperparameters config, Shape input) {
        if (input == null) {
            return null;
        }
        List<Long> numbers = config.numbers("dim");
        List<Integer> axes = numbers.stream().map(number -> axis(number, input.rank())).toList();
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!axes.isEmpty() && !axes.contains(axis)) {
                dimensions.add(input.dimension(axis));
            } else if (config.flag("keepdim")) {
                dimensions.add(1L);
            }
        }
        return new Shape(dimensions);
    }

    /** One index along an axis, which vanishes, or a range of indices. */
    static Shape slice(Hyperparameters config, Shape input) {
        if (input == null) {
            return null;
        }
        int along = axis(config.number("dim", 0), input.rank());
        if (along < 0) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>(input.dimensions());
        if (config.has("index")) {
            dimensions.remove(along);
            return new Shape(dimensions);
        }
        long size = dimensions.get(along);
        long step = config.number("step", 1);
        long start = config.number("start", 0);
        long end = config.number("end", size);
        if (size == Shape.UNKNOWN || step < 1 || start == ShapeRules.UNKNOWN_SIZE || end == ShapeRules.UNKNOWN_SIZE) {
            dimensions.set(along, Shape.UNKNOWN);
            return new Shape(dimensions);
        }
        start = clamped(start, size);
        end = clamped(end, size);
        dimensions.set(along, -Math.floorDiv(-Math.max(0, end - start), step));
        return new Shape(dimensions);
    }

    private static long clamped(long index, long size) {
        return Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    /** Pieces along an axis: so many chunks, pieces of one size, or pieces of the listed sizes. */
    /** One output for each place of an axis, which they lack; one for all where their number is not known. */
    static List<Shape> unbind(Hyperparameters config, Shape input) {
        if (input == null || input.rank() == 0) {
            return Collections.singletonList(null);
        }
        int axis = axis(config.number("dim", 0), input.rank());
        if (axis < 0) {
            return Collections.singletonList(null);
        }
        List<Long> left = new ArrayList<>(input.dimensions());
        long count = left.remove(axis);
        return count == Shape.UNKNOWN || count < 1 || count > MOST_PIECES ? Collections.singletonList(null)
                : Collections.nCopies((int) count, new Shape(left));
    }

    static List<Shape> split(Hyperparameters config, Shape input) {
        if (input == null) {
            return List.of();
        }
        int along = axis(config.number("dim", 0), input.rank());
        if (along < 0 || input.dimension(along) == Shape.UNKNOWN) {
            return List.of();
        }
        long size = input.dimension(along);
        List<Long> sizes = new ArrayList<>(config.numbers("sizes"));
        if (sizes.size() <= 1) {
            long chunks = config.number("chunks", 0);
            long piece = chunks > 0 ? -Math.floorDiv(-size, chunks) : sizes.isEmpty() ? 0 : sizes.get(0);
            sizes.clear();
            for (long from = 0; piece > 0 && from < size && sizes.size() < MOST_PIECES; from += piece) {
                sizes.add(Math.min(piece, size - from));
            }
        }
        return sizes.stream().map(piece -> {
            List<Long> dimensions = new ArrayList<>(input.dimensions());
            dimensions.set(along, Math.max(0, piece));
            return new Shape(dimensions);
        }).toList();
    }
}
