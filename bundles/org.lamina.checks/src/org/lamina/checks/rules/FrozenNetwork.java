package org.lamina.checks.rules;

import org.lamina.model.Severity;
import org.lamina.source.program.Frozen;

/** A network all of whose weights are frozen before it is trained. */
final class FrozenNetwork extends ProgramCheck {

    FrozenNetwork() {
        super("frozen-layer");
    }

    @Override
    void look(Look look) {
        for (Frozen frozen : look.program().frozen()) {
            String name = frozen.name();
            look.raise(frozen.place(), look.finding("frozen " + name, frozen.place(), "All of " + name + " is frozen "
                    + "before it is trained").severity(Severity.CRITICAL).confidence(0.8)
                    .context("Nothing of " + name + " is thawed or replaced afterwards, so that no weight can "
                            + "change."));
        }
    }
}
