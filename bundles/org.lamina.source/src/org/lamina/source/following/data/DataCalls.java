package org.lamina.source.following.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.model.Shape;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Iteration;
import org.lamina.source.following.interpreter.Library;
import org.lamina.source.following.interpreter.MethodCall;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Arrays;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Data.Values;
import org.lamina.source.program.Fitting;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** What loads and prepares data: the data sets of Keras and torchvision, NumPy, scikit-learn, loaders. */
public final class DataCalls implements Library {

    private static final Map<String, Shape> IMAGES = Map.of("mnist", Shape.of(60_000, 28, 28), "fashion_mnist",
            Shape.of(60_000, 28, 28), "cifar10", Shape.of(50_000, 32, 32, 3), "cifar100", Shape.of(50_000, 32, 32, 3));
    /** The classes of torchvision's data sets (torchvision API reference). */
    private static final Map<String, Long> CLASSES = Map.of("MNIST", 10L, "FashionMNIST", 10L, "KMNIST", 10L,
            "QMNIST", 10L, "CIFAR10", 10L, "CIFAR100", 100L, "SVHN", 10L, "STL10", 10L, "ImageNet", 1000L);
    private static final Set<String> KEEPING = Set.of("array", "asarray", "expand_dims", "reshape", "float32", "copy",
            "ascontiguousarray", "squeeze", "from_numpy", "tensor", "as_tensor", "Tensor", "FloatTensor", "cast",
            "convert_to_tensor", "unsqueeze", "flatten");
    private static final Set<String> LOADERS = Set.of("DataLoader", "TensorDataset", "Subset", "from_tensor_slices");

    private static final Set<String> MAKING = Set.of("array", "asarray", "tensor", "as_tensor", "Tensor",
            "FloatTensor", "constant", "convert_to_tensor");
    /** Encoders of scikit-learn, and what their result is as labels. */
    private static final Map<String, Labels> ENCODERS = Map.of("LabelEncoder", Labels.CLASS_INDEX, "OrdinalEncoder",
            Labels.UNKNOWN, "OneHotEncoder", Labels.ONE_HOT, "MultiLabelBinarizer", Labels.MULTI_HOT);

    private final Follower follower;
    private final DataMethods methods;
    private final ImageCalls images;

    /** The calls in the program that is followed. */
    public DataCalls(Follower follower) {
        this.follower = follower;
        this.methods = new DataMethods(follower);
        this.images = new ImageCalls(follower);
    }

    @Override
    public Optional<Value> method(MethodCall call) {
        return call.target() instanceof Value.Array array ? methods.method(array, call.name(), call.args())
                : call.target() instanceof Value.Opaque opaque ? method(opaque, call.name(), call.args())
                        : Optional.empty();
    }

    @Override
    public Optional<Value> attribute(Value target, String name, TextRange range) {
        if (!(target instanceof Value.Opaque opaque)) {
            return Optional.empty();
        }
        return opaque.type().startsWith("sklearn.") ? TableCalls.stored(opaque, name)
                : opaque.type().startsWith("torchvision.") ? stored(opaque, name, range) : Optional.empty();
    }

    @Override
    public Optional<Value> call(String name, Args args) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (last.equals("load_data")) {
            return Optional.of(loaded(name, args.range()));
        }
        if (name.startsWith("torchvision.datasets.")) {
            return Optional.of(new Value.Opaque(name, args));
        }
        Optional<Value> transform = Transforms.made(name, args);
        if (transform.isPresent()) {
            return transform;
        }
        if (last.equals("train_test_split")) {
            return Optional.of(split(args));
        }
        if (last.equals("random_split")) {
            Value data = args.value(0, "dataset");
            return Optional.of(new Value.Sequence(List.of(part(data, "split0"), part(data, "split1"),
                    part(data, "split2")), false));
        }
        if (last.equals("to_categorical") || last.equals("one_hot")) {
            Data labels = args.value(0, "y", "x", "indices").data();
            Optional<Long> classes = args.get(1, "num_classes", "nb_classes", "depth")
                    .flatMap(arg -> arg.value().number()).map(Double::longValue);
            return Optional.of(new Value.Array(Arrays.withLabels(labels, Labels.ONE_HOT, classes)));
        }
        if (last.equals("ImageDataGenerator") || isScaler(last) || last.equals("Normalizer")
                || ENCODERS.containsKey(last)) {
            return Optional.of(new Value.Opaque(last, args));
        }
        Optional<Value> read = TableCalls.call(name, args).or(() -> ImageCalls.call(name, args));
        if (read.isPresent()) {
            return read;
        }
        if (last.equals("image_dataset_from_directory")) {
            return Optional.of(folder(Values.BYTES, args, "label_mode", "int"));
        }
        Optional<Data> first = args.positional().stream().findFirst().map(Arg::value)
                .filter(Value.Array.class::isInstance).map(Value::data);
        if (LOADERS.contains(last)) {
            return first.or(() -> tuple(args)).or(() -> torchvision(args.value(0, "dataset")))
                    .or(() -> samples(args))
                    .map(data -> new Value.Array(data, loader(args)));
        }
        if (last.equals("get_dummies")) {
            boolean column = args.value(0, "data").data().shape().filter(shape -> shape.rank() == 1).isPresent();
            return column ? Optional.of(new Value.Array(Arrays.withLabels(args.value(0, "data").data(), Labels.ONE_HOT,
                    Optional.empty()))) : first.map(data -> new Value.Array(Arrays.changed(data)));
        }
        if (first.isEmpty() && MAKING.contains(last)) {
            Value listed = args.value(0, "object", "data", "value");
            Optional<Data> written = LiteralData.of(listed, args.range()).or(() -> ImageCalls.listed(listed));
            if (written.isPresent()) {
                return Optional.of(new Value.Array(typed(written.get(), last, args)));
            }
        }
        if (first.isPresent()) {
            Optional<Value> changed = TableCalls.changed(last, first.get(), args);
            if (changed.isPresent()) {
                return changed;
            }
        }
        if (first.isPresent() && (last.equals("preprocess_input") || last.equals("normalize")
                || last.equals("convert_image_dtype") || last.equals("to_tensor"))) {
            return Optional.of(new Value.Array(Arrays.with(first.get(), Values.SCALED)));
        }
        if (first.isPresent() && Set.of("divide", "true_divide", "multiply", "subtract").contains(last)) {
            String operator = last.endsWith("divide") ? "/" : last.equals("multiply") ? "*" : "-";
            return Optional.of(new Value.Array(Arrays.scaled(first.get(), operator, args.value(1))));
        }
        Optional<Shape> shape = last.equals("reshape") ? sizes(args.value(1, "shape", "newshape"))
                : last.equals("cast") || last.equals("float32") ? first.flatMap(Data::shape) : Optional.empty();
        boolean reshaped = Set.of("expand_dims", "reshape", "squeeze", "unsqueeze", "flatten").contains(last);
        return first.filter(data -> KEEPING.contains(last))
                .map(data -> Arrays.withShape(reshaped ? data.without(Data.Trait.ONE_AXIS) : data, shape))
                .map(Value.Array::new);
    }

    private static Optional<Shape> sizes(Value value) {
        boolean known = value instanceof Value.Sequence list && list.exact && !list.items.isEmpty()
                && list.items.stream().allMatch(item -> item.number().filter(size -> size > 0).isPresent());
        return known ? Optional.of(new Shape(((Value.Sequence) value).items.stream()
                .map(item -> item.number().get().longValue()).toList())) : Optional.empty();
    }

    /** Data under the type that the call gives it. */
    private static Data typed(Data data, String last, Args args) {
        boolean other = Set.of("Tensor", "FloatTensor", "float32").contains(last)
                || args.get(-1, "dtype").isPresent() || args.positional().size() > 1;
        return other ? data.without(Data.Trait.INTEGER) : data;
    }

    /** The samples of a data set of the program, where they are put together to batches as they are. */
    private Optional<Data> samples(Args args) {
        return args.get(-1, "collate_fn").isPresent() || !args.exact() ? Optional.empty()
                : images.samples(args.value(0, "dataset")).map(Value.Array::data);
    }

    private static Optional<Data> tuple(Args args) {
        return args.value(0, "tensors") instanceof Value.Sequence sequence && !sequence.items.isEmpty()
                && sequence.items.get(0) instanceof Value.Array array ? Optional.of(array.data()) : Optional.empty();
    }

    private static Map<String, Setting> loader(Args args) {
        Map<String, Setting> settings = new HashMap<>(args.settings(List.of("dataset", "batch_size", "shuffle")));
        settings.remove("dataset");
        settings.put("loader", Setting.written("loader", args.range()));
        if (args.value(1).data().traits().contains(Data.Trait.ONE_AXIS)) {
            settings.put(Iteration.TARGET, Setting.byDefault(true));
        }
        Optional.of(args.value(0, "dataset")).filter(Value.Array.class::isInstance).map(Value.Array.class::cast)
                .map(array -> array.loader().get(Iteration.TARGET))
                .ifPresent(target -> settings.put(Iteration.TARGET, target));
        return Transforms.with(settings, args.get(0, "dataset"));
    }

    private static Value part(Value value, String name) {
        return value instanceof Value.Array array ? new Value.Array(Arrays.part(array.data(), name), array.loader())
                : torchvision(value).map(data -> (Value) new Value.Array(Arrays.part(data, name),
                        Transforms.of(value)))
                        .orElseGet(Value::unknown);
    }

    /** {@code load_data()} of a data set of Keras: training and test samples, each with labels. */
    private Value loaded(String name, TextRange range) {
        String set = name.replaceFirst("\\.load_data$", "").replaceFirst("^.*\\.", "");
        boolean known = IMAGES.containsKey(set);
        Value train = pair(set, "train", known, range);
        return Value.list(List.of(train, pair(set, "test", known, range)));
    }

    private Value pair(String set, String part, boolean known, TextRange range) {
        Optional<Shape> shape = known ? Optional.of(IMAGES.get(set)) : Optional.empty();
        Optional<Long> classes = known ? Optional.of(set.equals("cifar100") ? 100L : 10L) : Optional.empty();
        Data images = new Data(set + "." + part + ".x", known ? Values.BYTES : Values.UNKNOWN, Labels.UNKNOWN,
                Optional.empty(), Optional.empty(), shape, Optional.of(range));
        Data labels = new Data(set + "." + part + ".y", Values.UNKNOWN, known ? Labels.CLASS_INDEX : Labels.UNKNOWN,
                classes, Optional.empty(), Optional.empty(), Optional.of(range));
        follower.record().loaded(images);
        return Value.list(List.of(new Value.Array(images), new Value.Array(labels)));
    }

    /** What an object of torchvision holds: its images as bytes. */
    private static Optional<Value> stored(Value.Opaque dataset, String name, TextRange range) {
        if (!name.equals("data") && !name.equals("targets") && !name.equals("train_data")
                && !name.equals("train_labels")) {
            return Optional.empty();
        }
        boolean labels = !name.endsWith("data");
        Data data = torchvision(dataset).orElse(Data.UNKNOWN);
        return Optional.of(new Value.Array(labels
                ? new Data(data.origin().replaceFirst("x$", "y"), Values.UNKNOWN, Labels.CLASS_INDEX,
                        Optional.empty(), Optional.empty(), Optional.empty(), data.range())
                : Arrays.with(data, Values.BYTES)));
    }

    private static Optional<Data> torchvision(Value value) {
        if (!(value instanceof Value.Opaque opaque) || !opaque.type().startsWith("torchvision.")) {
            return Optional.empty();
        }
        Optional<Object> train = opaque.args().value(1, "train", "split").constant();
        String part = train.map(String::valueOf).orElse("true").toLowerCase(Locale.ROOT);
        String set = opaque.type().replaceFirst(".*\\.", "");
        String origin = CLASSES.containsKey(set) ? opaque.type() + "." + part + ".x"
                : opaque.type() + " at " + opaque.args().range().offset();
        return Optional.of(new Data(origin, Values.UNKNOWN, Labels.UNKNOWN,
                Optional.ofNullable(CLASSES.get(set)), Optional.empty(),
                Optional.empty(), Optional.of(opaque.args().range())));
    }

    private static Value split(Args args) {
        List<Value> parts = args.positional().stream().map(Arg::value)
                .flatMap(value -> Stream.of(part(value, "train"), part(value, "test"))).toList();
        return new Value.Sequence(parts, args.exact());
    }

    /** A folder of images, read as they are. */
    static Value folder(Values values, Args args, String mode, String byDefault) {
        String labels = args.get(-1, mode).map(arg -> arg.value().isNone() ? "" : arg.value().text().orElse("?"))
                .orElse(byDefault);
        Labels kind = labels.equals("categorical") ? Labels.ONE_HOT
                : Set.of("sparse", "int", "binary").contains(labels) ? Labels.CLASS_INDEX : Labels.UNKNOWN;
        Optional<Long> classes = args.get(-1, "classes", "class_names").map(Arg::value)
                .filter(Value.Sequence.class::isInstance).map(value -> (Value.Sequence) value)
                .filter(list -> list.exact && !list.items.isEmpty()).map(list -> (long) list.items.size());
        return new Value.Array(new Data("folder" + args.range().offset(), values, kind, classes,
                Optional.empty(), Optional.empty(), Optional.of(args.range())));
    }

    /** Whether a class of scikit-learn learns from samples how to scale. */
    private static boolean isScaler(String type) {
        return type.endsWith("Scaler") || type.equals("PowerTransformer") || type.equals("QuantileTransformer");
    }

    /** Notes what a scaler learns from. */
    private void fitted(Value.Opaque scaler, Args args) {
        args.get(0, "X").ifPresent(samples -> follower.record().fitting(new Fitting(scaler.type(),
                scaler.args().range(), args.range(), follower.origin(samples.value(), samples.range()),
                samples.value().data())));
    }

    /** Methods of generators and scalers. */
    private Optional<Value> method(Value.Opaque target, String name, Args args) {
        if (target.type().equals("ImageDataGenerator") && name.startsWith("flow")) {
            boolean scaled = Stream.of("rescale", "preprocessing_function", "featurewise_center",
                    "samplewise_center", "featurewise_std_normalization", "samplewise_std_normalization")
                    .anyMatch(target.args().keywords()::containsKey);
            if (name.equals("flow")) {
                Data data = args.value(0, "x").data();
                return Optional.of(new Value.Array(scaled ? Arrays.with(data, Values.SCALED) : data));
            }
            return Optional.of(folder(scaled ? Values.SCALED : target.args().exact() ? Values.BYTES : Values.UNKNOWN,
                    args, "class_mode", "categorical"));
        }
        if (name.equals(MethodCall.ITSELF)) {
            return ImageCalls.transformed(target, args);
        }
        if (isScaler(target.type()) && name.startsWith("fit")) {
            fitted(target, args);
        }
        if (isScaler(target.type()) && name.equals("fit")) {
            return Optional.of(target);
        }
        boolean scales = name.equals("fit_transform") || name.equals("transform");
        if (scales && ENCODERS.containsKey(target.type())) {
            Data data = args.positional().isEmpty() ? Data.UNKNOWN : args.positional().get(0).value().data();
            return Optional.of(new Value.Array(Arrays.changed(Arrays.withLabels(data, ENCODERS.get(target.type()),
                    Optional.empty()))));
        }
        return scales && !args.positional().isEmpty() && args.positional().get(0).value() instanceof Value.Array array
                ? Optional.of(new Value.Array(Arrays.with(array.data(), Values.SCALED))) : Optional.empty();
    }
}
