package org.lamina.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Progress;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.model.UnitOfAnalysis.OfSource;
import org.lamina.source.program.Program;

class ChecksTest {

    private static final SourceLocation PLACE = new SourceLocation("net.py", 3, 1, "self.drop = nn.Dropout(0.8)");
    private static final CheckContext PROGRAM = CheckContext.of(Program.empty("net.py", ""));

    @Test
    void mergesWhatProgramAndModelShowOnOneLine() {
        Finding source = finding(Evidence.SOURCE, 0.8).at(Optional.of(PLACE)).build();
        Finding graph = new FindingBuilder(rule(), new OfLayer("net.pt", "drop"), "High rate").confidence(0.5)
                .evidence(Evidence.GRAPH).at(Optional.of(PLACE)).build();
        List<Finding> merged = Checks.merge(List.of(source, graph));
        assertEquals(1, merged.size());
        assertEquals(new OfLayer("net.pt", "drop"), merged.get(0).unit());
        assertEquals(Set.of(Evidence.SOURCE, Evidence.GRAPH), Set.copyOf(merged.get(0).evidence()));
        assertEquals(0.9, merged.get(0).confidence(), 1e-9);
    }

    @Test
    void mergesWhatProgramAndModelShowBetweenTheSameTwoLines() {
        SourceLocation next = new SourceLocation("net.py", 4, 1, "Dense(10)");
        Finding source = finding(Evidence.SOURCE, 0.8).at(Optional.of(PLACE)).related(Optional.of(next)).build();
        Finding graph = new FindingBuilder(rule(), new OfLayer("net.pt", "fc2"), "Nothing between").confidence(0.5)
                .evidence(Evidence.GRAPH).at(Optional.of(next)).related(Optional.of(PLACE)).build();
        List<Finding> merged = Checks.merge(List.of(graph, source));
        assertEquals(1, merged.size());
        assertEquals(new OfLayer("net.pt", "fc2"), merged.get(0).unit());
        assertEquals(Optional.of(PLACE), merged.get(0).source());
        assertEquals(List.of(next), merged.get(0).related());
        assertEquals(0.9, merged.get(0).confidence(), 1e-9);
    }

    /** In a chain, each layer but the first and the last is an end of two faults. */
    @Test
    void mergesEachLinkOfAChainWithItsTwinAndNotWithItsNeighbour() {
        SourceLocation first = new SourceLocation("net.py", 3, 1, "Dense(512)");
        SourceLocation second = new SourceLocation("net.py", 4, 1, "Dense(128)");
        SourceLocation third = new SourceLocation("net.py", 5, 1, "Dense(10)");
        List<Finding> merged = Checks.merge(List.of(
                link(Evidence.SOURCE, new OfLayer("net.pt", "a"), first, second),
                link(Evidence.SOURCE, new OfLayer("net.pt", "b"), second, third),
                link(Evidence.GRAPH, new OfLayer("net.pt", "b"), second, first),
                link(Evidence.GRAPH, new OfLayer("net.pt", "c"), third, second),
                link(Evidence.SOURCE, new OfSource("net.py", "a"), first, second),
                link(Evidence.SOURCE, new OfSource("net.py", "b"), second, third)));
        assertEquals(List.of("3 b [4]", "4 c [5]"), merged.stream().map(finding -> finding.source().orElseThrow().line()
                + " " + finding.unit().label() + " "
                + finding.related().stream().map(SourceLocation::line).toList()).toList());
        assertEquals(Set.of(Set.of(Evidence.SOURCE, Evidence.GRAPH)),
                merged.stream().map(finding -> Set.copyOf(finding.evidence())).collect(Collectors.toSet()));
    }

    private static Finding link(Evidence evidence, UnitOfAnalysis unit, SourceLocation place, SourceLocation related) {
        return new FindingBuilder(rule(), unit, "Nothing between").confidence(0.5).evidence(evidence)
                .at(Optional.of(place)).related(Optional.of(related)).build();
    }

    @Test
    void tellsAFactOnceThatProgramAndModelShow() {
        Finding graph = new FindingBuilder(rule(), new OfLayer("net.pt", "fc2"), "Nothing between")
                .evidence(Evidence.GRAPH).at(Optional.of(PLACE))
                .context("fc1 (Linear, 8 to 4) feeds fc2 (Linear, 4 to 3) with only drop between.").build();
        Finding source = finding(Evidence.SOURCE, 0.5).at(Optional.of(PLACE))
                .context("fc1 (Linear, 4) feeds fc2 (Linear, 3) with nothing else between.")
                .context("The stride is 5.").context("The file holds unit tests.").build();
        assertEquals(List.of("fc1 (Linear, 8 to 4) feeds fc2 (Linear, 4 to 3) with only drop between.",
                "The stride is 5.", "The file holds unit tests."),
                Checks.merge(List.of(source, graph)).get(0).context());
    }

    @Test
    void mergesTensOfThousandsOfFindings() {
        List<Finding> found = IntStream.range(0, 25_000).mapToObj(line -> new FindingBuilder(rule(),
                new OfSource("net.py", "fc" + line), "High rate").evidence(Evidence.SOURCE)
                .at(Optional.of(new SourceLocation("net.py", line + 1, 1, ""))).build()).toList();
        assertEquals(found.size(), assertTimeoutPreemptively(Duration.ofMinutes(1), () -> Checks.merge(found)).size());
    }

    @Test
    void keepsWhatStandsOnDifferentLinesApart() {
        Finding first = finding(Evidence.SOURCE, 1).at(Optional.of(PLACE)).build();
        Finding second = new FindingBuilder(rule(), new OfLayer("net.pt", "drop"), "High rate")
                .at(Optional.of(new SourceLocation("net.py", 4, 1, ""))).build();
        assertEquals(2, Checks.merge(List.of(first, second)).size());
    }

    @Test
    void runsOnlyWhatThereIsEvidenceFor() {
        Check graphOnly = check(Set.of(Evidence.GRAPH), found -> found.accept(finding(Evidence.GRAPH, 1).build()));
        Check source = check(Set.of(Evidence.SOURCE), found -> found.accept(finding(Evidence.SOURCE, 1).build()));
        List<Finding> findings = new Checks(List.of(graphOnly, source)).run(PROGRAM, Progress.NONE);
        assertEquals(List.of(List.of(Evidence.SOURCE)), findings.stream().map(Finding::evidence).toList());
    }

    @Test
    void givesFindingsTheSeverityThatTheUserChose() {
        Check check = check(Set.of(Evidence.SOURCE), found -> found.accept(finding(Evidence.SOURCE, 1).build()));
        CheckContext strict = PROGRAM.with(new RuleSettings(Map.of(), Map.of("test", Severity.CRITICAL), Set.of()));
        CheckContext lax = PROGRAM.with(new RuleSettings(Map.of(), Map.of(), Set.of("test")));
        assertEquals(Severity.CRITICAL, new Checks(List.of(check)).run(strict, Progress.NONE).get(0).severity());
        assertEquals(List.of(), new Checks(List.of(check)).run(lax, Progress.NONE));
    }

    @Test
    void stopsWhenItIsCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String task, double fraction) {
                // nobody watches
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Check check = check(Set.of(Evidence.SOURCE), found -> {
            throw new AssertionError("ran");
        });
        assertThrows(CancellationException.class, () -> new Checks(List.of(check)).run(PROGRAM, cancelled));
    }

    private static FindingBuilder finding(Evidence evidence, double confidence) {
        return new FindingBuilder(rule(), new OfSource("net.py", "drop"), "High rate").evidence(evidence)
                .confidence(confidence);
    }

    private static RuleInfo rule() {
        return rule(Set.of(Evidence.SOURCE));
    }

    private static RuleInfo rule(Set<Evidence> evidence) {
        return new RuleInfo("test", "Test", Severity.WARNING, evidence, List.of(), "why", "", "advice", "", "", "");
    }

    private static Check check(Set<Evidence> evidence, Consumer<Consumer<Finding>> body) {
        return new Check() {
            @Override
            public RuleInfo rule() {
                return ChecksTest.rule(evidence);
            }

            @Override
            public void run(CheckContext context, Progress progress, Consumer<Finding> findings) {
                body.accept(findings);
            }
        };
    }
}
