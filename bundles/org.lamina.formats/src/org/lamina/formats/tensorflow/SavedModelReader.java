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
        progress.report("Reading " + file.getFileName(), Double.NaN);
        Path folder = file.toAbsolutePath().getParent();
        SavedModelFile saved;
        Map<String, String> metadata;
        try (FileBytes bytes = FileBytes.open(file)) {
            saved = SavedModelFile.read(new WireReader(bytes), progress);
            metadata = saved.metadata();
            Path beside = folder.resolve("keras_metadata.pb");
            if (Files.isRegularFile(beside)) {
                try (FileBytes noted = FileBytes.open(beside)) {
                    metadata = SavedModelFile.kerasMetadata(new WireReader(noted));
                }
            }
        } catch (WireFormatException e) {
            throw new ModelFormatException(file, e.expected(), e.found(), e);
        }
        List<String> warnings = new ArrayList<>();
        TensorSource tensors = BundleTensors.open(folder.resolve("variables").resolve("variables.index"), warnings);
        try {
            String name = folder.getFileName() == null ? "model" : folder.getFileName().toString();
            Optional<Model> keras = new SavedKerasModel(file, metadata, saved.places())
                    .build(name, tensors.tensors(), warnings, progress);
            Model model = keras.isPresent() ? keras.get()
                    : new GraphArchitecture(saved.graph(), saved.outputs(), tensors, warnings).build(name);
            return new Checkpoint(file, format(), saved.version().isEmpty() ? "" : "TensorFlow " + saved.version(),
                    keras.isPresent() ? "Keras" : "TensorFlow", Optional.of(model), tensors, warnings);
        } catch (ModelFormatException | RuntimeException e) {
            tensors.close();
            throw e;
        }
    }
}
