package org.lamina.ui.widgets.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.osgi.util.NLS;
import org.lamina.engine.ActivationRequest;
import org.lamina.engine.ActivationResult;
import org.lamina.engine.Engine;
import org.lamina.engine.EngineException;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.query.Histogram;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.ToolContext;
import org.lamina.ui.widgets.UnitKind;
import org.lamina.ui.widgets.WidgetModel;

/**
 * Counts the values that a layer, or a group of layers, gives for the samples that lie beside the checkpoint. The
 * engine runs the model in its own process.
 */
public final class ActivationHistogram implements Tool {

    public static final String ID = "org.lamina.ui.widgets.tool.activationHistogram";

    /** The file beside a checkpoint with its samples: tensor {@code x}, the samples along the first axis. */
    static final String SAMPLES = "samples.safetensors";

    private static final String TORCH_SCRIPT = "TorchScript";
    private static final int MOST_SAMPLES = 256;

    /** The part of the time that the engine takes; counting is quick. */
    private static final double ENGINE_SHARE = 0.9;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return Messages.ActivationHistogram_label;
    }

    @Override
    public String description() {
        return Messages.ActivationHistogram_description;
    }

    @Override
    public Set<UnitKind> unitKinds() {
        return Set.of(UnitKind.LAYER);
    }

    @Override
    public Optional<String> obstacle(ToolContext context) {
        if (!context.opened().format().equals(TORCH_SCRIPT)) {
            return Optional.of(NLS.bind(Messages.ActivationHistogram_format, context.fileName(),
                    context.opened().format()));
        }
        if (!context.engine().isInstalled()) {
            return Optional.of(context.engine().advice());
        }
        return Files.isRegularFile(samples(context)) ? Optional.empty()
                : Optional.of(NLS.bind(Messages.ActivationHistogram_samples, SAMPLES, context.fileName()));
    }

    private static Path samples(ToolContext context) {
        return context.file().resolveSibling(SAMPLES);
    }

    @Override
    public WidgetModel run(ToolContext context, Progress progress)
            throws ModelFormatException, IOException, EngineException {
        Engine engine = context.engine().engine().orElseThrow(() -> new EngineException(context.engine().advice()));
        String layer = context.unit().label();
        ActivationRequest request = new ActivationRequest(context.file(), samples(context), List.of(layer),
                MOST_SAMPLES);
        try (ActivationResult result = engine.activations(request, new Part(progress, 0, ENGINE_SHARE))) {
            if (result.tensors().isEmpty()) {
                throw new EngineException(NLS.bind(Messages.ActivationHistogram_nothing, layer));
            }
            TensorInfo tensor = result.tensors().get(0);
            Histogram histogram = Histogram.of(result.values(tensor.name()), Bins.of(tensor.count()),
                    new Part(progress, ENGINE_SHARE, 1 - ENGINE_SHARE));
            return new WidgetModel.Histograms(List.of(new WidgetModel.Chart(Messages.ActivationHistogram_output,
                    NLS.bind(Messages.ActivationHistogram_detail,
                            new Object[] {tensor.shape(), tensor.dtype(), result.samples()}),
                    Messages.ActivationHistogram_axis, histogram)));
        }
    }
}
