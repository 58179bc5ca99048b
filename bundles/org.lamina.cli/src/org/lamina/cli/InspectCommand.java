package org.lamina.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.lamina.model.Checkpoint;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.project.DirectorySourceTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what is in a checkpoint. */
@Command(name = "inspect",
        description = "Shows what is in a checkpoint: format, layers, shapes, parameters, source lines.")
final class InspectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The checkpoint.")
    private Path file;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Mixin
    private InputShapeOption inputs;

    private final Session session;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path path = session.resolve(file);
        try (Checkpoint checkpoint = CheckpointFile.open(path, inputs.shapes(), session)) {
            LayerSources sources = checkpoint.model().map(model -> LayerSources.resolve(model,
                    new DirectorySourceTree(path.getParent(), session.progress()), session.progress()))
                    .orElse(LayerSources.none());
            if (json) {
                Json.print(new CheckpointJson(checkpoint, sources).document(), session.out());
            } else {
                new CheckpointText(checkpoint, sources, session).print();
            }
        }
        return 0;
    }
}
