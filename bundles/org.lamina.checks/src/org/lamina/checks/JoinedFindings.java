package org.lamina.checks;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

/**
 * Findings that are one because they show the same fault: of the same rule and unit, or of a program and of a model on
 * the same line, or between the same two lines where one kind of evidence marks the first and the other the second.
 */
final class JoinedFindings {

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity).reversed()
            .thenComparing(finding -> finding.source().map(SourceLocation::file).orElse(""))
            .thenComparing(finding -> finding.source().map(SourceLocation::line).orElse(0))
            .thenComparing(Finding::rule).thenComparing(finding -> finding.unit().label());

    private static final Pattern FACT = Pattern.compile("\\b\\w*[0-9_]\\w*\\b|(?<=[a-z0-9,(] ?)\\b[A-Z]\\w*\\b");

    private final Map<String, Finding> byKey = new LinkedHashMap<>();
    private final Set<String> joined = new HashSet<>();

    JoinedFindings(Collection<Finding> found) {
        found.forEach(finding -> byKey.merge(identity(finding), finding, JoinedFindings::joined));
        joinAll(JoinedFindings::marksTheOtherEnd);
        joinAll(JoinedFindings::isOnTheSameLine);
        joinAll((finding, other) -> finding.key().equals(other.key()));
    }

    /**
     * Joins what programs show with what models show. In a chain of layers, a line is an end of two faults, and a layer
     * the first of one and the second of the other: who has found its twin is not joined with the neighbour afterwards.
     */
    private void joinAll(BiPredicate<Finding, Finding> same) {
        List<Finding> all = List.copyOf(byKey.values());
        Set<String> before = Set.copyOf(joined);
        Map<String, List<Finding>> ofModels = all.stream().filter(finding -> !isOfSource(finding)
                && !before.contains(identity(finding))).collect(Collectors.groupingBy(Finding::rule));
        for (Finding finding : all) {
            if (isOfProgramAlone(finding)) {
                ofModels.getOrDefault(finding.rule(), List.of()).stream()
                        .filter(other -> other != finding && isMoreThan(other, finding) && same.test(other, finding))
                        .forEach(twin -> join(finding, twin));
            }
        }
    }

    /** What a program alone shows is at first another finding than what a model shows of the same layer. */
    private static String identity(Finding finding) {
        return isOfProgramAlone(finding) ? finding.key() + "|" + Evidence.SOURCE : finding.key();
    }

    private static boolean isOfProgramAlone(Finding finding) {
        return finding.evidence().equals(List.of(Evidence.SOURCE));
    }

    /** Whether a finding has what one of a program alone lacks: the evidence of its model, or a model at all. */
    private static boolean isMoreThan(Finding finding, Finding ofProgram) {
        if (isOfSource(ofProgram)) {
            return !isOfSource(finding);
        }
        return !isOfProgramAlone(finding) && finding.unit() instanceof UnitOfAnalysis.OfLayer layer
                && ofProgram.unit() instanceof UnitOfAnalysis.OfLayer same
                && layer.checkpoint().equals(same.checkpoint());
    }

    /** Worst first, then by place. */
    List<Finding> all() {
        return byKey.values().stream().sorted(WORST_FIRST).toList();
    }

    private static boolean isOfSource(Finding finding) {
        return finding.unit() instanceof UnitOfAnalysis.OfSource;
    }

    /** Whether two findings are about the same two lines, of which each marks another one. */
    private static boolean marksTheOtherEnd(Finding finding, Finding other) {
        return relates(other, finding) && relates(finding, other);
    }

    private static boolean relates(Finding finding, Finding other) {
        return finding.related().stream().anyMatch(place -> line(other).equals(Optional.of(line(place))));
    }

    private static boolean isOnTheSameLine(Finding finding, Finding other) {
        return line(finding).isPresent() && line(finding).equals(line(other));
    }

    private static Optional<String> line(Finding finding) {
        return finding.source().map(JoinedFindings::line);
    }

    private static String line(SourceLocation place) {
        return place.file() + "|" + place.line();
    }

    /**
     * The unit is the model's; the place is the program's, as are the repairs, unless the program only imports what the
     * model is made by.
     */
    private void join(Finding inSource, Finding twin) {
        byKey.remove(identity(inSource));
        joined.add(identity(twin));
        byKey.computeIfPresent(identity(twin), (key, inModel) -> at(isElsewhere(inSource, inModel) ? inModel : inSource,
                joined(inModel, inSource)).of(inModel.unit()));
    }

    private static boolean isElsewhere(Finding inSource, Finding inModel) {
        return inModel.source().isPresent() && !inSource.source().map(SourceLocation::file)
                .equals(inModel.source().map(SourceLocation::file));
    }

    private static Finding at(Finding place, Finding finding) {
        List<SourceLocation> related = finding.related().stream()
                .filter(other -> !line(place).equals(Optional.of(line(other)))).toList();
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), finding.context(),
                finding.advice(), finding.snippet(), finding.confidence(), finding.evidence(), finding.unit(),
                place.source().or(finding::source), related, finding.epochs(), place.fix().or(finding::fix));
    }

    /**
     * The same fault seen twice: the one that is surer tells, with the evidence of both. Different kinds of evidence
     * make it surer still.
     */
    private static Finding joined(Finding first, Finding second) {
        Finding sure = first.confidence() >= second.confidence() ? first : second;
        Finding other = sure == first ? second : first;
        return new Finding(sure.rule(), max(first, second), sure.title(), sure.why(),
                union(sure.context(), news(other.context(), sure.context())), sure.advice(),
                sure.snippet().isEmpty() ? other.snippet() : sure.snippet(), confidence(sure, other),
                union(first.evidence(), second.evidence()), sure.unit(), sure.source().or(other::source),
                union(sure.related(), other.related()), union(first.epochs(), second.epochs()),
                sure.fix().or(other::fix));
    }

    /** The sentences that name a value or layer which the others do not, or none at all. */
    private static List<String> news(List<String> sentences, List<String> told) {
        Set<String> known = facts(String.join(" ", told));
        return sentences.stream().filter(sentence -> told.isEmpty() || facts(sentence).isEmpty()
                || !known.containsAll(facts(sentence))).toList();
    }

    /** The names and numbers in a text: words with a digit, an underscore, or a capital that begins no sentence. */
    private static Set<String> facts(String text) {
        return FACT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static double confidence(Finding sure, Finding other) {
        boolean more = !sure.evidence().containsAll(other.evidence());
        return more ? 1 - (1 - sure.confidence()) * (1 - other.confidence()) : sure.confidence();
    }

    private static Severity max(Finding first, Finding second) {
        return first.severity().compareTo(second.severity()) >= 0 ? first.severity() : second.severity();
    }

    private static <T> List<T> union(List<T> first, List<T> second) {
        Set<T> all = new LinkedHashSet<>();
        Stream.concat(first.stream(), second.stream()).forEach(all::add);
        return List.copyOf(all);
    }
}
