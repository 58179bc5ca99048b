package org.lamina.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;
import org.lamina.model.TensorInfo;
import org.lamina.source.layers.LayerSources;

/** A checkpoint as {@code inspect} prints it for people. */
final class CheckpointText {

    private static final int VALUE_LENGTH = 100;

    private final Checkpoint checkpoint;
    private final LayerSources sources;
    private final Session session;
    private final PrintStream out;

    CheckpointText(Checkpoint checkpoint, LayerSources sources, Session session) {
        this.checkpoint = checkpoint;
        this.sources = sources;
        this.session = session;
        this.out = session.out();
    }

    void print() {
        String producer = checkpoint.producer().isEmpty() ? "" : ", written by " + checkpoint.producer();
        out.println(session.shown(checkpoint.file()) + ": " + checkpoint.format() + producer);
        checkpoint.model().ifPresentOrElse(this::printModel, this::printTensors);
        if (!checkpoint.metadata().isEmpty()) {
            out.println();
        }
        checkpoint.metadata().forEach((name, value) -> out.println(name + ": " + shortened(String.valueOf(value))));
        checkpoint.warnings().forEach(warning -> out.println("Warning: " + warning));
    }

    private void printModel(Model model) {
        out.println("Model " + model.name() + ": " + number(model.parameterCount()) + " parameters, "
                + number(model.trainableCount()) + " trainable");
        model.inputs().forEach(port -> out.println("Input " + described(port)));
        model.outputs().forEach(port -> out.println("Output " + described(port)));
        out.println();
        TextTable table = new TextTable("layer", "type", "output", ">parameters", "source");
        for (Layer layer : model.layers()) {
            table.row(layer.path(), layer.type(),
                    layer.outputShapes().stream().map(Shape::toString).collect(Collectors.joining(", ")),
                    layer.parameters().isEmpty() ? "" : number(layer.parameterCount()), source(layer));
        }
        table.print(out);
    }

    private void printTensors() {
        out.println("It holds tensors and no architecture.");
        out.println();
        TextTable table = new TextTable("tensor", "dtype", "shape", ">values");
        for (TensorInfo tensor : checkpoint.tensors().tensors()) {
            String encoding = tensor.encoding().replaceFirst(":.*", "");
            table.row(tensor.name(), encoding.isEmpty() ? tensor.dtype().label() : encoding,
                    tensor.shape().toString(), number(tensor.count()));
        }
        table.print(out);
    }

    private String source(Layer layer) {
        Optional<SourceLocation> here = sources.place(layer.path());
        return here.map(place -> session.shown(place.file()) + ":" + place.line())
                .or(() -> layer.source().map(place -> place + " (not found here)")).orElse("");
    }

    private static String described(Port port) {
        return port.name() + ": " + port.dtype().label() + (port.shapeKnown() ? " " + port.shape() : "");
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= VALUE_LENGTH ? line : line.substring(0, VALUE_LENGTH) + "...";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
