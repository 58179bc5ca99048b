package org.lamina.ui.widgets.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.osgi.util.NLS;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.query.Histogram;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.ToolContext;
import org.lamina.ui.widgets.UnitKind;
import org.lamina.ui.widgets.WidgetModel;

/** Counts the values of each parameter tensor of a layer, running statistics included, as the file stores them. */
public final class WeightHistogram implements Tool {

    public static final String ID = "org.lamina.ui.widgets.tool.weightHistogram";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return Messages.WeightHistogram_label;
    }

    @Override
    public String description() {
        return Messages.WeightHistogram_description;
    }

    @Override
    public Set<UnitKind> unitKinds() {
        return Set.of(UnitKind.LAYER);
    }

    @Override
    public Optional<String> obstacle(ToolContext context) {
        return weights(context).isEmpty()
                ? Optional.of(NLS.bind(Messages.WeightHistogram_none, context.unit().label()))
                : Optional.empty();
    }

    @Override
    public WidgetModel run(ToolContext context, Progress progress) throws ModelFormatException, IOException {
        List<Weight> weights = weights(context);
        List<WidgetModel.Chart> charts = new ArrayList<>();
        try (Checkpoint checkpoint = context.readers().open(context.file(), Part.of(progress, 0, 1, 2))) {
            for (int i = 0; i < weights.size(); i++) {
                Weight weight = weights.get(i);
                TensorInfo tensor = weight.tensor();
                Histogram histogram = Histogram.of(checkpoint.tensors().values(tensor.name()),
                        Bins.of(tensor.count()), Part.of(progress, weights.size() + i, 1, 2 * weights.size()));
                charts.add(new WidgetModel.Chart(weight.name(), tensor.shape() + " " + tensor.dtype(),
                        Messages.WeightHistogram_axis, histogram));
            }
        }
        return new WidgetModel.Histograms(charts);
    }

    /** A tensor to count, by its name in the unit. */
    private record Weight(String name, TensorInfo tensor) {
    }

    private static List<Weight> weights(ToolContext context) {
        List<Weight> weights = new ArrayList<>();
        for (Layer layer : context.layers()) {
            String prefix = layer.path().equals(context.unit().label()) ? "" : layer.path() + ".";
            layer.parameters().stream().filter(WeightHistogram::worthCounting)
                    .forEach(each -> weights.add(new Weight(prefix + each.name(), each.tensor())));
        }
        return weights;
    }

    /** Counters such as num_batches_tracked of a batch normalisation are no weights. */
    private static boolean worthCounting(Parameter parameter) {
        return parameter.tensor().count() > 0
                && (parameter.trainable() || parameter.tensor().dtype().isFloatingPoint());
    }
}
