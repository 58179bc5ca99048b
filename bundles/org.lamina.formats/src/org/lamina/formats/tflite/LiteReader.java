package org.lamina.formats.tflite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.StoredTensors;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** Reads TensorFlow Lite models. */
public final class LiteReader implements CheckpointReader {

    @Override
    public String format() {
        return "TensorFlow Lite";
    }

    @Override
    public boolean match(FileHead head) {
        return head.text(4, 4).equals("TFL3");
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(bytes, progress));
    }

    private Checkpoint open(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        Path file = bytes.file();
        LiteModel lite = new LiteParser(bytes, progress).parse();
        List<StoredTensor> stored = lite.graphs().stream().flatMap(graph -> graph.tensors().stream())
                .flatMap(tensor -> tensor.stored().stream()).toList();
        List<String> warnings = new ArrayList<>();
        Model model = new LiteGraph(lite, bytes, warnings).build(name(file));
        return new Checkpoint(file, format(), lite.description(), "TensorFlow", Optional.of(model),
                new StoredTensors(bytes, stored), warnings);
    }

    private static String name(Path file) {
        String fileName = file.getFileName().toString();
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
