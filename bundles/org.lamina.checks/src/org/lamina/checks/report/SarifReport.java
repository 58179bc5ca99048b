package org.lamina.checks.report;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.baseline.Fingerprints;
import org.lamina.checks.suppression.SuppressedFinding;
import org.lamina.checks.suppression.SuppressedFinding.Place;
import org.lamina.model.Finding;
import org.lamina.model.Severity;

/**
 * Findings as SARIF 2.1.0 (OASIS standard "Static Analysis Results Interchange Format"), with what GitHub code scanning
 * reads of it: rules with help in Markdown, levels, regions, fingerprints, fixes. The same fault of several checkpoints
 * is one result.
 */
public final class SarifReport {

    static final String ROOT_ID = "%SRCROOT%";

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final List<RuleInfo> rules;
    private final SarifPlaces places;
    private final Path root;
    private final String version;

    /**
     * @param rules the rules that were run
     * @param root the directory that file names are relative to: that of the repository
     * @param texts the text of a file by its path, or null where it can't be read; for the regions of edits
     * @param version Lamina's version, {@code 0.1.0}; empty if it is not known
     */
    public SarifReport(List<RuleInfo> rules, Path root, Function<String, String> texts, String version) {
        this.rules = List.copyOf(rules);
        this.root = root;
        this.places = new SarifPlaces(root, texts);
        this.version = version;
    }

    /**
     * The document.
     *
     * @param findings what was found, worst first
     * @param notices what was left out, one sentence each
     */
    public ObjectNode document(List<Finding> findings, List<String> notices) {
        return document(findings, Optional.empty(), notices);
    }

    /**
     * The document with what somebody has said is meant, marked as such (section 3.27.23): each result then has
     * suppressions, if need be none.
     *
     * @param findings what was found, worst first
     * @param suppressed what is meant or known; empty if the document says nothing of that
     * @param notices what was left out, one sentence each
     */
    public ObjectNode document(List<Finding> findings, Optional<List<SuppressedFinding>> suppressed,
            List<String> notices) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = document.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Lamina");
        if (!version.isEmpty()) {
            driver.put("version", version);
        }
        Map<String, Integer> indices = new LinkedHashMap<>();
        ArrayNode descriptors = driver.putArray("rules");
        for (RuleInfo rule : rules) {
            indices.put(rule.id(), indices.size());
            descriptors.add(rule(rule));
        }
        URI uri = root.toUri();
        run.putObject("originalUriBaseIds").putObject(ROOT_ID)
                .put("uri", uri.toString().endsWith("/") ? uri.toString() : uri + "/");
        run.put("columnKind", "utf16CodeUnits");
        ObjectNode invocation = run.putArray("invocations").addObject().put("executionSuccessful", true);
        if (!notices.isEmpty()) {
            ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
            notices.forEach(notice -> notifications.addObject().put("level", "note").putObject("message")
                    .put("text", notice));
        }
        List<Finding> all = Stream.concat(findings.stream(), suppressed.stream().flatMap(List::stream)
                .map(SuppressedFinding::finding)).toList();
        Map<Finding, Place> places = new IdentityHashMap<>();
        suppressed.stream().flatMap(List::stream).forEach(one -> places.put(one.finding(), one.place()));
        results(all, suppressed.map(known -> places), indices, run.putArray("results"));
        return document;
    }

    private ObjectNode rule(RuleInfo rule) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", rule.id()).put("name", camelCase(rule.id()));
        node.putObject("shortDescription").put("text", sentence(rule.title()));
        node.putObject("fullDescription").put("text", rule.why().strip());
        node.putObject("help").put("text", rule.why().strip() + "\n\n" + rule.advice().strip())
                .put("markdown", RuleMarkdown.body(rule));
        node.putObject("defaultConfiguration").put("level", level(rule.severity()));
        ObjectNode properties = node.putObject("properties");
        ArrayNode tags = properties.putArray("tags").add("machine-learning");
        rule.evidence().stream().map(SarifReport::lower).sorted().forEach(tags::add);
        properties.put("problem.severity", rule.severity() == Severity.WARNING ? "warning" : "error");
        return node;
    }

    private void results(List<Finding> findings, Optional<Map<Finding, Place>> suppressed,
            Map<String, Integer> indices, ArrayNode results) {
        Fingerprints fingerprints = new Fingerprints(root, findings);
        Map<String, List<Finding>> faults = new LinkedHashMap<>();
        findings.forEach(finding -> faults.computeIfAbsent(fingerprints.of(finding), name -> new ArrayList<>())
                .add(finding));
        faults.forEach((fingerprint, same) -> {
            ObjectNode result = result(same);
            Integer index = indices.get(same.get(0).rule());
            if (index != null) {
                result.put("ruleIndex", index);
            }
            result.putObject("partialFingerprints").put("primaryLocationLineHash", fingerprint + ":1")
                    .put("lamina/v1", fingerprint);
            suppressed.ifPresent(where -> suppress(same, where, result.putArray("suppressions")));
            results.add(result);
        });
    }

    /** A fault of several checkpoints is suppressed where all of its findings are. */
    private static void suppress(List<Finding> same, Map<Finding, Place> suppressed, ArrayNode suppressions) {
        if (suppressed.keySet().containsAll(same)) {
            same.stream().map(suppressed::get).distinct().sorted().forEach(place -> suppressions.addObject()
                    .put("kind", place == Place.PROGRAM ? "inSource" : "external").put("status", "accepted"));
        }
    }

    private ObjectNode result(List<Finding> same) {
        Finding finding = same.get(0);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("ruleId", finding.rule()).put("level", level(finding.severity()));
        node.putObject("message").put("text", message(finding));
        node.putArray("locations").add(places.location(finding));
        if (!finding.related().isEmpty()) {
            node.set("relatedLocations", places.related(finding.related()));
        }
        finding.fix().ifPresent(fix -> node.putArray("fixes").add(places.fix(fix)));
        node.put("rank", Double.isFinite(finding.confidence()) ? 100 * finding.confidence() : -1);
        ObjectNode properties = node.putObject("properties");
        properties.put("severity", lower(finding.severity())).put("confidence", finding.confidence());
        ArrayNode evidence = properties.putArray("evidence");
        finding.evidence().forEach(kind -> evidence.add(lower(kind)));
        ArrayNode units = properties.putArray("units");
        same.stream().map(one -> one.unit().label()).distinct().forEach(units::add);
        return node;
    }

    private static String message(Finding finding) {
        StringBuilder text = new StringBuilder(sentence(finding.title()));
        finding.context().forEach(sentence -> text.append(' ').append(sentence));
        return text.append(' ').append(finding.advice().strip()).toString();
    }

    private static String sentence(String title) {
        return title.endsWith(".") ? title : title + ".";
    }

    private static String level(Severity severity) {
        return severity == Severity.WARNING ? "warning" : "error";
    }

    private static String camelCase(String id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
