package org.lamina.formats.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.formats.pickle.PickleReader;
import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;

/**
 * The tensors of an archive that {@code torch.save} wrote: a {@code state_dict}, a dictionary that contains one, or a
 * whole pickled module. There is no architecture in it that could be read without running its program.
 */
final class PickledWeights {

    private static final int DEPTH_LIMIT = 64;
    private static final Set<String> MODULE_DICTIONARIES = Set.of("_parameters", "_buffers", "_modules");

    private final TensorStorages storages;
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private PickledWeights(TensorStorages storages) {
        this.storages = storages;
    }

    /**
     * Lists the tensors of an archive.
     *
     * @throws ModelFormatException if it is damaged, or holds no tensors
     * @throws IOException if the file can't be read
     */
    static Checkpoint open(Path file, String format) throws ModelFormatException, IOException {
        FileBytes bytes = FileBytes.open(file);
        try {
            ZipDirectory zip = ZipDirectory.read(bytes);
            String prefix = TorchScriptArchive.prefix(bytes, zip);
            PickleReader pickle = TorchScriptArchive.pickle(bytes, zip, prefix, "data.pkl");
            Object root = pickle.read();
            PickledWeights weights = new PickledWeights(new TensorStorages(bytes, zip, prefix));
            weights.collect("", root, 0);
            List<String> warnings = new ArrayList<>();
            warnings.add("The file holds weights without an architecture; save the model with "
                    + "torch.jit.save(torch.jit.script(model), path) to see its layers.");
            foreign(pickle).ifPresent(name -> warnings.add("The file refers to " + name + "; nothing in it was run."));
            if (weights.storages.tensors().isEmpty()) {
                throw new ModelFormatException(file, "TorchScript, or a pickle of tensors in data.pkl", foreign(pickle)
                        .map(name -> "a pickle without tensors that refers to " + name + ", which was not executed")
                        .orElse("a pickle without tensors"));
            }
            return new Checkpoint(file, format, "", "PyTorch", Optional.empty(),
                    new StoredTensors(bytes, weights.storages.tensors()), warnings);
        } catch (ModelFormatException | IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** A class or function that weights have no need of. */
    private static Optional<String> foreign(PickleReader pickle) {
        return pickle.globals().stream().map(PickledGlobal::qualifiedName)
                .filter(name -> !name.startsWith("torch.") && !name.startsWith("collections.")
                        && !name.startsWith("numpy.") && !name.startsWith("_codecs.")).findFirst();
    }

    private void collect(String path, Object value, int depth) throws ModelFormatException, IOException {
        if (depth > DEPTH_LIMIT) {
            return;
        } else if (TensorStorages.isTensor(value)) {
            storages.find(path.isEmpty() ? "tensor" : path, "data", (PickledObject) value);
        } else if (value instanceof PickledDict dictionary && visited.add(value)) {
            collect(path, dictionary, depth);
        } else if (value instanceof List<?> list && visited.add(value)) {
            for (int i = 0; i < list.size(); i++) {
                collect(join(path, String.valueOf(i)), list.get(i), depth + 1);
            }
        } else if (value instanceof PickledObject object && visited.add(value)) {
            collect(path, object.items(), depth);
            collect(path, object.state(), depth + 1);
        }
    }

    private void collect(String path, PickledDict dictionary, int depth) throws ModelFormatException, IOException {
        for (PickledDict.Entry entry : dictionary.entries()) {
            String key = entry.key() instanceof PickledObject || entry.key() instanceof PickledDict ? "?"
                    : String.valueOf(entry.key());
            collect(MODULE_DICTIONARIES.contains(key) ? path : join(path, key), entry.value(), depth + 1);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
