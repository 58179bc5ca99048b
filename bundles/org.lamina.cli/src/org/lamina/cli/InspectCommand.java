package org.lamina.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.lamina.formats.InputShapes;
import org.lamina.model.Checkpoint;
import org.lamina.source.DirectorySourceTree;
import org.lamina.source.LayerSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is in a checkpoint. */
@Command(name = "inspect",
        description = "Shows what is in a checkpoint: format, layers, shapes, parameters, source lines.")
final class InspectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The checkpoint.")
    private Path file;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Option(names = "--input-shape", paramLabel = "[NAME=]N,N,...",
            description = "The shape of an input, as 1,3,224,224, where the file does not tell it; ? is unknown.")
    private List<String> inputShapes = List.of();

    @Spec
    private CommandSpec spec;

    private final Session session;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path path = session.resolve(file);
        try (Checkpoint checkpoint = CheckpointFile.open(path, shapes(), session)) {
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

    private InputShapes shapes() {
        try {
            return InputShapes.parse(inputShapes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--input-shape takes sizes with commas between them, as "
                    + "1,3,224,224 or image=1,3,224,224, not '" + e.getMessage() + "'");
        }
    }
}
