package org.lamina.cli;

import java.util.List;
import java.util.function.UnaryOperator;

import org.lamina.model.Finding;
import org.lamina.model.Severity;

/**
 * What a check came to.
 *
 * @param findings the findings, worst first
 * @param models the checkpoints that were checked, absolute and '/'-separated
 * @param programs the programs that were checked for themselves
 * @param files these, and those in which the classes of the models were found
 * @param skipped what was left out
 */
record CheckReport(List<Finding> findings, List<String> models, List<String> programs, List<String> files,
        List<Skipped> skipped) {

    /**
     * Something that was not checked.
     *
     * @param path the file, absolute and '/'-separated
     * @param reason why, for people
     */
    record Skipped(String path, String reason) {
    }

    CheckReport {
        findings = List.copyOf(findings);
        models = List.copyOf(models);
        programs = List.copyOf(programs);
        files = List.copyOf(files);
        skipped = List.copyOf(skipped);
    }

    /** The same with what a filter leaves of the findings. */
    CheckReport with(UnaryOperator<List<Finding>> filter) {
        return new CheckReport(filter.apply(findings), models, programs, files, skipped);
    }

    /** The same without milder findings. */
    CheckReport atLeast(Severity severity) {
        return with(all -> all.stream().filter(finding -> finding.severity().compareTo(severity) >= 0).toList());
    }
}
