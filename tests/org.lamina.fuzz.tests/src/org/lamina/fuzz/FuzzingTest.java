package org.lamina.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuzzingTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path WORK = Path.of("target", "fuzz").toAbsolutePath();

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> readsOrRefusesWhatWasFound() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Target target : Targets.all(directory)) {
            for (Path input : Fixtures.inputs(target.name())) {
                tests.add(DynamicTest.dynamicTest(target.name() + "/" + input.getFileName(),
                        () -> assertTimeoutPreemptively(LIMIT, () -> target.read(Files.readAllBytes(input)))));
            }
        }
        return tests.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void findsNothing(String name) throws Exception {
        int seconds = Integer.getInteger("lamina.fuzz.seconds", 0);
        assumeTrue(seconds > 0, "lamina.fuzz.seconds is not set");
        Path work = Files.createDirectories(WORK.resolve(name));
        Campaign campaign = new Campaign(Targets.named(name, directory), work);
        List<Path> findings = campaign.run(seconds);
        assertEquals(List.of(), findings, name + ": " + campaign.tried() + " inputs, see " + campaign.log());
    }

    /** All in one for a short run; those that are named, or each on its own, for a long one. */
    static Stream<String> targets() {
        String named = System.getProperty("lamina.fuzz.targets", "");
        if (named.isEmpty()) {
            return Stream.of(AnyTarget.NAME);
        }
        return named.equals("all") ? Targets.names() : Stream.of(named.split(","));
    }
}
