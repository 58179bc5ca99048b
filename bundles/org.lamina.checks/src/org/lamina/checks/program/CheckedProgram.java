package org.lamina.checks.program;

import java.util.List;
import java.util.function.UnaryOperator;
import org.lamina.model.Finding;

/**
 * What the checks find in a program, with places and edits in the file as it is written.
 *
 * @param findings worst first, then by place
 * @param suppressed those that comments say are meant, in the same order
 */
public record CheckedProgram(List<Finding> findings, List<Finding> suppressed) {

    /** Nothing was found. */
    static final CheckedProgram SOUND = new CheckedProgram(List.of(), List.of());

    public CheckedProgram {
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
    }

    /** The same with each finding as this makes it. */
    CheckedProgram map(UnaryOperator<Finding> change) {
        return new CheckedProgram(findings.stream().map(change).toList(), suppressed.stream().map(change).toList());
    }
}
