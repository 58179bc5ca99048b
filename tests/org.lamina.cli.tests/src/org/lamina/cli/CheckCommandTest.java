package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

    private static final List<String> FAULTS = List.of(
            "digits_buggy.py:24:20: critical: No non-linearity between fc1 and fc2 [missing-nonlinearity]",
            "digits_buggy.py:25:24: critical: Softmax applied twice: in softmax and in CrossEntropyLoss "
                    + "[softmax-before-cross-entropy]",
            "digits_buggy.py:23:21: warning: Dropout rate of 0.8 in drop [dropout-rate]");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"digits_buggy_traced.pt", "digits_buggy_scripted.pt", "digits_buggy.onnx"})
    void findsAllFaultsOfTheBuggyTwinOnTheirLines(String name) {
        Run run = Run.in(Run.demo(), "check", name).exits(1);
        assertEquals(FAULTS, faults(run));
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits_traced.pt", "digits_scripted.pt", "digits.onnx"})
    void findsNothingInTheGoodTwin(String name) {
        Run run = Run.in(Run.demo(), "check", name).exits(0);
        assertEquals("No findings in 1 model.\n", run.out());
    }

    @Test
    void printsTheSameFaultOfSeveralCheckpointsOnce() {
        Run run = Run.in(Run.demo(), "check", ".").exits(1);
        assertEquals(FAULTS, faults(run));
        assertTrue(run.out().contains("3 findings (2 critical, 1 warning) in 6 models and 5 programs.\n"), run.out());
        assertTrue(run.out().contains(
                "    In: digits_buggy.onnx, digits_buggy_scripted.pt, digits_buggy_traced.pt\n"), run.out());
    }

    @Test
    void checksTheModelsOfAProgram() {
        assertEquals(FAULTS, faults(Run.in(Run.demo(), "check", "digits_buggy.py").exits(1)));
        Run both = Run.in(Run.demo(), "check", "digits.py").exits(1);
        assertTrue(both.out().contains("in 6 models and 1 program."),
                "its residual block is part of both twins: " + both.out());
        Run none = Run.in(Run.demo(), "check", "data.py").exits(0);
        assertEquals("No findings in 1 program.\n", none.out());
    }

    @Test
    void leavesMilderFindingsOut() {
        Run run = Run.in(Run.demo(), "check", "digits_buggy.onnx", "--severity", "Critical").exits(1);
        assertEquals(FAULTS.subList(0, 2), faults(run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--format=json"})
    void printsTheDocumentedJson(String option) throws IOException {
        Run run = Run.in(Run.demo(), "check", ".", option).exits(1);
        assertEquals("", run.err());
        JsonNode json = run.json();
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/check.json"), json));
        assertEquals(9, json.get("findings").size());
        assertEquals("{\"files\":5,\"models\":6,\"runs\":0}", json.get("checked").toString());
        JsonNode finding = json.get("findings").get(0);
        assertEquals(Run.demo().resolve("digits_buggy.py").toString(), finding.get("source").get("file").asText());
        assertEquals("layer", finding.get("unit").get("kind").asText());
    }

    @Test
    void skipsWhatCannotBeReadInADirectoryAndSaysWhy() throws IOException {
        Path digits = Run.copyOfDemo(folder, "digits_traced.pt", "digits.py");
        byte[] bytes = Files.readAllBytes(digits.resolve("digits_traced.pt"));
        Files.write(digits.resolve("torn.pt"), Arrays.copyOf(bytes, bytes.length / 2));
        Run run = Run.in(folder, "check", "digits").exits(0);
        assertTrue(run.out().contains("Skipped digits/torn.pt: expected "), run.out());
        JsonNode json = Run.in(folder, "check", "digits", "--json").json();
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/check.json"), json));
        assertEquals(1, json.get("skipped").size());
        Run.in(folder, "check", "digits/torn.pt").exits(2);
    }

    @Test
    void checksTheValuesOfAFileWithoutArchitecture() throws IOException {
        Path file = folder.resolve("arrays.safetensors");
        Files.copy(Run.fixture("digits_activations.safetensors"), file);
        assertEquals(1, Run.in(folder, "check", file.toString(), "--json").exits(0).json().get("checked")
                .get("models").asInt());
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 1; i <= 4; i++) {
            bytes[bytes.length - i] = (byte) 0xff;
        }
        Files.write(file, bytes);
        Run run = Run.in(folder, "check", folder.toString()).exits(1);
        assertTrue(run.out().contains("arrays.safetensors: critical: "), run.out());
        assertTrue(run.out().contains("[non-finite-tensor]"), run.out());
    }

    @Test
    void findsNothingInAModelWithoutDataFlow() throws IOException {
        Path digits = Run.copyOfDemo(folder, "digits.py");
        Files.copy(Run.fixture("weights/digits_state_dict.pt"), digits.resolve("weights.pt"));
        JsonNode json = Run.in(folder, "check", "digits", "--json").exits(0).json();
        assertEquals(0, json.get("findings").size());
        assertEquals(0, json.get("skipped").size());
        assertEquals(1, json.get("checked").get("models").asInt());
    }

    @Test
    void isSilentOnceItsFixesAreApplied() throws IOException {
        Path digits = Run.copyOfDemo(folder, "digits_buggy_traced.pt", "digits_buggy_scripted.pt", "digits_buggy.onnx",
                "digits.py", "digits_buggy.py", "train_buggy.py");
        List<JsonNode> edits = new ArrayList<>();
        for (JsonNode finding : Run.in(digits, "check", ".", "--json").json().get("findings")) {
            edits.add(finding.get("fix").get("edits").get(0));
        }
        Path program = digits.resolve("digits_buggy.py");
        String text = Files.readString(program);
        for (JsonNode edit : edits.stream().distinct()
                .sorted(Comparator.comparingInt((JsonNode edit) -> edit.get("offset").asInt()).reversed()).toList()) {
            assertEquals(program.toString(), edit.get("file").asText());
            int offset = edit.get("offset").asInt();
            text = text.substring(0, offset) + edit.get("text").asText()
                    + text.substring(offset + edit.get("length").asInt());
        }
        Files.writeString(program, text);
        assertTrue(text.contains("x = self.drop(torch.relu(self.fc1(x)))"), text);
        assertTrue(text.contains("self.drop = nn.Dropout(0.25)"), text);
        assertTrue(text.contains("        return x\n"), text);
        assertEquals("No findings in 3 models and 3 programs.\n", Run.in(digits, "check", ".").exits(0).out());
    }

    private static List<String> faults(Run run) {
        return run.lines().stream().filter(line -> line.matches("\\S+:\\d+:\\d+: .*")).toList();
    }

    @Test
    void refusesAnEmptyPath() {
        assertTrue(Run.in(folder, "check", "").exits(2).err().startsWith("lamina: PATH: expected a program"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesAPipeInsteadOfWaitingForIt() throws Exception {
        Path pipe = folder.resolve("net.py");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertTrue(Run.in(folder, "check", "net.py").exits(2).err()
                .startsWith("lamina: net.py: expected a program, a checkpoint or a directory, found something"));
        assertEquals("No findings in 0 programs.\n", Run.in(folder, "check", ".").exits(0).out());
    }

    @Test
    void refusesAProgramOfThatNameWhichIsTooLong() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Files.write(programs.resolve("data.py"), new byte[(8 << 20) + 1]);
        assertEquals("lamina: programs/data.py: expected a program that can be read, found more than 8388608 bytes\n",
                Run.in(folder, "check", "programs/data.py").exits(2).err());
        assertEquals("No findings in 0 programs.\nSkipped programs/data.py: more than 8388608 bytes\n",
                Run.in(folder, "check", "programs").exits(0).out());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysWhatItHasNoPermissionToRead() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("programs/closed"));
        Path locked = Files.writeString(folder.resolve("programs/locked.py"), "x = 1\n");
        for (Path path : List.of(closed, locked)) {
            Files.setPosixFilePermissions(path, Set.of());
        }
        try {
            Assumptions.assumeFalse(Files.isReadable(locked), "an administrator may read everything");
            assertEquals("No findings in 0 programs.\nSkipped programs/closed: can't be read: no permission\n"
                    + "Skipped programs/locked.py: no permission\n",
                    Run.in(folder, "check", "programs").exits(0).out());
            Run.in(folder, "check", "programs/locked.py").exits(2);
            Run.in(folder, "check", "programs/closed").exits(2);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void readsAsWellInANarrowTerminal() throws IOException {
        Path digits = Run.copyOfDemo(folder, "digits_buggy.py", "train_buggy.py", "data.py");
        for (String line : Run.in(digits, "check", ".").exits(1).lines()) {
            assertTrue(line.length() <= 80 || !line.startsWith(" "), line);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void goesRoundNoCircles() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Files.writeString(programs.resolve("net.py"), "x = 1\n");
        Files.createSymbolicLink(programs.resolve("again"), programs);
        Files.createSymbolicLink(programs.resolve("gone.py"), folder.resolve("nowhere.py"));
        assertEquals("No findings in 1 program.\n", Run.in(folder, "check", "programs").exits(0).out());
    }
}
