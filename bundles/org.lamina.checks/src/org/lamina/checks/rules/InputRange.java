package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.source.program.Data.Values;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Images that go into a network with values from 0 to 255. */
final class InputRange extends ProgramCheck {

    /** Layers that bring values to another range, or change nothing about them. */
    private static final Set<String> SCALING = Set.of("Scaling", "BatchNorm", "BatchNorm1d", "BatchNorm2d", "LayerNorm",
            "InstanceNorm2d", "GroupNorm", "Div", "Mul", "?");

    /** Layers of Keras for nothing else. */
    private static final Pattern SCALES = Pattern.compile("\\b(Rescaling|Normalization)\\(");
    private static final String TO_TENSOR = ".addTransform(new ai.djl.modality.cv.transform.ToTensor())";

    InputRange() {
        super("input-range");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        if (network.map(InputRange::scalesItself).orElseGet(() -> isScaledElsewhere(look.program()))) {
            return;
        }
        for (Fit fit : training.fits()) {
            Data data = fit.input();
            if (data.values() == Values.BYTES && data.range().isPresent()) {
                raise(fit, data, look);
            } else if (data.values() == Values.RAW && data.range().isPresent() && network.isPresent()) {
                table(fit, data, look);
            }
        }
    }

    /** Columns in units of their own, from years to millions. */
    private static void table(Fit fit, Data data, Look look) {
        TextRange place = fit.argument("x").flatMap(argument -> argument.range()).orElse(fit.range());
        look.raise(place, look.finding("input", place, "Columns of a table reach the network as they are")
                .severity(Severity.WARNING).confidence(0.5)
                .context("The samples are read in " + look.place(data.range().get()) + "; nothing is seen that brings "
                        + "their columns to a common scale.")
                .snippet("x_train = StandardScaler().fit_transform(x_train)")
                .related(look.program(), data.range().get()));
    }

    /** Whether a network that was not followed may begin with a layer that scales: the program makes one. */
    private static boolean isScaledElsewhere(Program program) {
        return SCALES.matcher(program.text()).find();
    }

    private static boolean scalesItself(Network network) {
        List<NetworkLayer> open = network.layers().stream().filter(NetworkLayer::input).toList();
        for (NetworkLayer first : open) {
            Optional<NetworkLayer> layer = Optional.of(first);
            while (layer.isPresent() && (Flow.isShapeOnly(layer.get()) || layer.get().type().equals("Augmentation")
                    || layer.get().type().equals("Noise"))) {
                layer = Flow.behind(network, layer.get());
            }
            if (layer.filter(found -> SCALING.contains(found.type())).isPresent()) {
                return true;
            }
        }
        return open.isEmpty();
    }

    private static void raise(Fit fit, Data data, Look look) {
        FindingBuilder finding = look.finding("input " + data.origin(), data.range().get(),
                "Input of the network goes from 0 to 255").confidence(0.9)
                .context("The samples are loaded here as they are in image files, with values from 0 to 255, and reach "
                        + "the training in " + look.place(fit.range()) + " without being scaled.")
                .snippet("x_train, x_test = x_train / 255.0, x_test / 255.0")
                .related(look.program(), fit.range());
        if (look.isJava()) {
            List<TextEdit> edits = LayerEdits.all(Stream.of(Optional.of(data), fit.validation()
                    .filter(other -> other.values() == Values.BYTES)).flatMap(Optional::stream)
                    .flatMap(samples -> samples.range().stream()).distinct().map(made -> look.option(made, TO_TENSOR))
                    .toList());
            if (!edits.isEmpty()) {
                finding.fix("Scale the samples to [0, 1]", edits);
            }
        }
        fit.argument("x").flatMap(argument -> argument.range()).filter(range -> isName(look.program().text(range)))
                .ifPresent(range -> fix(finding, look, data, look.program().text(range)));
        look.raise(data.range().get(), finding);
    }

    /** Adds a line behind the one that loads the samples, in the same place of the program. */
    private static void fix(FindingBuilder finding, Look look, Data data, String name) {
        String text = look.program().text();
        int at = data.range().get().end();
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        int start = data.range().get().offset() - data.range().get().column() + 1;
        String line = text.substring(start, at);
        if (!line.contains(name)) {
            return;
        }
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        String other = name.replace("train", "test");
        boolean both = !other.equals(name) && line.contains(other);
        String scaled = "\n" + indent + name + " = " + name + " / 255.0"
                + (both ? "\n" + indent + other + " = " + other + " / 255.0" : "");
        finding.fix("Scale the samples to [0, 1]", look.program(), new TextRange(at, 0, data.range().get().line(), 1),
                scaled);
    }

    private static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z_0-9]*");
    }
}
