package org.lamina.checks.rules;

import java.util.function.Consumer;
import org.lamina.checks.Check;
import org.lamina.checks.CheckContext;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.RuleText;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Progress;
import org.lamina.source.program.Network;
import org.lamina.source.program.Training;

/**
 * A check that looks at programs, at each network and each training. One about architecture looks at the graph of a
 * model in the same way, as if a program had built it.
 */
abstract class ProgramCheck implements Check {

    private final RuleInfo rule;

    ProgramCheck(String id) {
        rule = RuleText.rule(id);
    }

    @Override
    public final RuleInfo rule() {
        return rule;
    }

    @Override
    public final void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
        context.programs().forEach(program -> {
            progress.checkCancelled();
            Look look = new Look(rule, context, program, findings);
            look(look);
            program.networks().forEach(network -> look(network, look));
            program.trainings().forEach(training -> {
                look.at(training);
                look(training, look);
            });
        });
        if (rule.evidence().contains(Evidence.GRAPH)) {
            context.network().get().ifPresent(network -> {
                progress.checkCancelled();
                look(network, new Look(rule, context, null, findings));
            });
        }
    }

    /** Looks at a program as a whole. */
    void look(Look look) {
        // most checks are about networks or trainings
    }

    /** Looks at a network. */
    void look(Network network, Look look) {
        // nothing where the check is not about networks
    }

    /** Looks at a training. */
    void look(Training training, Look look) {
        // nothing where the check is not about trainings
    }
}
