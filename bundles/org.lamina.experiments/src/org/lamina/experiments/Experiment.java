package org.lamina.experiments;

import java.nio.file.Path;
import java.util.List;

/**
 * An experiment: a directory that holds checkpoint files.
 *
 * @param name the name of the directory
 * @param directory the directory
 * @param models its models by name, in natural order; at least one
 */
public record Experiment(String name, Path directory, List<ModelEntry> models) {

    public Experiment {
        models = List.copyOf(models);
    }
}
