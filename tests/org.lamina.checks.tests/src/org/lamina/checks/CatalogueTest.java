package org.lamina.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lamina.model.Severity;

/** Holds the catalogue of checks against the rules, their classes and tests, and the page that tells of them. */
class CatalogueTest {

    private static final Path BUNDLES = Path.of("../../bundles/org.lamina.checks/src/org/lamina/checks");
    private static final Path TESTS = Path.of("src/org/lamina/checks");
    private static final Path PAGE = Path.of("../../docs/contributor/catalogue.md");
    private static final Map<String, Severity> LETTERS = Map.of("C", Severity.CRITICAL, "E", Severity.ERROR, "W",
            Severity.WARNING);
    private static final int COLUMNS = 8;
    private static final int TESTS_COLUMN = 7;
    private static final String HEAD = """
            # The catalogue and its rules

            Each entry of the catalogue of checks with the rules that find it, the classes that look, and the tests
            that have a hit and near misses. `CatalogueTest` makes this page from the list of entries beside it and
            from what the rules say of themselves, and fails where it is out of date: it then leaves the right one as
            `target/catalogue.md` of its bundle. What a quick fix does, or why there is none, is in
            [the rules](../user/rules.md).
            """;

    private final Map<Path, Map<String, String>> sources = new HashMap<>();

    private record Entry(String family, String fault, String severity, List<String> rules, String note) {

        static Entry of(String line) {
            String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            List<String> rules = Stream.of(cells[3].split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
            return new Entry(cells[0], cells[1], cells[2], rules, cells[4]);
        }
    }

    private static List<Entry> entries() throws IOException {
        return Files.readAllLines(TESTS.resolve("catalogue.txt")).stream().filter(line -> !line.startsWith("#"))
                .map(Entry::of).toList();
    }

    @Test
    void everyEntryHasARuleOrSaysWhatItWaitsFor() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Entry entry : entries()) {
            assertTrue(!entry.rules().isEmpty() || !entry.note().isEmpty(), entry.fault());
            entry.rules().forEach(id -> assertTrue(Checks.builtin().rule(id).isPresent(), id));
            named.addAll(entry.rules());
        }
        assertEquals(new TreeSet<>(Checks.builtin().rules().stream().map(RuleInfo::id).toList()), named);
    }

    @Test
    void rulesHaveTheSeverityOfTheirEntryUnlessItSaysOtherwise() throws IOException {
        for (Entry entry : entries()) {
            if (!entry.rules().isEmpty() && LETTERS.containsKey(entry.severity()) && !entry.note().contains("this ")) {
                RuleInfo first = Checks.builtin().rule(entry.rules().get(0)).orElseThrow();
                assertEquals(LETTERS.get(entry.severity()), first.severity(), entry.fault());
            }
        }
    }

    @Test
    void everyRuleHasAClassAndATest() {
        for (RuleInfo rule : Checks.builtin().rules()) {
            assertTrue(!classes(BUNDLES, rule).isEmpty(), rule.id());
            assertTrue(!classes(TESTS, rule).isEmpty(), rule.id() + " has no test");
        }
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        String family = "";
        for (Entry entry : entries()) {
            if (!entry.family().equals(family)) {
                family = entry.family();
                page.append("\n## ").append(family).append("\n\n| entry | | rules | looks at | thresholds | classes "
                        + "| tests | note |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
            }
            page.append(row(entry));
        }
        Path made = Path.of("target/catalogue.md");
        Files.createDirectories(made.getParent());
        Files.writeString(made, page.toString());
        List<String> right = page.toString().lines().toList();
        List<String> there = Files.readAllLines(PAGE);
        assertEquals(right.size(), there.size(), "lines; see target/catalogue.md");
        for (int i = 0; i < right.size(); i++) {
            assertEquals(withoutTests(right.get(i)), withoutTests(there.get(i)), "see target/catalogue.md");
            assertTrue(tests(right.get(i)).containsAll(tests(there.get(i))), "see target/catalogue.md for "
                    + there.get(i));
        }
    }

    /** A row but for its tests: others may name a rule as well. */
    private static String withoutTests(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length > COLUMNS) {
            cells[TESTS_COLUMN] = "";
        }
        return String.join("|", cells);
    }

    private static Set<String> tests(String line) {
        String[] cells = line.split("\\|", -1);
        return cells.length > COLUMNS ? Set.of(cells[TESTS_COLUMN].strip().split(", ")) : Set.of();
    }

    private String row(Entry entry) {
        List<RuleInfo> rules = entry.rules().stream().map(id -> Checks.builtin().rule(id).orElseThrow()).toList();
        Set<String> classes = new TreeSet<>();
        Set<String> tests = new TreeSet<>();
        for (RuleInfo rule : rules) {
            classes.addAll(classes(BUNDLES, rule));
            tests.addAll(classes(TESTS, rule));
        }
        List<String> cells = new ArrayList<>(List.of(entry.fault(), entry.severity(),
                rules.stream().map(rule -> "[" + rule.id() + "](../user/rules.md#" + rule.id() + ")")
                        .collect(Collectors.joining(", ")),
                rules.stream().flatMap(rule -> rule.evidence().stream()).map(kind -> kind.name()
                        .toLowerCase(Locale.ROOT)).distinct().sorted().collect(Collectors.joining(", ")),
                rules.stream().flatMap(rule -> rule.parameters().stream()).map(CatalogueTest::threshold)
                        .collect(Collectors.joining(", ")), String.join(", ", classes), String.join(", ", tests),
                rules.isEmpty() ? "waits for " + entry.note() : entry.note()));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String threshold(RuleParameter parameter) {
        double value = parameter.value();
        return parameter.name() + " " + (value == Math.rint(value) && Math.abs(value) < 1e7
                ? String.valueOf((long) value) : String.valueOf(value));
    }

    /** The names of the classes below a folder that name a rule. */
    private Set<String> classes(Path folder, RuleInfo rule) {
        return sources.computeIfAbsent(folder, CatalogueTest::read).entrySet().stream()
                .filter(file -> file.getValue().contains("\"" + rule.id() + "\"")).map(Map.Entry::getKey)
                .filter(name -> !name.equals("CatalogueTest")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(Path folder) {
        Map<String, String> read = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                read.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
