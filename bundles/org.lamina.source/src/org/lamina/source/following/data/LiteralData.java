package org.lamina.source.following.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lamina.model.Shape;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Data.Values;
import org.lamina.source.python.TextRange;

/** Samples or labels that are written out in a program, as in {@code np.array([[0, 1], [1, 1]])}. */
final class LiteralData {

    private final List<List<Object>> rows;
    private final boolean flat;

    private LiteralData(List<List<Object>> rows, boolean flat) {
        this.rows = rows;
        this.flat = flat;
    }

    /** The data of a list of numbers or of lists of numbers; empty if it is anything else. */
    static Optional<Data> of(Value value, TextRange range) {
        if (!(value instanceof Value.Sequence list) || !list.exact || list.items.isEmpty()) {
            return Optional.empty();
        }
        List<List<Object>> rows = new ArrayList<>();
        boolean flat = !(list.items.get(0) instanceof Value.Sequence);
        for (Value item : list.items) {
            Optional<List<Object>> row = flat ? number(item).map(List::of) : row(item);
            if (row.isEmpty() || !rows.isEmpty() && rows.get(0).size() != row.get().size()) {
                return Optional.empty();
            }
            rows.add(row.get());
        }
        return rows.get(0).isEmpty() ? Optional.empty() : Optional.of(new LiteralData(rows, flat).data(range));
    }

    private static Optional<List<Object>> row(Value value) {
        if (!(value instanceof Value.Sequence list) || !list.exact) {
            return Optional.empty();
        }
        List<Object> numbers = new ArrayList<>();
        for (Value item : list.items) {
            Optional<Object> number = number(item);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return Optional.of(numbers);
    }

    private static Optional<Object> number(Value value) {
        if (value instanceof Value.External external && external.last().matches("(?i)nan|inf")) {
            return Optional.of(Double.NaN);
        }
        return value.constant().filter(constant -> constant instanceof Number || constant instanceof Boolean);
    }

    private Data data(TextRange range) {
        boolean whole = rows.stream().flatMap(List::stream).noneMatch(Double.class::isInstance);
        Labels labels = whole ? labels() : Labels.UNKNOWN;
        int columns = rows.get(0).size();
        Optional<Long> classes = labels == Labels.CLASS_INDEX ? Optional.of(2L)
                : labels == Labels.ONE_HOT ? Optional.of((long) columns) : Optional.empty();
        Shape shape = flat ? Shape.of(rows.size()) : Shape.of(rows.size(), columns);
        return new Data("written at " + range.offset(), Values.UNKNOWN, labels, classes, Optional.empty(),
                Optional.of(shape), Optional.of(range), traits(whole),
                labels == Labels.UNKNOWN ? 1 : imbalance());
    }

    /** Zeros and ones alone are taken for classes; other numbers may be amounts as well. */
    private Labels labels() {
        boolean bits = rows.stream().flatMap(List::stream).allMatch(value -> value instanceof Boolean
                || value instanceof Long number && (number == 0 || number == 1));
        if (!bits || distinct(rows) < 2) {
            return Labels.UNKNOWN;
        }
        if (rows.get(0).size() == 1) {
            return Labels.CLASS_INDEX;
        }
        boolean oneEach = rows.stream().allMatch(row -> row.stream().filter(value -> value.equals(1L)).count() == 1);
        return oneEach ? Labels.ONE_HOT : Labels.UNKNOWN;
    }

    private Set<Trait> traits(boolean whole) {
        Set<Trait> traits = new HashSet<>();
        if (whole) {
            traits.add(Trait.INTEGER);
        }
        if (rows.stream().flatMap(List::stream).anyMatch(value -> value instanceof Double number
                && !Double.isFinite(number))) {
            traits.add(Trait.NOT_FINITE);
        }
        List<List<Object>> columns = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            int column = i;
            columns.add(rows.stream().map(row -> row.get(column)).toList());
        }
        if (columns.size() > 1 && rows.size() > 2) {
            if (columns.stream().anyMatch(column -> distinct(column) == 1)) {
                traits.add(Trait.CONSTANT_FEATURE);
            }
            if (distinct(columns) < columns.size()) {
                traits.add(Trait.DUPLICATE_FEATURE);
            }
        }
        return traits;
    }

    private double imbalance() {
        Map<List<Object>, Long> counts = rows.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long least = counts.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return (double) most / least;
    }

    private static long distinct(List<?> values) {
        return values.stream().distinct().count();
    }
}
