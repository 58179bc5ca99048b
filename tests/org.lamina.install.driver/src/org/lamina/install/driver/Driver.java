package org.lamina.install.driver;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;

/**
 * Runs one scenario when the IDE has started, writes its report and closes the IDE. Told by system properties:
 * {@code lamina.install.scenario} ({@code checkpoint} or {@code tool}), {@code lamina.install.project} (the folder to
 * import) and {@code lamina.install.report} (the file to write).
 */
public final class Driver implements IStartup {

    @Override
    public void earlyStartup() {
        String scenario = System.getProperty("lamina.install.scenario");
        if (scenario == null) {
            return;
        }
        Properties report = new Properties();
        Ide ide = new Ide(PlatformUI.getWorkbench());
        try {
            ide.importProject(Path.of(System.getProperty("lamina.install.project")));
            switch (scenario) {
                case "checkpoint" -> new CheckpointScenario(ide, report).run();
                case "tool" -> new ToolScenario(ide, report).run();
                default -> throw new IllegalArgumentException("There is no scenario " + scenario);
            }
        } catch (Exception e) {
            ILog.get().error("The scenario " + scenario + " stopped", e);
            report.setProperty("stopped", e.toString());
        } finally {
            write(report, Path.of(System.getProperty("lamina.install.report")));
            ide.close();
        }
    }

    private static void write(Properties report, Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            report.store(writer, null);
        } catch (IOException e) {
            ILog.get().error("The report could not be written to " + file, e);
        }
    }
}
