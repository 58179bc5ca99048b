package org.lamina.source.following.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Arrays;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Data.Values;
import org.lamina.source.python.TextRange;

/** What reads and makes tables: pandas, NumPy's text files, the data sets of scikit-learn (their API references). */
final class TableCalls {

    /** The labels of a data set of scikit-learn. */
    private record Known(Labels labels, long classes, Values values) {
    }

    private static final Set<String> READING = Set.of("read_csv", "read_table", "read_excel", "read_parquet",
            "loadtxt", "genfromtxt");
    private static final Map<String, Known> SETS = Map.ofEntries(
            Map.entry("load_iris", new Known(Labels.CLASS_INDEX, 3, Values.UNKNOWN)),
            Map.entry("load_wine", new Known(Labels.CLASS_INDEX, 3, Values.RAW)),
            Map.entry("load_digits", new Known(Labels.CLASS_INDEX, 10, Values.UNKNOWN)),
            Map.entry("load_breast_cancer", new Known(Labels.CLASS_INDEX, 2, Values.RAW)),
            Map.entry("load_boston", new Known(Labels.AMOUNT, 0, Values.RAW)),
            Map.entry("fetch_california_housing", new Known(Labels.AMOUNT, 0, Values.RAW)),
            Map.entry("load_diabetes", new Known(Labels.AMOUNT, 0, Values.SCALED)),
            Map.entry("make_moons", new Known(Labels.CLASS_INDEX, 2, Values.UNKNOWN)),
            Map.entry("make_circles", new Known(Labels.CLASS_INDEX, 2, Values.UNKNOWN)),
            Map.entry("make_regression", new Known(Labels.AMOUNT, 0, Values.UNKNOWN)),
            Map.entry("make_classification", new Known(Labels.CLASS_INDEX, 2, Values.UNKNOWN)),
            Map.entry("make_blobs", new Known(Labels.CLASS_INDEX, 3, Values.UNKNOWN)),
            Map.entry("make_multilabel_classification", new Known(Labels.MULTI_HOT, 0, Values.UNKNOWN)));

    private static final String NOISE = "rand|randn|random|randint|uniform|normal|random_sample|standard_normal";

    private TableCalls() {
    }

    /** What a function reads or makes; empty if it is none of these. */
    static Optional<Value> call(String name, Args args) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (READING.contains(last)) {
            return Optional.of(new Value.Array(table(last, args)));
        }
        if (name.matches("(numpy|torch|tensorflow|keras)\\.(random\\.)?(" + NOISE + ")")) {
            return Optional.of(new Value.Array(noise(last, args)));
        }
        Known known = SETS.get(last);
        if (known == null) {
            return Optional.empty();
        }
        boolean pair = last.startsWith("make_") || args.get(-1, "return_X_y").isPresent();
        return Optional.of(pair ? Value.list(List.of(samples(known, args.range()), labels(last, known, args)))
                : new Value.Opaque("sklearn." + last, args));
    }

    /** Random numbers; whole ones below a bound may be classes. */
    private static Data noise(String function, Args args) {
        Optional<Long> bound = args.get(args.positional().size() > 1 && args.positional().get(1).value().number()
                .isPresent() ? 1 : 0, "high").flatMap(arg -> arg.value().number()).map(Double::longValue);
        boolean whole = function.equals("randint") && bound.isPresent();
        return new Data("", Values.UNKNOWN, whole ? Labels.CLASS_INDEX : Labels.UNKNOWN, bound.filter(size -> whole),
                Optional.empty(), Optional.empty(), Optional.of(args.range())).with(Trait.MADE_UP);
    }

    private static Data table(String function, Args args) {
        boolean marked = args.get(-1, "na_values", "missing_values").isPresent()
                && args.get(-1, "filling_values").isEmpty();
        Data table = new Data("", Values.RAW, Labels.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(args.range()));
        return marked && !function.equals("loadtxt") ? table.with(Trait.GAPS) : table;
    }

    private static Value samples(Known known, TextRange range) {
        return new Value.Array(new Data("", known.values(), Labels.UNKNOWN, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(range)));
    }

    private static Value labels(String last, Known known, Args args) {
        boolean chosen = last.equals("make_blobs") || last.equals("make_classification");
        Optional<Long> written = args.get(-1, last.equals("make_blobs") ? "centers" : "n_classes")
                .flatMap(arg -> arg.value().number()).map(Double::longValue);
        boolean unknown = chosen && written.isEmpty() && args.keywords().containsKey(last.equals("make_blobs")
                ? "centers" : "n_classes");
        Optional<Long> classes = known.classes() == 0 || unknown ? Optional.empty()
                : chosen ? written.or(() -> Optional.of(known.classes())) : Optional.of(known.classes());
        Data labels = new Data("", Values.UNKNOWN, known.labels(), classes, Optional.empty(), Optional.empty(),
                Optional.of(args.range()));
        boolean several = args.get(-1, "n_targets").isPresent();
        return new Value.Array(several ? labels : labels.with(Trait.ONE_AXIS));
    }

    /** A part of a data set of scikit-learn: {@code data.target}. */
    static Optional<Value> stored(Value.Opaque set, String name) {
        String last = set.type().substring(set.type().lastIndexOf('.') + 1);
        Known known = SETS.get(last);
        if (known == null) {
            return Optional.empty();
        }
        return switch (name) {
            case "data" -> Optional.of(samples(known, set.args().range()));
            case "target" -> Optional.of(labels(last, known, set.args()));
            default -> Optional.empty();
        };
    }

    /** Methods of tables; empty if the method is none that is understood. */
    static Optional<Value> method(Value.Array table, String name, Args args) {
        Data data = table.data();
        return switch (name) {
            case "dropna", "fillna", "interpolate", "ffill", "bfill" ->
                Optional.of(new Value.Array(data.without(Trait.GAPS), table.loader()));
            case "to_numpy", "as_matrix", "reset_index", "set_index", "rename", "sort_values", "sample", "head",
                    "tail", "drop", "filter", "get", "ravel" ->
                Optional.of(new Value.Array(Arrays.part(data, name + args.range().offset()), table.loader()));
            case "replace" -> Optional.of(new Value.Array(args.value(1, "value") instanceof Value.External external
                    && external.last().equalsIgnoreCase("nan") ? data.with(Trait.GAPS) : data, table.loader()));
            case "toarray", "todense" -> Optional.of(table);
            default -> Optional.empty();
        };
    }

    /** Functions that mend or make gaps in data. */
    static Optional<Value> changed(String last, Data data, Args args) {
        boolean coerced = args.get(-1, "errors").flatMap(arg -> arg.value().text()).filter("coerce"::equals)
                .isPresent();
        return switch (last) {
            case "nan_to_num" -> Optional.of(new Value.Array(data.without(Trait.GAPS).without(Trait.NOT_FINITE)));
            case "log", "log2", "log10" ->
                Optional.of(new Value.Array(Arrays.changed(data).with(Trait.GAPS)));
            case "log1p", "clip", "sqrt", "maximum" -> Optional.of(new Value.Array(Arrays.changed(data)));
            case "to_numeric" -> Optional.of(new Value.Array(coerced ? data.with(Trait.GAPS) : data));
            case "scale", "minmax_scale", "robust_scale", "maxabs_scale" ->
                Optional.of(new Value.Array(Arrays.with(data, Values.SCALED)));
            default -> Optional.empty();
        };
    }
}
