package org.lamina.checks.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.checks.RuleSettings;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Severity;
import org.lamina.source.program.Task;

class CheckSettingsFileTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("checks.json"), text);
    }

    @Test
    void readsSeveritiesThresholdsAndRulesThatAreOff() throws Exception {
        CheckSettings settings = CheckSettingsFile.read(file("""
                {"rules": {"dropout-rate": {"severity": "Error", "parameters": {"rate": 0.6}},
                           "missing-nonlinearity": {"severity": "off"}}}"""));
        assertEquals(Map.of("dropout-rate", Severity.ERROR), settings.rules().severities());
        assertEquals(Set.of("missing-nonlinearity"), settings.rules().disabled());
        assertEquals(0.6, settings.rules().parameters().get("dropout-rate").get("rate"));
        assertTrue(settings.onSave());
    }

    @Test
    void writesWhatItReadsAndKeepsWhatItDoesNotKnow() throws Exception {
        Path file = file("{\"owner\": \"team\", \"rules\": {\"gone\": {\"severity\": \"error\"}}}");
        CheckSettings settings = new CheckSettings(new RuleSettings(Map.of("dropout-rate", Map.of("rate", 0.7)),
                Map.of("dropout-rate", Severity.CRITICAL), Set.of("missing-nonlinearity")), Optional.of(false));
        CheckSettingsFile.write(file, settings);
        CheckSettings read = CheckSettingsFile.read(file);
        assertEquals(settings.rules().severities(), read.rules().severities());
        assertEquals(settings.rules().disabled(), read.rules().disabled());
        assertEquals(0.7, read.rules().parameters().get("dropout-rate").get("rate"));
        assertEquals(false, read.onSave());
        assertTrue(Files.readString(file).contains("\"owner\" : \"team\""));
    }

    @Test
    void readsAndWritesWhatTheNetworksAreFor() throws Exception {
        Path file = file("{\"task\": {\"inputKind\": \"image\", \"outputKind\": \"regression\"}}");
        CheckSettings settings = CheckSettingsFile.read(file);
        assertEquals(new Task("image", "regression", true), settings.rules().task());
        assertEquals(settings.rules().task(), CheckSettings.DEFAULTS.over(settings).rules().task());
        CheckSettingsFile.write(folder.resolve("copy.json"), settings);
        assertEquals(settings.rules().task(), CheckSettingsFile.read(folder.resolve("copy.json")).rules().task());
        assertEquals(Task.UNKNOWN, CheckSettingsFile.read(file("{}")).rules().task());
        CheckSettingsFile.write(file, CheckSettings.DEFAULTS);
        assertEquals(CheckSettings.DEFAULTS, CheckSettingsFile.read(file));
    }

    @Test
    void leavesToOthersWhetherProgramsAreCheckedWhenSaved() throws Exception {
        CheckSettings others = new CheckSettings(RuleSettings.DEFAULTS, Optional.of(false));
        assertFalse(CheckSettingsFile.read(file("{}")).over(others).onSave());
        assertTrue(CheckSettingsFile.read(file("{\"onSave\": true}")).over(others).onSave());
    }

    @Test
    void theTaskOfARunCountsForItsCheckpoints() throws Exception {
        Path checkpoints = Files.createDirectories(folder.resolve("run/checkpoints"));
        Path header = folder.resolve("run/lamina.json");
        Files.writeString(header, "{\"schema\": 1, \"inputKind\": \"image\", \"outputKind\": \"multilabel\"}");
        Path checkpoint = checkpoints.resolve("epoch-0001.safetensors");
        RuleSettings project = RuleSettings.DEFAULTS.with(new Task("table", "binary", true));
        assertEquals(new Task("image", "multilabel", true), DeclaredTask.over(project, checkpoint).task());
        assertEquals(new Task("table", "binary", true), DeclaredTask.over(project, folder.resolve("a.pt")).task());
        for (String torn : List.of("{\"outputKind\": \"multi", "[]", "", "{\"outputKind\": \"dream\"}")) {
            Files.writeString(header, torn);
            assertEquals(Task.UNKNOWN, DeclaredTask.ofRun(checkpoint), torn);
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertEquals("checks.json: expected warning, error, critical or off as severity of dropout-rate, found \"bad\"",
                problem("{\"rules\": {\"dropout-rate\": {\"severity\": \"bad\"}}}"));
        assertEquals("checks.json: expected a number as rate of dropout-rate, found \"high\"",
                problem("{\"rules\": {\"dropout-rate\": {\"parameters\": {\"rate\": \"high\"}}}}"));
        assertEquals("checks.json: expected one of binary, classification, multilabel, regression as outputKind, found "
                + "\"dream\"", problem("{\"task\": {\"outputKind\": \"dream\"}}"));
        assertEquals("checks.json: expected a JSON object with an object \"rules\", found other JSON", problem("[]"));
        assertEquals("checks.json: expected settings in JSON, found text that is not JSON at line 2", problem("{\n!"));
    }

    private String problem(String text) throws IOException {
        Path file = file(text);
        return assertThrows(ModelFormatException.class, () -> CheckSettingsFile.read(file)).getMessage();
    }

    @Test
    void theNearestFileAboveCounts() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b/c"));
        assertEquals(Optional.empty(), CheckSettingsFile.nearest(deep).filter(file -> file.startsWith(folder)));
        Files.createDirectories(folder.resolve("a/.lamina"));
        Path settings = Files.writeString(folder.resolve("a").resolve(CheckSettingsFile.FILE), "{}");
        assertEquals(Optional.of(settings), CheckSettingsFile.nearest(deep));
    }
}
