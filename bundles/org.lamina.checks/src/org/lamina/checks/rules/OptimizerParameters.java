package org.lamina.checks.rules;

import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Optimizer.Parameters;

/** An optimizer that has nothing to train. */
final class OptimizerParameters extends ProgramCheck {

    OptimizerParameters() {
        super("optimizer-parameters");
    }

    @Override
    void look(Look look) {
        for (Optimizer optimizer : look.program().optimizers()) {
            if (optimizer.parameters() == Parameters.NONE) {
                look.raise(optimizer.range(), look.finding("parameters of " + optimizer.type(), optimizer.range(),
                        optimizer.type() + " gets no parameters").context("Its list of parameters is empty.")
                        .snippet("optimizer = torch.optim." + optimizer.type() + "(model.parameters())"));
            }
        }
    }
}
