package org.lamina.source.java;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.lamina.source.java.JavaExpression.Call;
import org.lamina.source.java.JavaExpression.Literal;
import org.lamina.source.java.JavaExpression.Name;
import org.lamina.source.program.Data;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Data.Slice;
import org.lamina.source.program.Data.Values;

/** The data sets of DJL (ai.djl.training.dataset, ai.djl.basicdataset): where samples come from, and their range. */
final class DjlData {

    /** Image data sets of ai.djl.basicdataset; without a transform of their own they bring images to [0, 1]. */
    private static final Set<String> IMAGES =
            Set.of("Mnist", "FashionMnist", "Cifar10", "Cifar100", "ImageFolder", "ImageNet", "FruitsFreshAndRotten");
    private static final Set<String> SCALING = Set.of("new ToTensor", "new Normalize");

    private final UnaryOperator<JavaExpression> variables;

    /**
     * @param variables gives what a variable was set to
     */
    DjlData(UnaryOperator<JavaExpression> variables) {
        this.variables = variables;
    }

    /** What is known of a data set. */
    Data of(JavaExpression written) {
        JavaExpression data = variables.apply(written);
        if (data instanceof Name name && name.text().matches("\\w+\\[\\d+]")) {
            // a part of randomSplit has no samples in common with another
            String array = name.text().substring(0, name.text().indexOf('['));
            return variables.apply(new Name(array, name.range())) instanceof Call split
                    ? part(split, name.text()) : Data.UNKNOWN;
        }
        if (!(data instanceof Call call)) {
            return Data.UNKNOWN;
        }
        if (call.name().equals("subDataset") && call.target().isPresent() && call.arguments().size() == 2) {
            Data whole = of(call.target().get());
            Optional<Slice> slice = Optional.of(new Slice(number(call.arguments().get(0)),
                    number(call.arguments().get(1))));
            return new Data(whole.origin(), whole.values(), whole.labels(), whole.classes(), slice, whole.shape(),
                    whole.range());
        }
        return built(call);
    }

    private Data part(Call split, String name) {
        Data whole = split.target().map(this::of).orElse(Data.UNKNOWN);
        return new Data(whole.origin().isEmpty() ? "" : whole.origin() + " " + name, whole.values(), whole.labels(),
                whole.classes(), Optional.empty(), whole.shape(), whole.range());
    }

    private Data built(Call call) {
        String usage = "";
        boolean transformed = false;
        boolean scaled = false;
        Call at = call;
        while (true) {
            if (at.name().equals("optUsage") && at.argument(0).orElse(null) instanceof Name name) {
                usage = name.text().substring(name.text().lastIndexOf('.') + 1);
            }
            if (at.name().equals("addTransform") || at.name().equals("optPipeline")) {
                transformed = true;
                scaled |= at.argument(0).map(variables).filter(Call.class::isInstance).map(Call.class::cast)
                        .filter(this::scales).isPresent();
            }
            if (at.target().isEmpty() || !(variables.apply(at.target().get()) instanceof Call before)) {
                break;
            }
            at = before;
        }
        String type = at.target().filter(Name.class::isInstance).map(name -> ((Name) name).text()).orElse("");
        String simple = type.substring(type.lastIndexOf('.') + 1);
        if (!IMAGES.contains(simple) || !at.name().equals("builder")) {
            return Data.UNKNOWN;
        }
        Values values = transformed && !scaled ? Values.BYTES : Values.SCALED;
        return new Data(simple + "." + usage, values, Labels.CLASS_INDEX, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(call.range()));
    }

    /** Whether a transform, or one in a pipeline, brings images to [0, 1]. */
    private boolean scales(Call transform) {
        return SCALING.contains(transform.name())
                || transform.arguments().stream().map(variables).filter(Call.class::isInstance).map(Call.class::cast)
                        .anyMatch(this::scales)
                || transform.target().map(variables).filter(Call.class::isInstance).map(Call.class::cast)
                        .filter(this::scales).isPresent();
    }

    private Optional<Long> number(JavaExpression written) {
        return variables.apply(written) instanceof Literal literal && literal.value() instanceof Number number
                ? Optional.of(number.longValue()) : Optional.empty();
    }
}
