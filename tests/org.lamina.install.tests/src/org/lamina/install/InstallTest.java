package org.lamina.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Installs Lamina from its update site into a plain Eclipse, lets the driver use it there, and judges what it reports;
 * then installs the engine, starts the same Eclipse again and lets the driver apply a tool. Needs a display.
 */
class InstallTest {

    @TempDir
    static Path folder;

    private static Path eclipse;
    private static List<Path> pluginsBefore;
    private static Properties checkpoint;
    private static Properties tool;
    private static String log;

    @BeforeAll
    static void installAndUse() throws Exception {
        assertNotNull(System.getenv("DISPLAY"), "This test needs a display: run it by releng/test");
        eclipse = folder.resolve("eclipse");
        Built.copy(Built.HOST, eclipse);
        Built.copy(Built.DEMO, folder.resolve("digits"));
        pluginsBefore = Built.files(eclipse.resolve("plugins"), "org.lamina.");
        install("org.lamina.feature.feature.group");
        Path dropins = Files.createDirectories(eclipse.resolve("dropins"));
        Path driver = Built.files(Built.DRIVER, "org.lamina.install.driver-").get(0);
        Files.copy(driver, dropins.resolve("org.lamina.install.driver.jar"));
        checkpoint = use("checkpoint");
        install("org.lamina.engine.feature.linux.x86_64.feature.group");
        tool = use("tool");
        Path file = folder.resolve("workspace/.metadata/.log");
        log = Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void startsFromAnEclipseWithoutLamina() {
        assertEquals(List.of(), pluginsBefore);
    }

    @Test
    void bringsGefAndItsFragmentAlong() {
        assertEquals(1, Built.files(eclipse.resolve("plugins"), "org.eclipse.gef_3.2.100").size());
        assertEquals(1, Built.files(eclipse.resolve("plugins"), "org.lamina.gef.compat_").size());
    }

    @Test
    void showsTheArchitectureOfACheckpoint() {
        assertEquals("org.lamina.ui.graph.editor", checkpoint.getProperty("editor"), checkpoint::toString);
        assertEquals("true", checkpoint.getProperty("editor.visible"));
        assertTrue(Integer.parseInt(checkpoint.getProperty("editor.parts")) > 3, checkpoint::toString);
    }

    @Test
    void marksTheFindingsInTheSource() throws IOException {
        String dropout = checkpoint.getProperty("finding.dropout-rate", "");
        assertTrue(dropout.startsWith("digits_buggy.py:" + lineOf("Dropout(0.8)") + ": "), checkpoint::toString);
        assertNotNull(checkpoint.getProperty("finding.missing-nonlinearity"), checkpoint::toString);
        assertNotNull(checkpoint.getProperty("finding.softmax-before-cross-entropy"), checkpoint::toString);
    }

    @Test
    void opensAFindingOnItsLine() throws IOException {
        String caret = checkpoint.getProperty("caret", "");
        assertTrue(caret.startsWith("digits_buggy.py:" + lineOf("Dropout(0.8)") + ": "), checkpoint::toString);
        assertTrue(caret.contains("Dropout(0.8)"), caret);
    }

    @Test
    void showsActivationsOnceTheEngineIsInstalled() {
        String widget = tool.getProperty("widget", "");
        assertTrue(widget.contains("HistogramCanvas"), tool::toString);
        assertFalse(widget.contains("ProblemBody"), tool::toString);
        assertTrue(tool.getProperty("widget.texts", "").contains("64 samples"), tool::toString);
    }

    @Test
    void logsNoErrors() {
        List<String> errors = log.lines().filter(line -> line.startsWith("!ENTRY org.lamina") && line.contains(" 4 "))
                .toList();
        assertEquals(List.of(), errors, log);
    }

    private static int lineOf(String code) throws IOException {
        List<String> lines = Files.readAllLines(Built.DEMO.resolve("digits_buggy.py"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(code)) {
                return i + 1;
            }
        }
        throw new IllegalStateException("digits_buggy.py has no line with " + code);
    }

    private static void install(String unit) throws IOException, InterruptedException {
        Program director = Program.run(folder, Map.of(), Program.eclipse(eclipse, List.of(), "-data",
                folder.resolve("director").toString(), "-application", "org.eclipse.equinox.p2.director", "-repository",
                Built.SITE.toUri().toString(), "-installIU", unit));
        assertEquals(0, director.exitCode(), director.output() + director.errors());
    }

    private static Properties use(String scenario) throws IOException, InterruptedException {
        Path file = folder.resolve(scenario + ".properties");
        Program ide = Program.run(folder, Map.of(), Program.eclipse(eclipse,
                List.of("-Dlamina.install.scenario=" + scenario,
                        "-Dlamina.install.project=" + folder.resolve("digits"), "-Dlamina.install.report=" + file),
                "-data", folder.resolve("workspace").toString()));
        assertTrue(Files.exists(file), "The driver reported nothing: " + ide.output() + ide.errors());
        Properties report = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            report.load(reader);
        }
        return report;
    }
}
