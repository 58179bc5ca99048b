package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A run of a command in some directory, and what came of it. */
record Run(int code, String out, String err) {

    private static final Path TOP = Path.of("").toAbsolutePath().getParent().getParent();

    static Run in(Path directory, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), directory);
        Run run = new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertFalse(run.err.contains("\tat ") || run.err.contains("    at "), run.err);
        return run;
    }

    /** The folder of the demo project. */
    static Path demo() {
        return TOP.resolve("releng/demo/digits");
    }

    /** A file of the documentation for users. */
    static Path userDocs(String name) {
        return TOP.resolve("docs/user").resolve(name);
    }

    /** A file of the repository. */
    static Path top(String name) {
        return TOP.resolve(name);
    }

    /** A file that only tests need. */
    static Path fixture(String name) {
        return TOP.resolve("tests/org.lamina.testsupport/fixtures").resolve(name);
    }

    /** A copy of some files of the demo project. */
    static Path copyOfDemo(Path into, String... names) throws IOException {
        Path digits = Files.createDirectory(into.resolve("digits"));
        for (String name : names) {
            Files.copy(demo().resolve(name), digits.resolve(name));
        }
        return digits;
    }

    Run exits(int expected) {
        assertEquals(expected, code, err + out);
        return this;
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
