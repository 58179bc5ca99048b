package org.lamina.checks;

import java.util.function.Consumer;
import org.lamina.model.Finding;

/** Looks for one kind of fault. Has no state, so that models can be checked at the same time. */
public interface Check {

    /** What the check is about. */
    RuleInfo rule();

    /**
     * Looks at one model.
     *
     * @param context the model and its programs
     * @param findings takes what is found; findings of the same rule and unit become one
     */
    void run(CheckContext context, Consumer<Finding> findings);
}
