package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.lamina.checks.Checks;

class RulesCommandTest {

    @Test
    void listsAllRules() {
        Run run = Run.in(Run.demo(), "rules").exits(0);
        assertEquals(Checks.builtin().rules().size() + 1, run.lines().size());
        assertTrue(run.out().contains("\ndropout-rate "), run.out());
    }

    @Test
    void explainsOneRule() {
        Run run = Run.in(Run.demo(), "rules", "dropout-rate").exits(0);
        assertTrue(run.out().startsWith("## dropout-rate\n\nHigh dropout rate: *warning*; looks at "), run.out());
        assertTrue(run.out().contains("| rate | 0.5 fraction of units | "), run.out());
        Run none = Run.in(Run.demo(), "rules", "drop-rate").exits(2);
        assertEquals("lamina: drop-rate: expected a rule that \"lamina rules\" lists, found no such rule\n",
                none.err());
    }

    @Test
    void printsTheDocumentedJson() throws IOException {
        JsonNode json = Run.in(Run.demo(), "rules", "--json").exits(0).json();
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/rules.json"), json));
        assertEquals(Checks.builtin().rules().size(), json.get("rules").size());
    }

    @Test
    void printsAPageThatExplainsEachRule() {
        String page = Run.in(Run.demo(), "rules", "--markdown").exits(0).out();
        Checks.builtin().rules().forEach(rule -> {
            assertTrue(page.contains("| [" + rule.id() + "](#" + rule.id() + ") |"), rule.id());
            assertTrue(page.contains("\n## " + rule.id() + "\n"), rule.id());
        });
    }

    @Test
    void thePageOfRulesInTheDocumentsIsWhatItPrints() throws IOException {
        assertEquals(Files.readString(Run.userDocs("rules.md")), Run.in(Run.demo(), "rules", "--markdown").out(),
                "lamina rules --markdown > docs/user/rules.md");
    }
}
