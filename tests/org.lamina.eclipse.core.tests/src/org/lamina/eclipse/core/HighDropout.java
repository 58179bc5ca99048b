package org.lamina.eclipse.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.lamina.checks.Check;
import org.lamina.checks.CheckContext;
import org.lamina.checks.RuleInfo;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.python.TextRange;

/** A check of programs alone, for tests: dropout of half of the units or more. */
final class HighDropout implements Check {

    /** A program in which it finds something. */
    static final String PROGRAM = """
            from tensorflow import keras

            model = keras.Sequential([
                keras.layers.Dense(512, activation="relu"),
                keras.layers.Dropout(0.8),
                keras.layers.Dense(10, activation="softmax"),
            ])
            model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
            """;
    static final String ID = "dropout-rate";

    @Override
    public RuleInfo rule() {
        return new RuleInfo(ID, "High dropout rate", Severity.WARNING, Set.of(Evidence.SOURCE), List.of(), "Because.",
                "", "Drop less.", "", "", "a test");
    }

    @Override
    public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
        for (Program program : context.programs()) {
            program.networks().stream().flatMap(network -> network.layers().stream())
                    .filter(layer -> layer.number("p").orElse(0.0) >= 0.5)
                    .forEach(layer -> findings.accept(finding(context, program, layer)));
        }
    }

    private static Finding finding(CheckContext context, Program program, NetworkLayer layer) {
        TextRange rate = layer.setting("p").orElseThrow().range().orElseThrow();
        Fix fix = new Fix("Drop less",
                List.of(new TextEdit(program.file(), rate.offset(), rate.length(), "0.25")));
        return new Finding(ID, Severity.WARNING, "High dropout in " + layer.name(), "Because.", List.of("Seen."),
                "Drop less.", "", 1, List.of(Evidence.SOURCE), context.unit(program, layer),
                Optional.of(program.location(layer.constructor())), List.of(), List.of(), Optional.of(fix));
    }
}
