package org.lamina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.lamina.checks.Checks;
import org.lamina.checks.baseline.Baseline;
import org.lamina.checks.report.SarifReport;
import org.lamina.checks.settings.CheckSettingsFile;
import org.lamina.model.Finding;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds faults. */
@Command(name = "check", description = "Finds faults in programs and in checkpoints.")
final class CheckCommand implements Callable<Integer> {

    private static final int FOUND = 1;

    /** How findings are printed. */
    enum Format {
        TEXT, JSON, SARIF
    }

    @Parameters(paramLabel = "PATH", arity = "1..*",
            description = "Programs (.py, .ipynb, .java), with the checkpoints of their models beside them; "
                    + "checkpoints; or directories with any of these.")
    private List<Path> paths;

    @Option(names = "--format", defaultValue = "text",
            description = "text (default), json, or sarif (SARIF 2.1.0, for code scanning).")
    private Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--severity", defaultValue = "warning", paramLabel = "S",
            description = "Findings milder than this are left out: warning (default), error or critical.")
    private Severity severity;

    @Option(names = "--baseline", paramLabel = "F",
            description = "Findings that this file has are left out: only what is new counts.")
    private Path baseline;

    @Option(names = "--suppressed",
            description = "With --format sarif: also what comments and the baseline say is meant, marked as "
                    + "suppressed. For readers that know this; code scanning of GitHub would open alerts.")
    private boolean withSuppressed;

    @Option(names = "--settings", paramLabel = "F",
            description = "Thresholds and severities; otherwise those of the nearest " + CheckSettingsFile.FILE
                    + " in a directory above.")
    private Path settingsFile;

    @Option(names = "--write-baseline", paramLabel = "F",
            description = "Writes all findings to this file, usually " + Baseline.FILE + ", as the baseline to come.")
    private Path newBaseline;

    private final Session session;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Optional<Baseline> known = baseline == null ? Optional.empty() : Optional.of(read(session.resolve(baseline)));
        ProgramTexts texts = new ProgramTexts();
        CheckSettingsOfFiles settings =
                new CheckSettingsOfFiles(session, Optional.ofNullable(settingsFile).map(session::resolve));
        CheckRun run = new CheckRun(session, settings, texts);
        for (Path path : paths) {
            if (path.toString().isEmpty()) {
                throw new InputException("PATH", "a program, a checkpoint or a directory",
                        "nothing; a dot is the directory that you are in");
            }
            run.check(session.resolve(path));
        }
        CheckReport report = run.report();
        if (newBaseline != null) {
            return write(session.resolve(newBaseline), report.findings());
        }
        CheckReport shown = known.map(report::without).orElse(report).atLeast(severity);
        print(shown, texts);
        if (known.isPresent() && format == Format.TEXT && !json) {
            printGone(known.get().gone(report.findings(), run::hasAll));
        }
        return shown.findings().isEmpty() ? 0 : FOUND;
    }

    private void printGone(int gone) {
        if (gone > 0) {
            session.out().println((gone == 1 ? "1 finding" : gone + " findings") + " of "
                    + session.shown(session.resolve(baseline)) + (gone == 1 ? " has" : " have")
                    + " been mended since; --write-baseline drops what is gone.");
        }
    }

    private void print(CheckReport report, ProgramTexts texts) throws IOException {
        if (format == Format.SARIF && !json) {
            SarifReport sarif = new SarifReport(Checks.builtin().rules(), repository(), texts,
                    LaminaCommand.version());
            List<String> notices = report.skipped().stream()
                    .map(one -> "Skipped " + session.shown(one.path()) + ": " + one.reason()).toList();
            Json.print(sarif.document(report.findings(), withSuppressed ? Optional.of(report.suppressed())
                    : Optional.empty(), notices), session.out());
        } else if (json || format == Format.JSON) {
            Json.print(new FindingsJson(report).document(), session.out());
        } else {
            new FindingsText(report, session).print();
        }
    }

    /** What code scanning takes file names to be relative to: the repository around, or else where we are. */
    private Path repository() {
        for (Path at = session.workingDirectory(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return session.workingDirectory();
    }

    private Baseline read(Path file) throws InputException, IOException {
        if (Files.isDirectory(file)) {
            throw new InputException(session.shown(file), "a baseline", "a directory");
        }
        try {
            return Baseline.read(file);
        } catch (ModelFormatException e) {
            throw InputException.of(e, file, session);
        }
    }

    private int write(Path file, List<Finding> findings) throws InputException, IOException {
        if (Files.isDirectory(file)) {
            throw new InputException(session.shown(file), "a file to write", "a directory");
        }
        int count = Baseline.write(file, findings);
        if (json || format == Format.JSON) {
            Json.print(Json.object().put("baseline", Session.absolute(file)).put("findings", count), session.out());
        } else {
            session.out().println("Wrote " + (count == 1 ? "1 finding" : count + " findings") + " to "
                    + session.shown(file) + ".");
        }
        return 0;
    }
}
