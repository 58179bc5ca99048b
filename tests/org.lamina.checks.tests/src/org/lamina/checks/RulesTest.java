package org.lamina.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lamina.model.Finding.Evidence;

class RulesTest {

    @Test
    void everyTextBelongsToARuleThatIsRun() throws IOException, URISyntaxException {
        URI text = RuleText.class.getResource("rules/dropout-rate.md").toURI();
        Set<String> texts;
        if (text.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(text, Map.of())) {
                texts = texts(jar.provider().getPath(text).getParent());
            }
        } else {
            texts = texts(Path.of(text).getParent());
        }
        assertEquals(texts, new TreeSet<>(Checks.builtin().rules().stream().map(RuleInfo::id).toList()));
    }

    private static Set<String> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".md"))
                    .map(name -> name.replace(".md", "")).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void explainsEachRuleInWhole() {
        for (RuleInfo rule : Checks.builtin().rules()) {
            assertTrue(rule.id().matches("[a-z0-9-]+"), rule.id());
            assertTrue(rule.why().length() > 80, rule.id() + " does not say why");
            assertTrue(rule.recognise().length() > 20, rule.id() + " does not say how to recognise it");
            assertTrue(rule.advice().length() > 20, rule.id() + " does not say what to do");
            assertTrue(rule.explanation().contains("## Why"), rule.id());
            assertTrue(rule.repair().endsWith("."), rule.id() + " does not say what its quick fix does, or why none");
            assertTrue(!rule.pages().isEmpty(), rule.id() + " has nothing to read on");
            assertTrue(!rule.snippet().isEmpty() || rule.evidence().equals(Set.of(Evidence.TENSOR)), rule.id()
                    + " shows no code");
        }
    }

    @Test
    void aCommentInASnippetIsNoTitle() {
        RuleInfo rule = Checks.builtin().rule("dropout-rate").orElseThrow();
        assertEquals("High dropout rate", rule.title());
        assertTrue(rule.snippet().startsWith("# Keras\n"), rule.snippet());
    }

    @Test
    void takesThresholdsFromTheUserWhereThereAreAny() {
        RuleInfo rule = Checks.builtin().rule("dropout-rate").orElseThrow();
        RuleSettings settings = new RuleSettings(Map.of("dropout-rate", Map.of("rate", 0.7)), Map.of(), Set.of());
        assertEquals(0.5, RuleSettings.DEFAULTS.parameter(rule, "rate"));
        assertEquals(0.7, settings.parameter(rule, "rate"));
    }

    @Test
    void refusesAThresholdThatTheRuleDoesNotHave() {
        RuleInfo rule = Checks.builtin().rule("dropout-rate").orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> RuleSettings.DEFAULTS.parameter(rule, "p"));
    }
}
