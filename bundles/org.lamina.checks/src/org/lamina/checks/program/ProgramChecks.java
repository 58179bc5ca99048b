package org.lamina.checks.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.suppression.SuppressedFindings;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.source.following.Programs;
import org.lamina.source.notebook.Notebook;
import org.lamina.source.program.Program;
import org.lamina.source.project.DirectoryModules;
import org.lamina.source.project.ModuleFiles;
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
    private final ModuleFiles files;

    /**
     * Checks programs with the files of their projects that they import.
     *
     * @param checks the checks to run
     */
    public ProgramChecks(Checks checks) {
        this(checks, new DirectoryModules());
    }

    /**
     * Checks programs with the files that they import.
     *
     * @param checks the checks to run
     * @param files the files that imports may mean
     */
    public ProgramChecks(Checks checks, ModuleFiles files) {
        this.checks = checks;
        this.files = files;
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
        return check(file, text, settings, progress).findings();
    }

    /**
     * The same, with what comments say is meant beside it.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public CheckedProgram check(String file, String text, RuleSettings settings, Progress progress) {
        if (file.endsWith(JAVA)) {
            return check(Programs.read(file, text), text, settings, progress).map(ProgramChecks::withoutPython);
        } else if (!file.endsWith(NOTEBOOK)) {
            return check(Programs.read(file, text, files), text, settings, progress);
        }
        Notebook notebook = Notebook.parse(file, text);
        Program program = Programs.read(PythonSource.parse(file, notebook.program()), files);
        return check(program, notebook.program(), settings, progress).map(notebook::inFile);
    }

    private CheckedProgram check(Program program, String text, RuleSettings settings, Progress progress) {
        if (program.networks().isEmpty() && program.trainings().isEmpty() && program.optimizers().isEmpty()) {
            return CheckedProgram.SOUND;
        }
        SuppressedFindings suppressed = new SuppressedFindings(file -> file.equals(program.file()) ? text
                : program.imported().stream().filter(source -> source.file().equals(file)).map(PythonSource::text)
                        .findFirst().orElse(null));
        List<Finding> meant = new ArrayList<>();
        List<Finding> found = suppressed.without(checks.run(CheckContext.of(program).with(settings), progress), meant);
        ImportedFindings imported = new ImportedFindings(program, file -> checks.run(
                CheckContext.of(Programs.read(file.file(), file.text(), files)).with(settings), progress));
        return new CheckedProgram(suppressed.without(found.stream().flatMap(finding -> inFile(finding, program).or(
                () -> imported.find(finding)).stream()).toList(), meant), meant);
    }

    /** A finding that is of this file: one that another file has a part in is marked here, and mended by hand. */
    private static Optional<Finding> inFile(Finding finding, Program program) {
        if (finding.source().isEmpty() || program.imported().isEmpty()) {
            return Optional.of(finding);
        }
        boolean own = finding.source().get().file().equals(program.file());
        Optional<SourceLocation> place = own ? finding.source() : finding.related().stream()
                .filter(related -> related.file().equals(program.file())).findFirst();
        boolean elsewhere = finding.fix().stream().flatMap(fix -> fix.edits().stream())
                .anyMatch(edit -> !program.isOwn(edit.offset()));
        return place.map(here -> new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(),
                finding.context(), finding.advice(), finding.snippet(), finding.confidence(), finding.evidence(),
                finding.unit(), place, Stream.concat(own ? Stream.empty() : finding.source().stream(),
                        finding.related().stream().filter(related -> !related.equals(here))).toList(),
                finding.epochs(), finding.fix().filter(fix -> own && !elsewhere)));
    }

    /** A finding without a snippet, which the rules give in Python alone; repairs are in Java. */
    private static Finding withoutPython(Finding finding) {
        return new Finding(finding.rule(), finding.severity(), finding.title(), finding.why(), finding.context(),
                finding.advice(), "", finding.confidence(), finding.evidence(), finding.unit(), finding.source(),
                finding.related(), finding.epochs(), finding.fix());
    }
}
