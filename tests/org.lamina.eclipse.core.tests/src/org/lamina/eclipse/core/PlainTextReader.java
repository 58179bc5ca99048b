package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorSource;

/**
 * Reads files that begin with {@code model} and have a layer's path and type on each further line; counts its readings.
 */
final class PlainTextReader implements CheckpointReader {

    private final AtomicInteger readings = new AtomicInteger();

    int readings() {
        return readings.get();
    }

    @Override
    public String format() {
        return "Plain text";
    }

    @Override
    public boolean match(FileHead head) {
        return head.text(0, 5).equals("model");
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        readings.incrementAndGet();
        progress.checkCancelled();
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            throw new ModelFormatException(file, "a line for each layer", "none");
        } else if (lines.get(1).equals("fault")) {
            throw new IllegalStateException("a fault in the reader");
        }
        List<Layer> layers = lines.subList(1, lines.size()).stream().map(PlainTextReader::layer).toList();
        Model model = new Model("Net", List.of(), List.of(), List.of(), layers, List.of());
        return new Checkpoint(file, format(), "", "", Optional.of(model), TensorSource.EMPTY, List.of());
    }

    private static Layer layer(String line) {
        String[] words = line.split(" ");
        return new Layer(words[0], words[1], words[1], false, Map.of(), List.of(), List.of(), List.of(), List.of(),
                OptionalLong.empty(), Optional.empty());
    }
}
