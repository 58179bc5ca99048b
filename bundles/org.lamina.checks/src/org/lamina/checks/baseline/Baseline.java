package org.lamina.checks.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.model.Finding;
import org.lamina.model.ModelFormatException;

/**
 * The findings that a project has accepted for now, in a JSON file that goes under version control: {@code
 * {"version": 1, "findings": [{"fingerprint", "rule", "file", "title"}]}}, sorted, so that merges are small. Only the
 * fingerprints count; the rest is for people. Immutable.
 */
public final class Baseline {

    /** Where a project keeps it. */
    public static final String FILE = ".lamina/baseline.json";

    private static final int VERSION = 1;
    private static final long MAX_BYTES = 32L << 20;

    private final Path root;
    private final Map<String, Entry> known;

    /** What a known finding was, besides its fingerprint. */
    private record Entry(String rule, String file) {
    }

    private Baseline(Path root, Map<String, Entry> known) {
        this.root = root;
        this.known = Map.copyOf(known);
    }

    /** A baseline without findings. */
    public static Baseline empty(Path root) {
        return new Baseline(root, Map.of());
    }

    /**
     * The directory to which the paths in a baseline file are relative: the project around its {@code .lamina}, or else
     * the directory that it lies in.
     */
    public static Path root(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        boolean hidden = directory.getFileName() != null && ".lamina".equals(directory.getFileName().toString());
        return hidden && directory.getParent() != null ? directory.getParent() : directory;
    }

    /**
     * Reads a baseline.
     *
     * @throws ModelFormatException if the file is not one
     * @throws IOException if it can't be read
     */
    public static Baseline read(Path file) throws ModelFormatException, IOException {
        Map<String, Entry> known = new HashMap<>();
        findings(file).forEach(finding -> known.put(finding.path("fingerprint").asText(),
                new Entry(finding.path("rule").asText(), finding.path("file").asText())));
        return new Baseline(root(file), known);
    }

    private static JsonNode findings(Path file) throws ModelFormatException, IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ModelFormatException(file, "a baseline of at most " + MAX_BYTES + " bytes",
                    Files.size(file) + " bytes");
        }
        JsonNode document;
        try {
            document = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new ModelFormatException(file, "a baseline in JSON",
                    "text that is not JSON at line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
        boolean objects = StreamSupport.stream(document.path("findings").spliterator(), false)
                .allMatch(JsonNode::isObject);
        if (document.path("version").asInt() != VERSION || !document.path("findings").isArray() || !objects) {
            throw new ModelFormatException(file, "a baseline of version " + VERSION + " with a list of findings",
                    "other JSON");
        }
        return document.get("findings");
    }

    /**
     * Writes findings as a baseline, by way of a temporary file.
     *
     * @return how many it has
     */
    public static int write(Path file, List<Finding> findings) throws IOException {
        return write(file, entries(root(file), findings, finding -> true));
    }

    /**
     * Adds findings to a baseline, or makes one; what it has and what the checks would have found again is dropped.
     *
     * @param checks all findings of each check, so that equal lines can be told apart
     * @param accepted which of them to add
     * @param complete whether the checks have all findings that there are of a rule (its id) in a file (as findings of
     *        the baseline name it; empty for a checkpoint)
     * @return how many it has
     * @throws ModelFormatException if there is a file that is no baseline
     */
    public static int add(Path file, List<List<Finding>> checks, Predicate<Finding> accepted,
            BiPredicate<String, String> complete) throws ModelFormatException, IOException {
        SortedMap<String, ObjectNode> entries = new TreeMap<>();
        if (Files.exists(file)) {
            Set<String> found = new HashSet<>();
            checks.forEach(findings -> found.addAll(new Fingerprints(root(file), findings).of(findings)));
            for (JsonNode entry : findings(file)) {
                if (!found.contains(entry.path("fingerprint").asText())
                        && complete.test(entry.path("rule").asText(), entry.path("file").asText())) {
                    continue;
                }
                entries.put(key(entry.path("file").asText(), entry.path("rule").asText(),
                        entry.path("fingerprint").asText()), (ObjectNode) entry);
            }
        }
        checks.forEach(findings -> entries.putAll(entries(root(file), findings, accepted)));
        return write(file, entries);
    }

    private static SortedMap<String, ObjectNode> entries(Path root, List<Finding> findings,
            Predicate<Finding> accepted) {
        Fingerprints fingerprints = new Fingerprints(root, findings);
        SortedMap<String, ObjectNode> sorted = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (Finding finding : findings.stream().filter(accepted).toList()) {
            String path = finding.source().map(source -> Fingerprints.within(root, source.file())).orElse("");
            String fingerprint = fingerprints.of(finding);
            sorted.put(key(path, finding.rule(), fingerprint), mapper.createObjectNode()
                    .put("fingerprint", fingerprint).put("rule", finding.rule()).put("file", path)
                    .put("title", finding.title()));
        }
        return sorted;
    }

    private static String key(String path, String rule, String fingerprint) {
        return path + "\n" + rule + "\n" + fingerprint;
    }

    private static int write(Path file, SortedMap<String, ObjectNode> sorted) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document = mapper.createObjectNode().put("version", VERSION);
        ArrayNode list = document.putArray("findings");
        list.addAll(sorted.values());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".baseline", ".tmp");
        try {
            Files.writeString(temporary, mapper.writeValueAsString(document) + "\n", StandardCharsets.UTF_8);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return sorted.size();
    }

    /**
     * How many findings of the baseline were mended or deleted since.
     *
     * @param findings all findings of one check, known ones too
     * @param complete whether the check has all findings that there are of a rule (its id) in a file (a path)
     */
    public int gone(List<Finding> findings, BiPredicate<String, Path> complete) {
        Set<String> found = Set.copyOf(new Fingerprints(root, findings).of(findings));
        return (int) known.entrySet().stream().filter(entry -> !found.contains(entry.getKey()))
                .filter(entry -> !entry.getValue().file().isEmpty())
                .filter(entry -> complete.test(entry.getValue().rule(), root.resolve(entry.getValue().file())))
                .count();
    }

    /** Of all findings of one check, those that the baseline does not have. */
    public List<Finding> unknown(List<Finding> findings) {
        if (known.isEmpty()) {
            return findings;
        }
        Fingerprints fingerprints = new Fingerprints(root, findings);
        return findings.stream().filter(finding -> !known.containsKey(fingerprints.of(finding))).toList();
    }
}
