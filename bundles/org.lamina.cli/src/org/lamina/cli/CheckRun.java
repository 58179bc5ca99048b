package org.lamina.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.experiments.CheckpointEntry;
import org.lamina.experiments.ExperimentScanner;
import org.lamina.model.Checkpoint;
import org.lamina.model.Finding;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.source.DirectorySourceTree;
import org.lamina.source.LayerSources;

/**
 * Checks what the user names. What is named itself must be readable; what is found in a directory and can't be read is
 * skipped with the reason.
 */
final class CheckRun {

    private final Session session;
    private final Checks checks = Checks.builtin();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> models = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();
    private final List<CheckReport.Skipped> skipped = new ArrayList<>();

    CheckRun(Session session) {
        this.session = session;
    }

    CheckReport report() {
        return new CheckReport(findings, List.copyOf(models), List.copyOf(files), skipped);
    }

    /**
     * Checks a checkpoint, the checkpoints beside a program, or those in a directory.
     *
     * @throws InputException if it can't be read
     */
    void check(Path path) throws InputException, IOException {
        if (Files.isDirectory(path)) {
            checkAll(path, Optional.empty());
        } else if (path.toString().endsWith(".py") && Files.isRegularFile(path)) {
            int before = models.size();
            checkAll(path.getParent(), Optional.of(Session.absolute(path)));
            if (models.size() == before) {
                skip(path, "no checkpoint of a model of this program lies beside it");
            }
        } else {
            try (Checkpoint checkpoint = CheckpointFile.open(path, session)) {
                check(checkpoint, CheckpointFile.model(checkpoint, session), Optional.empty());
            }
        }
    }

    private void checkAll(Path directory, Optional<String> program) throws IOException {
        List<Path> found = new ExperimentScanner(session.readers()).scan(directory, session.progress()).stream()
                .flatMap(experiment -> experiment.models().stream()).flatMap(model -> model.checkpoints().stream())
                .map(CheckpointEntry::file).toList();
        for (Path file : found) {
            session.progress().checkCancelled();
            if (!models.contains(Session.absolute(file))) {
                tryToCheck(file, program);
            }
        }
    }

    private void tryToCheck(Path file, Optional<String> program) throws IOException {
        try (Checkpoint checkpoint = session.readers().open(file, session.progress())) {
            if (checkpoint.model().isPresent()) {
                check(checkpoint, checkpoint.model().get(), program);
            } else if (program.isEmpty()) {
                skip(file, "holds tensors and no architecture");
            }
        } catch (ModelFormatException e) {
            skip(file, "expected " + e.expected() + ", found " + e.found());
        } catch (FileSystemException e) {
            skip(file, "can't be read: " + Failures.reason(e));
        }
    }

    private void check(Checkpoint checkpoint, Model model, Optional<String> program) {
        Path file = checkpoint.file().toAbsolutePath().normalize();
        session.progress().report("Checking " + file.getFileName(), Double.NaN);
        LayerSources sources = LayerSources.resolve(model,
                new DirectorySourceTree(file.getParent(), session.progress()), session.progress());
        if (program.isPresent() && !sources.files().contains(program.get())) {
            return;
        }
        if (models.add(Session.absolute(file))) {
            files.addAll(sources.files());
            findings.addAll(checks.run(CheckContext.of(Session.absolute(file), model, sources), session.progress()));
        }
    }

    private void skip(Path path, String reason) {
        skipped.add(new CheckReport.Skipped(Session.absolute(path), reason));
    }
}
