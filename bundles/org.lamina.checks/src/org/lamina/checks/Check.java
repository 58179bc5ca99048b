package org.lamina.checks;

import java.util.function.Consumer;
import org.lamina.model.Finding;
import org.lamina.model.Progress;

/** Looks for one kind of fault. Has no state, so that several things can be checked at the same time. */
public interface Check {

    /** What the check is about. It is run where one of its rule's kinds of evidence is at hand. */
    RuleInfo rule();

    /**
     * Looks at what there is.
     *
     * @param context programs, a model, tensors, or several of these
     * @param progress asked from time to time whether to go on
     * @param findings takes what is found; findings of the same rule and unit become one
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    void run(CheckContext context, Progress progress, Consumer<Finding> findings);
}
