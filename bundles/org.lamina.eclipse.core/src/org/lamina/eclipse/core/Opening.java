package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.settings.DeclaredTask;
import org.lamina.checks.suppression.SuppressedFindings;
import org.lamina.formats.Readers;
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
import org.lamina.source.project.SourceTree;
import org.lamina.source.python.PythonSource;

/** What is done to open a checkpoint: read the file, find its layers in the workspace's programs, run the checks. */
final class Opening {

    /** The model of a file that holds tensors and no architecture. */
    private static final Model TENSORS_ALONE = new Model("", List.of(), List.of(), List.of(), List.of(), List.of());

    private final IWorkspaceRoot root;
    private final Readers readers;
    private final Checks checks;

    Opening(IWorkspaceRoot root, Readers readers, Checks checks) {
        this.root = root;
        this.readers = readers;
        this.checks = checks;
    }

    /**
     * Reads a file and checks its model.
     *
     * @param read told of the model as soon as it is read, before its layers are looked for in the programs and checked
     */
    OpenedModel open(Path file, Consumer<OpenedModel> read, SubMonitor monitor)
            throws ModelFormatException, IOException {
        SubMonitor progress = monitor.setWorkRemaining(10);
        try (Checkpoint checkpoint = readers.open(file, new MonitorProgress(progress.split(6)))) {
            Model model = checkpoint.model().orElse(TENSORS_ALONE);
            OpenedModel unchecked = new OpenedModel(file, checkpoint.format(), checkpoint.producer(),
                    checkpoint.framework(), model, LayerSources.none(), checkpoint.warnings(), List.of(),
                    MarkedFinding.ofTensors(root.getWorkspace(), file));
            read.accept(unchecked);
            return check(unchecked, progress.split(4));
        }
    }

    /**
     * The same model with its places in the programs as they are now, and what the checks find now. What was found in
     * its tensors stays.
     */
    OpenedModel check(OpenedModel opened, SubMonitor monitor) {
        SubMonitor progress = monitor.setWorkRemaining(2);
        LayerSources sources = sources(opened, new MonitorProgress(progress.split(1)));
        List<Finding> found = checks.run(context(opened, sources), new MonitorProgress(progress.split(1)));
        return with(opened, sources, found, opened.tensorFindings().map(known -> known.stream()
                .map(finding -> finding.at(opened.place(finding.unit(), sources))).toList()));
    }

    /** The same model with what the checks find when they look at its tensors too. */
    OpenedModel checkTensors(OpenedModel opened, SubMonitor monitor) throws ModelFormatException, IOException {
        SubMonitor progress = monitor.setWorkRemaining(10);
        try (Checkpoint checkpoint = readers.open(opened.file(), new MonitorProgress(progress.split(1)))) {
            CheckContext context = context(opened, opened.sources()).with(checkpoint.tensors());
            List<Finding> found = checks.run(context, new MonitorProgress(progress.split(9)));
            return with(opened, opened.sources(), found.stream().filter(finding -> !isOfTensor(finding)).toList(),
                    Optional.of(found.stream().filter(Opening::isOfTensor).toList()));
        }
    }

    /** Whether something was seen in the values of tensors alone, which an architecture does not show. */
    static boolean isOfTensor(Finding finding) {
        return finding.evidence().equals(List.of(Evidence.TENSOR));
    }

    private CheckContext context(OpenedModel opened, LayerSources sources) {
        List<Program> programs = new ArrayList<>();
        for (String file : sources.files()) {
            sources.project().source(file).map(Programs::read).ifPresent(programs::add);
        }
        return CheckContext.of(opened.checkpoint(), opened.model(), sources).with(programs)
                .with(DeclaredTask.over(settings(opened).checks().rules(), opened.file()));
    }

    private ProjectSettings settings(OpenedModel opened) {
        return WorkspaceSourceTree.file(root, opened.file()).map(ProjectSettings::of)
                .orElseGet(ProjectSettings::ofWorkspace);
    }

    /** The model with what is neither meant nor known. */
    private OpenedModel with(OpenedModel opened, LayerSources sources, List<Finding> found,
            Optional<List<Finding>> inTensors) {
        return opened.with(sources, settings(opened).unknown(notMeant(sources, found, inTensors)), inTensors);
    }

    /** All that is found in a model and its tensors, known or not. */
    List<Finding> all(OpenedModel opened, IProgressMonitor monitor) {
        List<Finding> found = checks.run(context(opened, opened.sources()), new MonitorProgress(monitor));
        return notMeant(opened.sources(), found, opened.tensorFindings());
    }

    private static List<Finding> notMeant(LayerSources sources, List<Finding> found,
            Optional<List<Finding>> inTensors) {
        List<Finding> all = new ArrayList<>(found);
        all.addAll(inTensors.orElse(List.of()));
        return new SuppressedFindings(name -> sources.project().source(name).map(PythonSource::text).orElse(null))
                .without(all);
    }

    /** A checkpoint outside the workspace may lie beside its program, or may have been made by one of the workspace. */
    private LayerSources sources(OpenedModel opened, Progress progress) {
        if (WorkspaceSourceTree.file(root, opened.file()).isEmpty()) {
            SourceTree beside = new DirectorySourceTree(opened.file().getParent(), progress);
            LayerSources sources = LayerSources.resolve(opened.model(), beside, progress);
            if (sources.program().isPresent()) {
                return sources;
            }
        }
        return LayerSources.resolve(opened.model(), new WorkspaceSourceTree(root, opened.file()), progress);
    }
}
