package org.lamina.checks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.model.Finding;
import org.lamina.model.Progress;

class DjlProgramsTest {

    private static final Path FIXTURES = Path.of("").toAbsolutePath().getParent()
            .resolve("org.lamina.testsupport/fixtures/djl");

    @Test
    void findsTheThreeFaultsOfProgramAOnTheirLines() throws IOException {
        assertEquals(List.of("dropout-rate: net.add(Dropout.builder().optRate(0.8f).build());",
                "input-range: FashionMnist training = FashionMnist.builder()",
                "softmax-before-cross-entropy: net.add(Linear.builder().setUnits(10).build());"), faults("ProgramA"));
    }

    @Test
    void findsTheThreeFaultsOfProgramBOnTheirLines() throws IOException {
        assertEquals(List.of("learning-rate: Tracker rate = Tracker.fixed(-1e3f);",
                "missing-nonlinearity: .add(Linear.builder().setUnits(128).build())",
                "missing-nonlinearity: .add(Linear.builder().setUnits(256).build())",
                "validation-overlap: EasyTrain.fit(trainer, 10, training, validation);"), faults("ProgramB"));
    }

    @Test
    void isSilentOnTheCorrectedPrograms() throws IOException {
        assertEquals(List.of(), faults("ProgramAMended"));
        assertEquals(List.of(), faults("ProgramBMended"));
    }

    @Test
    void saysNothingOfTornAndForeignPrograms() throws IOException {
        String whole = Files.readString(FIXTURES.resolve("ProgramA.java"));
        for (int length = 0; length < whole.length(); length += 97) {
            run(whole.substring(0, length));
        }
        run("import ai.djl.Model;\n" + "f(".repeat(5_000));
        run("import ai.djl.Model;\nx = \"\"\" 'a /* = = ) ] } new try ( -> :: 0x 1e");
        assertEquals(List.of(), run("class A { SequentialBlock b = new SequentialBlock(); }"));
    }

    private static List<Finding> run(String text) {
        return new ProgramChecks(Checks.builtin()).run("/p/A.java", text, RuleSettings.DEFAULTS, Progress.NONE);
    }

    private static List<String> faults(String name) throws IOException {
        return run(Files.readString(FIXTURES.resolve(name + ".java"))).stream()
                .map(finding -> finding.rule() + ": " + finding.source().orElseThrow().text()).sorted().toList();
    }
}
