package org.lamina.source.following.djl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Configured;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Data.Slice;
import org.lamina.source.program.Data.Values;
import org.lamina.source.program.Setting;

/** The data sets of DJL (ai.djl.training.dataset, ai.djl.basicdataset): where samples come from, and their range. */
final class DjlData {

    /** Image data sets of ai.djl.basicdataset; without a transform of their own they bring images to [0, 1]. */
    private static final Set<String> IMAGES =
            Set.of("Mnist", "FashionMnist", "Cifar10", "Cifar100", "ImageFolder", "ImageNet", "FruitsFreshAndRotten");
    private static final Set<String> SCALING = Set.of("ToTensor", "Normalize");
    private static final int MAX_DEPTH = 8;

    private DjlData() {
    }

    /** Whether a builder of this class builds images with classes. */
    static boolean isImages(String type) {
        return IMAGES.contains(type);
    }

    static Value.Array built(Configured builder, Args build) {
        String usage = "";
        boolean transformed = false;
        boolean scaled = false;
        Map<String, Setting> loader = new HashMap<>();
        for (Configured.Step step : builder.steps()) {
            Value first = step.args().value(0);
            if (step.name().equals("optUsage") && first instanceof Value.External external) {
                usage = external.last();
            } else if (step.name().equals("addTransform") || step.name().equals("optPipeline")) {
                transformed = true;
                scaled |= scales(first, 0);
            } else if (step.name().equals("setSampling")) {
                loader.putAll(step.args().settings(List.of("batch_size", "shuffle")));
            }
        }
        Values values = transformed && !scaled ? Values.BYTES : Values.SCALED;
        return new Value.Array(new Data(builder.type + "." + usage, values, Labels.CLASS_INDEX, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(build.range())), loader);
    }

    /** Whether a transform, or one in a pipeline, brings images to [0, 1]; one that is not known may. */
    private static boolean scales(Value transform, int depth) {
        if (!(transform instanceof Configured made) || depth > MAX_DEPTH) {
            return true;
        }
        boolean pipeline = made.type.equals("Pipeline");
        return SCALING.contains(made.type) || pipeline && (inside(made.made, depth)
                || made.steps().stream().anyMatch(step -> inside(step.args(), depth)));
    }

    private static boolean inside(Args args, int depth) {
        return args.positional().stream().map(Args.Arg::value).anyMatch(value -> value instanceof Value.Sequence list
                ? list.items.stream().anyMatch(item -> scales(item, depth + 1)) : scales(value, depth + 1));
    }

    /** A method of a data set. */
    static Value method(Value.Array array, String name, Args args) {
        Data data = array.data();
        if (name.equals("subDataset") && args.positional().size() == 2) {
            Slice slice = new Slice(number(args.value(0)), number(args.value(1)));
            return new Value.Array(new Data(data.origin(), data.values(), data.labels(), data.classes(),
                    Optional.of(slice), data.shape(), data.range()), array.loader());
        } else if (name.equals("randomSplit")) {
            return Value.list(IntStream.range(0, args.positional().size()).mapToObj(index -> new Value.Array(
                    part(data, "[" + index + "]" + args.range().offset()), array.loader())).toList());
        }
        return Value.unknown();
    }

    /** A part of randomSplit, which has no samples in common with another. */
    private static Data part(Data data, String part) {
        return new Data(data.origin().isEmpty() ? "" : data.origin() + part, data.values(), data.labels(),
                data.classes(), Optional.empty(), data.shape(), data.range());
    }

    private static Optional<Long> number(Value value) {
        return value.number().map(Double::longValue);
    }
}
