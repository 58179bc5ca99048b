package org.lamina.checks;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.model.Finding;
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

    JoinedFindings(Collection<Finding> found) {
        found.forEach(finding -> byKey.merge(finding.key(), finding, JoinedFindings::joined));
        List<Finding> inModels = byKey.values().stream().filter(finding -> !isOfSource(finding)).toList();
        for (Finding finding : List.copyOf(byKey.values())) {
            if (isOfSource(finding) && finding.source().isPresent()) {
                twins(finding, inModels).forEach(twin -> join(finding, twin));
            }
        }
    }

    /** Worst first, then by place. */
    List<Finding> all() {
        return byKey.values().stream().sorted(WORST_FIRST).toList();
    }

    private static boolean isOfSource(Finding finding) {
        return finding.unit() instanceof UnitOfAnalysis.OfSource;
    }

    /** The same fault in models, of which there may be several: checkpoints of one program. */
    private static List<Finding> twins(Finding finding, List<Finding> inModels) {
        return inModels.stream().filter(other -> other.rule().equals(finding.rule()) && other.source().isPresent())
                .filter(other -> line(other).equals(line(finding))
                        || relates(other, finding) && relates(finding, other)).toList();
    }

    private static boolean relates(Finding finding, Finding other) {
        return finding.related().stream().anyMatch(place -> line(place).equals(line(other)));
    }

    private static String line(Finding finding) {
        return line(finding.source().orElseThrow());
    }

    private static String line(SourceLocation place) {
        return place.file() + "|" + place.line();
    }

    /** The unit is the model's; the place is the program's, as are the repairs. */
    private void join(Finding inSource, Finding twin) {
        byKey.remove(inSource.key());
        byKey.computeIfPresent(twin.key(), (key, inModel) -> at(inSource, joined(inModel, inSource)).of(inModel
                .unit()));
    }

    private static Finding at(Finding place, Finding finding) {
        List<SourceLocation> related = finding.related().stream()
                .filter(other -> !line(other).equals(line(place))).toList();
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), finding.context(),
                finding.advice(), finding.snippet(), finding.confidence(), finding.evidence(), finding.unit(),
                place.source(), related, finding.epochs(), place.fix().or(finding::fix));
    }

    /**
     * The same fault seen twice: the one that is surer tells, with the evidence of both. Different kinds of evidence
     * make it surer still.
     */
    static Finding joined(Finding first, Finding second) {
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
