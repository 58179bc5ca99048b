package org.lamina.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.lamina.checks.baseline.Baseline;
import org.lamina.checks.suppression.SuppressedFinding;
import org.lamina.checks.suppression.SuppressedFinding.Place;
import org.lamina.model.Finding;
import org.lamina.model.Severity;

/**
 * What a check came to.
 *
 * @param findings the findings, worst first
 * @param suppressed what comments or a baseline say is meant or known
 * @param models the checkpoints that were checked, absolute and '/'-separated
 * @param programs the programs that were checked for themselves
 * @param files these, and those in which the classes of the models were found
 * @param skipped what was left out
 */
record CheckReport(List<Finding> findings, List<SuppressedFinding> suppressed, List<String> models,
        List<String> programs, List<String> files, List<Skipped> skipped) {

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
        suppressed = List.copyOf(suppressed);
        models = List.copyOf(models);
        programs = List.copyOf(programs);
        files = List.copyOf(files);
        skipped = List.copyOf(skipped);
    }

    /** The same without what a baseline knows, which is suppressed then. */
    CheckReport without(Baseline baseline) {
        List<Finding> unknown = baseline.unknown(findings);
        Set<Finding> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(unknown);
        List<SuppressedFinding> all = new ArrayList<>(suppressed);
        findings.stream().filter(finding -> !left.contains(finding)).map(finding -> new SuppressedFinding(finding,
                Place.BASELINE)).forEach(all::add);
        return new CheckReport(unknown, all, models, programs, files, skipped);
    }

    /** The same without milder findings. */
    CheckReport atLeast(Severity severity) {
        return new CheckReport(findings.stream().filter(finding -> isAtLeast(finding, severity)).toList(),
                suppressed.stream().filter(one -> isAtLeast(one.finding(), severity)).toList(), models, programs,
                files, skipped);
    }

    private static boolean isAtLeast(Finding finding, Severity severity) {
        return finding.severity().compareTo(severity) >= 0;
    }
}
