package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.model.Shape;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Values;

/** What becomes of data when a program works on it. */
public final class Arrays {

    private static final double LARGE = 100;
    private static final double SMALL = 0.02;

    private Arrays() {
    }

    /** After arithmetic with something else. */
    public static Data scaled(Data data, String operator, Value other) {
        Optional<Double> number = other.number();
        boolean down = number.isPresent() && (operator.equals("/") && number.get() >= LARGE
                || operator.equals("*") && Math.abs(number.get()) <= SMALL);
        boolean shift = number.isPresent() && (operator.equals("-") || operator.equals("+"));
        boolean scaled = number.isPresent() && !shift && number.get() != 1;
        Data after = with(data, down ? Values.SCALED : shift ? data.values() : Values.UNKNOWN)
                .without(Data.Trait.INTEGER).without(Data.Trait.MADE_UP);
        return scaled && data.labels() == Data.Labels.CLASS_INDEX ? after.with(Data.Trait.SCALED_CLASSES) : after;
    }

    /** After something was done to it that may change its values. */
    public static Data changed(Data data) {
        return with(data, Values.UNKNOWN).without(Data.Trait.MADE_UP);
    }

    /** The same with values of another range. */
    public static Data with(Data data, Values values) {
        return new Data(data.origin(), values, data.labels(), data.classes(), data.slice(), data.shape(),
                data.range(), data.traits(), data.imbalance());
    }

    /** The same of another shape. */
    public static Data withShape(Data data, Optional<Shape> shape) {
        return new Data(data.origin(), data.values(), data.labels(), data.classes(), data.slice(), shape,
                data.range(), data.traits(), data.imbalance());
    }

    /** The same as labels of another kind. */
    public static Data withLabels(Data data, Data.Labels labels, Optional<Long> classes) {
        boolean cut = data.labels() == Data.Labels.CLASS_INDEX && classes.isPresent()
                && data.classes().filter(count -> count > classes.get()).isPresent();
        Data made = new Data(data.origin(), data.values(), labels, classes.or(data::classes), data.slice(),
                Optional.empty(), data.range(), data.traits(), data.imbalance());
        return cut ? made.with(Data.Trait.CUT_CLASSES) : made;
    }

    /** A choice of samples, which may be of some classes alone. */
    public static Data withoutClasses(Data data) {
        return new Data(data.origin(), data.values(), data.labels(), Optional.empty(), data.slice(), data.shape(),
                data.range(), data.traits(), data.imbalance());
    }

    /** Other samples with values of the same range: a shuffled or random part. */
    public static Data part(Data data, String name) {
        return new Data(data.origin().isEmpty() ? "" : data.origin() + "/" + name, data.values(), data.labels(),
                data.classes(), Optional.empty(), data.shape().map(Arrays::anyCount), data.range(), data.traits(),
                data.imbalance());
    }

    /** Consecutive samples; of something sliced already nothing is known but where it came from. */
    public static Data slice(Data data, Data.Slice slice) {
        return data.slice().isPresent() ? part(data, data.slice().get() + "/" + slice)
                : new Data(data.origin(), data.values(), data.labels(), data.classes(), Optional.of(slice),
                        data.shape().map(Arrays::anyCount), data.range(), data.traits(), data.imbalance());
    }

    private static Shape anyCount(Shape shape) {
        List<Long> dimensions = new ArrayList<>(shape.dimensions());
        if (!dimensions.isEmpty()) {
            dimensions.set(0, Shape.UNKNOWN);
        }
        return new Shape(dimensions);
    }
}
