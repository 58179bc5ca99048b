package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckReportsTest {

    private static final Path SARIF = Run.fixture("sarif/sarif-2.1.0.json");

    @TempDir
    Path folder;

    private Path buggy() throws IOException {
        return Run.copyOfDemo(folder, "digits_buggy_traced.pt", "digits_buggy.onnx", "digits.py", "digits_buggy.py",
                "train_buggy.py");
    }

    @Test
    void writesSarifThatIsValidAgainstItsSchema() throws IOException {
        buggy();
        JsonNode sarif = Run.in(folder, "check", "digits", "--format", "sarif").exits(1).json();
        assertEquals(List.of(), JsonSchema.problems(SARIF, sarif));
        ((ObjectNode) sarif.at("/runs/0/results/0")).remove("message");
        assertEquals(List.of("$.runs[0].results[0]: message is missing"), JsonSchema.problems(SARIF, sarif));
    }

    @Test
    void writesSarifAsCodeScanningReadsIt() throws IOException {
        buggy();
        JsonNode run = Run.in(folder, "check", "digits", "--format", "sarif").exits(1).json().at("/runs/0");
        assertEquals(3, run.get("results").size(), "one for the fault of both checkpoints");
        for (JsonNode result : run.get("results")) {
            JsonNode rule = run.at("/tool/driver/rules").get(result.get("ruleIndex").asInt());
            assertEquals(rule.get("id"), result.get("ruleId"));
            assertTrue(rule.at("/help/markdown").asText().startsWith("**Why.** "), rule.toString());
            JsonNode place = result.at("/locations/0/physicalLocation");
            assertEquals("digits/digits_buggy.py", place.at("/artifactLocation/uri").asText());
            assertEquals("%SRCROOT%", place.at("/artifactLocation/uriBaseId").asText());
            assertTrue(place.at("/region/startLine").asInt() > 1);
            assertTrue(result.at("/partialFingerprints/primaryLocationLineHash").asText().matches("[0-9a-f]{16}:1"));
        }
        JsonNode dropout = run.at("/results/2");
        assertEquals("warning", dropout.get("level").asText());
        JsonNode change = dropout.at("/fixes/0/artifactChanges/0/replacements/0");
        assertEquals("{\"startLine\":23,\"startColumn\":32,\"endLine\":23,\"endColumn\":35}",
                change.get("deletedRegion").toString());
        assertEquals("0.25", change.at("/insertedContent/text").asText());
    }

    @Test
    void namesFilesInSarifAsTheRepositoryAroundDoes() throws IOException {
        Path digits = buggy();
        Files.createDirectory(folder.resolve(".git"));
        JsonNode run = Run.in(digits, "check", ".", "--format", "sarif").exits(1).json().at("/runs/0");
        assertEquals("digits/digits_buggy.py",
                run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText());
        assertEquals(folder.toRealPath().toUri().toString(), run.at("/originalUriBaseIds/%SRCROOT%/uri").asText());
        for (JsonNode result : run.get("results")) {
            for (JsonNode related : result.path("relatedLocations")) {
                assertTrue(related.at("/physicalLocation/artifactLocation/uri").asText().startsWith("digits/"));
                assertTrue(related.at("/message/text").asText().length() > 0);
            }
        }
    }

    @Test
    void writesSarifWithoutResultsForASoundProject() throws IOException {
        Run.copyOfDemo(folder, "digits_traced.pt", "digits.py", "train.py");
        Files.writeString(folder.resolve("digits/torn.pt"), "");
        JsonNode sarif = Run.in(folder, "check", "digits", "--format=sarif").exits(0).json();
        assertEquals(List.of(), JsonSchema.problems(SARIF, sarif));
        assertEquals(0, sarif.at("/runs/0/results").size());
    }

    @Test
    void leavesOutWhatTheBaselineKnowsEvenWhenLinesHaveMoved() throws IOException {
        Path digits = buggy();
        Run written = Run.in(folder, "check", "digits", "--write-baseline", "digits/.lamina/baseline.json").exits(0);
        assertEquals("Wrote 3 findings to digits/.lamina/baseline.json.\n", written.out());
        Path program = digits.resolve("digits_buggy.py");
        Files.writeString(program, "# moved\n\n" + Files.readString(program));
        String[] check = {"check", "digits", "--baseline", "digits/.lamina/baseline.json"};
        assertEquals("No findings in 2 models and 3 programs.\n", Run.in(folder, check).exits(0).out());

        Files.writeString(program, Files.readString(program).replace("nn.Dropout(0.8)", "nn.Dropout(0.9)"));
        Run changed = Run.in(folder, check).exits(1);
        assertTrue(changed.out().contains("digits_buggy.py:25:21: warning: Dropout rate of 0.9"), changed.out());
        assertTrue(changed.out().contains("1 finding (1 warning) in 2 models and 3 programs."), changed.out());
    }

    @Test
    void writesIntoSarifWhatIsSuppressedAndWhere() throws IOException {
        Path program = buggy().resolve("digits_buggy.py");
        Run.in(folder, "check", "digits", "--severity", "critical", "--write-baseline", "all.json").exits(0);
        Files.writeString(program, Files.readString(program).replace("nn.Dropout(0.8)",
                "nn.Dropout(0.9)  # lamina: ignore"));
        String[] check = {"check", "digits", "--format", "sarif", "--baseline", "all.json"};
        assertEquals(0, Run.in(folder, check).exits(0).json().at("/runs/0/results").size());
        check = new String[] {"check", "digits", "--format", "sarif", "--baseline", "all.json", "--suppressed"};
        JsonNode sarif = Run.in(folder, check).exits(0).json();
        assertEquals(List.of(), JsonSchema.problems(SARIF, sarif));
        Map<String, String> suppressions = new TreeMap<>();
        sarif.at("/runs/0/results").forEach(result -> suppressions.put(result.get("ruleId").asText(),
                result.get("suppressions").toString()));
        String known = "[{\"kind\":\"external\",\"status\":\"accepted\"}]";
        assertEquals(Map.of("dropout-rate", known.replace("external", "inSource"), "missing-nonlinearity", known,
                "softmax-before-cross-entropy", known), suppressions);
        Files.writeString(program, Files.readString(program).replace("  # lamina: ignore", ""));
        assertEquals("[]", Run.in(folder, check).exits(1).json().at("/runs/0/results/0/suppressions").toString());
    }

    @Test
    void saysWhatOfTheBaselineIsMended() throws IOException {
        Path program = folder.resolve("net.py");
        String rate = "from torch import nn, optim\n\nnet = nn.Linear(2, 2)\nfor x in range(3):\n"
                + "    optimizer = optim.SGD(net.parameters(), lr=%s)\n    net(x).sum().backward()\n"
                + "    optimizer.step()\n";
        Files.writeString(program, rate.formatted("50.0"));
        Run.in(folder, "check", ".", "--write-baseline", "known.json").exits(0);
        assertFalse(Run.in(folder, "check", ".", "--baseline", "known.json").exits(0).out().contains("mended"));
        Files.delete(program);
        String out = Run.in(folder, "check", ".", "--baseline", "known.json").exits(0).out();
        assertTrue(out.matches("(?s).*\\d findings? of known.json ha(s|ve) been mended since; .*"), out);
    }

    @Test
    void tellsWhatIsWrongWithABaseline() throws IOException {
        buggy();
        Run.in(folder, "check", "digits", "--baseline", "none.json").exits(2);
        Files.writeString(folder.resolve("odd.json"), "{\"version\": 2}");
        Run odd = Run.in(folder, "check", "digits", "--baseline", "odd.json").exits(2);
        assertEquals("lamina: odd.json: expected a baseline of version 1 with a list of findings, found other JSON\n",
                odd.err());
        Files.writeString(folder.resolve("torn.json"), "{\n\"version\": ");
        assertTrue(Run.in(folder, "check", "digits", "--baseline", "torn.json").exits(2).err()
                .startsWith("lamina: torn.json: expected a baseline in JSON"));
    }

    @Test
    void isSilentWhereACommentSaysThatItIsMeant() throws IOException {
        Path digits = buggy();
        Path program = digits.resolve("digits_buggy.py");
        List<String> lines = new ArrayList<>(Files.readAllLines(program));
        lines.set(22, lines.get(22) + "  # lamina: ignore[dropout-rate]");
        Files.write(program, lines);
        String out = Run.in(folder, "check", "digits").exits(1).out();
        assertFalse(out.contains("dropout-rate"), out);
        assertTrue(out.contains("2 findings (2 critical) in 2 models and 3 programs."), out);
        lines.add(0, "# lamina: ignore-file");
        Files.write(program, lines);
        assertEquals("No findings in 2 models and 3 programs.\n", Run.in(folder, "check", "digits").exits(0).out());
    }

    @Test
    void takesTheSettingsOfTheProjectUnlessOthersAreNamed() throws IOException {
        Path digits = buggy();
        Files.createDirectory(folder.resolve(".lamina"));
        Files.writeString(folder.resolve(".lamina/checks.json"), """
                {"rules": {"dropout-rate": {"severity": "critical"},
                           "softmax-before-cross-entropy": {"severity": "off"}}}""");
        String project = Run.in(folder, "check", "digits").exits(1).out();
        assertTrue(project.contains("2 findings (2 critical)"), project);
        Files.writeString(digits.resolve("mine.json"), """
                {"rules": {"dropout-rate": {"parameters": {"rate": 0.85}}}}""");
        String mine = Run.in(folder, "check", "digits", "--settings", "digits/mine.json").exits(1).out();
        assertFalse(mine.contains("dropout-rate"), mine);
        Files.writeString(folder.resolve(".lamina/checks.json"), "{");
        assertTrue(Run.in(folder, "check", "digits").exits(2).err()
                .startsWith("lamina: .lamina/checks.json: expected settings in JSON"));
    }

    @Test
    void saysOnceWhatFindingsOfARuleHaveInCommon() throws IOException {
        String model = """
                from tensorflow import keras
                model = keras.Sequential([
                    keras.layers.Dense(64, activation='relu'),
                    keras.layers.Dropout(0.8),
                    keras.layers.Dense(10, activation='softmax')])
                """;
        Files.writeString(folder.resolve("one.py"), model);
        Files.writeString(folder.resolve("two.py"), model);
        String out = Run.in(folder, "check", ".").exits(1).out();
        assertEquals(2, out.split("Dropout rate of 0.8", -1).length - 1, out);
        assertEquals(1, out.split("Why: Dropout sets", -1).length - 1, out);
    }

    @Test
    void checksNotebooksAndNamesTheCell() throws IOException {
        Files.writeString(folder.resolve("train.ipynb"), """
                {"cells": [
                 {"cell_type": "code", "source": ["%matplotlib inline\\n", "from tensorflow import keras"]},
                 {"cell_type": "code", "source": [
                  "model = keras.Sequential([\\n",
                  "    keras.layers.Dense(64, activation='relu'),\\n",
                  "    keras.layers.Dropout(0.8),\\n",
                  "    keras.layers.Dense(10, activation='softmax')])"
                 ]}
                ], "nbformat": 4}
                """);
        Run run = Run.in(folder, "check", "train.ipynb").exits(1);
        assertTrue(run.out().contains("train.ipynb:6:8: warning: Dropout rate of 0.8"), run.out());
        assertTrue(run.out().contains("Seen: In cell 2, line 3."), run.out());
        JsonNode fix = Run.in(folder, "check", "train.ipynb", "--json").json().at("/findings/0/fix/edits/0");
        String json = Files.readString(folder.resolve("train.ipynb"));
        assertEquals("0.8", json.substring(fix.get("offset").asInt(),
                fix.get("offset").asInt() + fix.get("length").asInt()));
    }
}
