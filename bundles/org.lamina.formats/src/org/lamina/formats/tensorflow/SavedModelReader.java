package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.JoinedTensors;
import org.lamina.formats.keras.SavedKerasModel;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorSource;

/** Reads SavedModels of TensorFlow by their {@code saved_model.pb}; the variables lie in a folder beside it. */
public final class SavedModelReader implements CheckpointReader {

    @Override
    public String format() {
        return "TensorFlow SavedModel";
    }

    /** A version, then a long message that starts with a message: the meta graph. */
    @Override
    public boolean match(FileHead head) {
        if (!head.startsWith(0x08, 0x01, 0x12)) {
            return false;
        }
        long length = 0;
        int at = 3;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = head.at(at++);
            length |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                break;
            }
        }
        return length > 1 && (head.at(at) == 0x0a || head.at(at) == 0x12)
                && (head.size() < 0 || length <= head.size() - at);
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> {
            try {
                return open(bytes, progress);
            } catch (WireFormatException e) {
                throw e.in(file);
            }
        });
    }

    private Checkpoint open(FileBytes bytes, Progress progress)
            throws WireFormatException, ModelFormatException, IOException {
        Path folder = bytes.file().toAbsolutePath().getParent();
        SavedModelFile saved = SavedModelFile.read(new WireReader(bytes), progress);
        Map<String, String> metadata = beside(folder.resolve("keras_metadata.pb"), SavedModelFile::kerasMetadata)
                .orElse(saved.metadata());
        List<String> warnings = new ArrayList<>();
        Path index = folder.resolve("variables").resolve("variables.index");
        TensorSource variables = BundleTensors.open(index, warnings);
        try {
            String name = folder.getFileName() == null ? "model" : folder.getFileName().toString();
            Optional<Model> keras = new SavedKerasModel(bytes.file(), metadata, saved.places())
                    .build(name, variables.tensors(), warnings, progress);
            String producer = saved.version().isEmpty() ? "" : "TensorFlow " + saved.version();
            if (keras.isPresent()) {
                bytes.close();
                return new Checkpoint(bytes.file(), format(), producer, "Keras", keras, variables, warnings);
            }
            ServedGraph graph = ServedGraph.of(saved, BundleTensors.objects(index), variables, warnings);
            TensorSource tensors = new JoinedTensors(List.of(variables, new GraphConstants(bytes, graph.nodes())));
            NodeStacks stacks = beside(folder.resolve("debug").resolve("saved_model_debug_info.pb"), NodeStacks::read)
                    .orElse(NodeStacks.NONE);
            Model model = new GraphArchitecture(graph, tensors, bytes, stacks).build(name);
            return new Checkpoint(bytes.file(), format(), producer, "TensorFlow", Optional.of(model), tensors,
                    warnings);
        } catch (WireFormatException | ModelFormatException | IOException | RuntimeException e) {
            variables.close();
            throw e;
        }
    }

    /** What a message says. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(WireReader message) throws WireFormatException, IOException;
    }

    private static <T> Optional<T> beside(Path file, Reading<T> reading) throws WireFormatException, IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileBytes bytes = FileBytes.open(file)) {
            return Optional.of(reading.of(new WireReader(bytes)));
        }
    }
}
