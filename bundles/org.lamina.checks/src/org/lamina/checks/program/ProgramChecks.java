package org.lamina.checks.program;

import java.util.List;

import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.suppression.SuppressedFindings;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;
import org.lamina.source.notebook.Notebook;
import org.lamina.source.program.Program;
import org.lamina.source.python.PythonSource;

/**
 * Checks programs without any checkpoint: Python files, notebooks and Java files. What comments say is meant is left
 * out. Has no state, so that programs can be checked at the same time.
 */
public final class ProgramChecks {

    private static final String PYTHON = ".py";
    private static final String NOTEBOOK = ".ipynb";
    private static final String JAVA = ".java";

    private final Checks checks;

    /**
     * @param checks the checks to run
     */
    public ProgramChecks(Checks checks) {
        this.checks = checks;
    }

    /** Whether a file of this name may be a program. */
    public static boolean isProgram(String file) {
        return file.endsWith(PYTHON) || file.endsWith(NOTEBOOK) || file.endsWith(JAVA);
    }

    /**
     * What the checks find in a program, with places and edits in the file as it is written.
     *
     * @param file its path, absolute and '/'-separated; the ending tells the language
     * @param text its text
     * @return worst first, then by place
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public List<Finding> run(String file, String text, RuleSettings settings, Progress progress) {
        if (file.endsWith(JAVA)) {
            return run(Programs.read(file, text), text, settings, progress).stream()
                    .map(ProgramChecks::withoutPython).toList();
        } else if (!file.endsWith(NOTEBOOK)) {
            return run(Programs.read(file, text), text, settings, progress);
        }
        Notebook notebook = Notebook.parse(file, text);
        Program program = Programs.read(PythonSource.parse(file, notebook.program()));
        return run(program, notebook.program(), settings, progress).stream().map(notebook::inFile).toList();
    }

    private List<Finding> run(Program program, String text, RuleSettings settings, Progress progress) {
        if (program.networks().isEmpty() && program.trainings().isEmpty()) {
            return List.of();
        }
        List<Finding> found = checks.run(CheckContext.of(program).with(settings), progress);
        return new SuppressedFindings(file -> file.equals(program.file()) ? text : null).without(found);
    }

    /** A finding without a snippet, which the rules give in Python alone; repairs are in Java. */
    private static Finding withoutPython(Finding finding) {
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), finding.context(),
                finding.advice(), "", finding.confidence(), finding.evidence(), finding.unit(), finding.source(),
                finding.related(), finding.epochs(), finding.fix());
    }
}
