package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;

/** The two image classifiers of UMLAUT's study, written anew: each fault on its line, and nothing else. */
class ClassifierProgramsTest {

    private static final String MARK = "# fault: ";

    @ParameterizedTest
    @ValueSource(strings = {"keras_a", "keras_b", "torch_a", "torch_b", "keras_a_corrected", "keras_b_corrected",
        "torch_a_corrected", "torch_b_corrected"})
    void findsEachFaultOnItsLineAndNothingElse(String name) throws IOException {
        String text = Files.readString(Path.of("programs", name + ".py"));
        TreeSet<String> expected = new TreeSet<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int mark = lines.get(i).indexOf(MARK);
            if (mark >= 0) {
                expected.add((i + 1) + " " + lines.get(i).substring(mark + MARK.length()));
            }
        }
        List<Finding> findings =
                Checks.builtin().run(CheckContext.of(Programs.read(name + ".py", text)), Progress.NONE);
        TreeSet<String> found = new TreeSet<>();
        findings.forEach(finding -> found.add(finding.source().orElseThrow().line() + " " + finding.rule()));
        assertEquals(expected, found);
        assertEquals(expected.size(), findings.size());
    }
}
