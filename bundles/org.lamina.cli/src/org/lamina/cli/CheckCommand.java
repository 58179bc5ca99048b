package org.lamina.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.lamina.model.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds faults. */
@Command(name = "check", description = "Finds faults in checkpoints and in the Python programs that made them.")
final class CheckCommand implements Callable<Integer> {

    private static final int FOUND = 1;

    /** How findings are printed. */
    enum Format {
        TEXT, JSON
    }

    @Parameters(paramLabel = "PATH", arity = "1..*",
            description = "Checkpoints; Python programs, whose checkpoints are looked for beside them; or directories.")
    private List<Path> paths;

    @Option(names = "--format", defaultValue = "text", description = "text (default) or json.")
    private Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--severity", defaultValue = "warning", paramLabel = "S",
            description = "Findings milder than this are left out: warning (default), error or critical.")
    private Severity severity;

    private final Session session;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        CheckRun run = new CheckRun(session);
        for (Path path : paths) {
            run.check(session.resolve(path));
        }
        CheckReport report = run.report().atLeast(severity);
        if (json || format == Format.JSON) {
            Json.print(new FindingsJson(report).document(), session.out());
        } else {
            new FindingsText(report, session).print();
        }
        return report.findings().isEmpty() ? 0 : FOUND;
    }
}
