package org.lamina.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.program.CheckedProgram;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.checks.program.ProgramFiles;
import org.lamina.checks.settings.DeclaredTask;
import org.lamina.checks.suppression.SuppressedFinding;
import org.lamina.checks.suppression.SuppressedFindings;
import org.lamina.experiments.CheckpointEntry;
import org.lamina.experiments.ExperimentScanner;
import org.lamina.model.Checkpoint;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.program.Program;
import org.lamina.source.project.DirectorySourceTree;

/**
 * Checks what the user names. What is named itself must be readable; what is found in a directory and can't be read is
 * skipped with the reason. What comments in the programs say is meant is left out.
 */
final class CheckRun {

    private final Session session;
    private final CheckSettingsOfFiles settings;
    private final ProgramTexts texts;
    private final Checks checks = Checks.builtin();
    private final ProgramChecks programChecks = new ProgramChecks(checks);
    private final SuppressedFindings suppressed;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> suppressedFindings = new ArrayList<>();
    private final Map<Path, List<Path>> checkpoints = new HashMap<>();
    private final Set<String> models = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();
    private final Set<String> programs = new LinkedHashSet<>();
    private final List<CheckReport.Skipped> skipped = new ArrayList<>();

    CheckRun(Session session, CheckSettingsOfFiles settings, ProgramTexts texts) {
        this.session = session;
        this.settings = settings;
        this.texts = texts;
        this.suppressed = new SuppressedFindings(texts);
    }

    CheckReport report() {
        List<SuppressedFinding> meant = Checks.merge(suppressedFindings).stream()
                .map(finding -> new SuppressedFinding(finding, SuppressedFinding.Place.PROGRAM)).toList();
        return new CheckReport(Checks.merge(findings), meant, List.copyOf(models), List.copyOf(programs),
                List.copyOf(files), skipped);
    }

    /** Whether all findings of a rule in a file were looked for: the file is gone, or programs alone show them. */
    boolean hasAll(String rule, Path file) {
        return !Files.exists(file) || programs.contains(Session.absolute(file)) && checks.rule(rule)
                .filter(info -> info.evidence().equals(Set.of(Evidence.SOURCE))).isPresent();
    }

    /**
     * Checks a checkpoint, a program with the checkpoints beside it, or all that is in a directory.
     *
     * @throws InputException if it can't be read
     */
    void check(Path path) throws InputException, IOException {
        if (Files.exists(path) && !Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new InputException(session.shown(path), "a program, a checkpoint or a directory",
                    "something that is no file, such as a pipe"); // which nobody may ever write to
        }
        if (Files.isDirectory(path)) {
            checkPrograms(ProgramFiles.below(path, this::skip, session.progress()));
            checkModels(path, Optional.empty());
        } else if (ProgramChecks.isProgram(path.getFileName().toString()) && Files.isRegularFile(path)) {
            if (texts.apply(Session.absolute(path)) == null) {
                throw new InputException(session.shown(path), "a program that can be read",
                        ProgramTexts.problem(path));
            }
            checkPrograms(List.of(path));
            if (path.toString().endsWith(".py")) {
                checkModels(path.getParent(), Optional.of(Session.absolute(path)));
            }
        } else {
            try (Checkpoint checkpoint = CheckpointFile.open(path, session)) {
                if (checkpoint.model().isPresent()) {
                    check(checkpoint, checkpoint.model().get(), Optional.empty());
                } else {
                    checkTensors(checkpoint);
                }
            }
        }
    }

    /** Checks programs, as many at a time as there are processors; findings come in the order of the programs. */
    private void checkPrograms(List<Path> below) throws InputException, IOException {
        ExecutorService executor = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        Progress unseen = new Unseen(session.progress());
        try {
            List<Future<CheckedProgram>> started = new ArrayList<>();
            for (Path file : below) {
                String name = Session.absolute(file);
                String text = texts.apply(name);
                if (text == null) {
                    skip(file, ProgramTexts.problem(file));
                } else if (programs.add(name)) {
                    files.add(name);
                    RuleSettings rules = settings.of(file).rules();
                    started.add(executor.submit(() -> programChecks.check(name, text, rules, unseen)));
                }
            }
            for (int i = 0; i < started.size(); i++) {
                session.progress().checkCancelled();
                session.progress().report("Checking programs", (double) i / started.size());
                CheckedProgram checked = result(started.get(i));
                findings.addAll(checked.findings());
                suppressedFindings.addAll(checked.suppressed());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static CheckedProgram result(Future<CheckedProgram> check) {
        try {
            return check.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /** The progress of other threads: can be cancelled, and is not shown. */
    private record Unseen(Progress progress) implements Progress {

        @Override
        public void report(String task, double fraction) {
            // what all of them have done together is shown
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }

    private void checkModels(Path directory, Optional<String> program) throws InputException, IOException {
        if (!checkpoints.containsKey(directory)) { // many programs may be named that lie beside each other
            checkpoints.put(directory, new ExperimentScanner(session.readers()).scan(directory, session.progress())
                    .stream().flatMap(experiment -> experiment.models().stream())
                    .flatMap(model -> model.checkpoints().stream()).map(CheckpointEntry::file).toList());
        }
        for (Path file : checkpoints.get(directory)) {
            session.progress().checkCancelled();
            if (!models.contains(Session.absolute(file))) {
                tryToCheck(file, program);
            }
        }
    }

    private void tryToCheck(Path file, Optional<String> program) throws InputException, IOException {
        try (Checkpoint checkpoint = session.readers().open(file, session.progress())) {
            if (checkpoint.model().isPresent()) {
                check(checkpoint, checkpoint.model().get(), program);
            } else if (program.isEmpty()) {
                checkTensors(checkpoint);
            }
        } catch (ModelFormatException e) {
            skip(file, "expected " + e.expected() + ", found " + e.found());
        } catch (FileSystemException e) {
            skip(file, e);
        }
    }

    /** Checks the values of a checkpoint that has no architecture. */
    private void checkTensors(Checkpoint checkpoint) throws InputException, IOException {
        Path file = checkpoint.file().toAbsolutePath().normalize();
        session.progress().report("Checking " + file.getFileName(), Double.NaN);
        if (models.add(Session.absolute(file))) {
            CheckContext context = CheckContext.of(Session.absolute(file), checkpoint.tensors())
                    .with(settings.of(file).rules());
            findings.addAll(checks.run(context, session.progress()));
        }
    }

    private void check(Checkpoint checkpoint, Model model, Optional<String> program)
            throws InputException, IOException {
        Path file = checkpoint.file().toAbsolutePath().normalize();
        session.progress().report("Checking " + file.getFileName(), Double.NaN);
        LayerSources sources = LayerSources.resolve(model,
                new DirectorySourceTree(file.getParent(), session.progress()), session.progress());
        if (program.isPresent() && !sources.files().contains(program.get())) {
            return;
        }
        if (models.add(Session.absolute(file))) {
            files.addAll(sources.files());
            CheckContext context = CheckContext.of(Session.absolute(file), model, sources).with(read(sources))
                    .with(checkpoint.tensors()).with(DeclaredTask.over(settings.of(file).rules(), file));
            findings.addAll(suppressed.without(checks.run(context, session.progress()), suppressedFindings));
        }
    }

    /** The programs that the model is made of, read. */
    private List<Program> read(LayerSources sources) {
        List<Program> read = new ArrayList<>();
        for (String file : sources.files()) {
            String text = texts.apply(file);
            if (text != null) {
                read.add(Programs.read(file, text));
            }
        }
        return read;
    }

    private void skip(Path path, IOException problem) {
        skip(path, "can't be read: " + (problem instanceof FileSystemException file ? Failures.reason(file)
                : problem.getMessage()));
    }

    private void skip(Path path, String reason) {
        skipped.add(new CheckReport.Skipped(Session.absolute(path), reason));
    }
}
