package org.lamina.checks.rules;

import java.util.List;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.model.Severity;
import org.lamina.source.program.Unused;

/** A layer that a program makes and never uses, or whose values nobody reads. */
final class UnusedInProgram extends ProgramCheck {

    private static final Set<LayerKind> LOST = Set.of(LayerKind.CONVOLUTION, LayerKind.DENSE, LayerKind.RECURRENT,
            LayerKind.POOLING, LayerKind.ATTENTION, LayerKind.EMBEDDING);

    UnusedInProgram() {
        super("unused-layer");
    }

    @Override
    void look(Look look) {
        for (Unused layer : look.program().unused()) {
            FindingBuilder finding = look.finding(layer.name(), layer.range(), layer.name()
                    + (layer.applied() ? " has no path to the output" : " is made and never used"))
                    .severity(layer.applied() && LOST.contains(LayerKind.of(layer.type())) ? Severity.ERROR
                            : Severity.WARNING)
                    .confidence(layer.applied() ? 0.8 : 0.7)
                    .context(layer.applied() ? "Nothing reads what it gives, and the network does not return it."
                            : "The class has this layer, but what computes its output does not name it.");
            if (!layer.applied()) {
                new LineEdits(look.program()).removal(layer.range()).ifPresent(edit -> finding.fix("Take "
                        + layer.name() + " out", List.of(edit)));
            }
            look.raise(layer.range(), finding);
        }
    }
}
