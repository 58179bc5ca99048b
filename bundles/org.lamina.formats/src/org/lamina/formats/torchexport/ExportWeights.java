package org.lamina.formats.torchexport;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.ZipDirectory.Entry;
import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pytorch.PyTorchArchive;
import org.lamina.formats.pytorch.StorageRange;
import org.lamina.formats.pytorch.TensorPlace;
import org.lamina.formats.pytorch.TensorStorages;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The weights and constants of an exported program. Newer archives hold the bytes of each as a part, and what they are
 * in a configuration; older ones hold what {@code torch.save} makes of a dictionary as a part.
 */
final class ExportWeights {

    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<Place, TensorInfo> places = new HashMap<>();

    /** What tells tensors apart. */
    private record Place(long position, ElementType type, Shape shape, List<Long> strides) {
    }

    private ExportWeights() {
    }

    /**
     * Finds the weights of an archive's first program.
     *
     * @param warnings gets what is missing
     * @throws ModelFormatException if they are damaged
     * @throws IOException if the file can't be read
     */
    static ExportWeights of(ExportArchive archive, List<String> warnings) throws ModelFormatException, IOException {
        ExportWeights weights = new ExportWeights();
        String name = archive.name();
        boolean found = weights.configured(archive, "data/weights/", name + "_weights_config.json")
                | weights.configured(archive, "data/weights/", name + "_model_param_config.json")
                | weights.configured(archive, "data/constants/", name + "_constants_config.json")
                | weights.saved(archive, "data/weights/" + name + ".pt")
                | weights.saved(archive, "data/constants/" + name + ".pt")
                | weights.saved(archive, "serialized_state_dict.pt")
                | weights.saved(archive, "serialized_constants.pt");
        if (!found) {
            warnings.add("The file holds no weights that can be read.");
        }
        return weights;
    }

    /** The tensors, in the order of the file. */
    List<StoredTensor> tensors() {
        return List.copyOf(tensors.values());
    }

    /** The tensor of this name in the program, if it is stored; of tied ones, which lie at one place, the first. */
    Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(tensors.get(name)).map(tensor -> tensor.info().count() == 0 ? tensor.info()
                : places.computeIfAbsent(new Place(tensor.position(), tensor.info().dtype(), tensor.info().shape(),
                        tensor.strides()), place -> tensor.info()));
    }

    private boolean configured(ExportArchive archive, String folder, String part)
            throws ModelFormatException, IOException {
        Optional<Entry> configuration = archive.find(folder + part);
        if (configuration.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : archive.json(configuration.get()).path("config").properties()) {
            JsonNode payload = entry.getValue();
            String path = folder + payload.path("path_name").asText();
            if (payload.path("use_pickle").asBoolean()) {
                nested(archive, path, entry.getKey());
            } else if (payload.path("tensor_meta").isObject()) {
                tensors.put(entry.getKey(), raw(archive, path, entry.getKey(), payload.path("tensor_meta")));
            }
        }
        return true;
    }

    private static StoredTensor raw(ExportArchive archive, String path, String name, JsonNode meta)
            throws ModelFormatException, IOException {
        Entry entry = archive.find(path).filter(Entry::stored).orElseThrow(() -> new ModelFormatException(
                archive.bytes().file(), "the stored part " + path + " with tensor " + name, "none"));
        TensorPlace place = new TensorPlace(TensorMeta.type(meta), TensorMeta.integers(meta, "sizes"),
                TensorMeta.integers(meta, "strides"), TensorMeta.integer(meta.path("storage_offset")));
        return place.in(archive.bytes().file(), name,
                new StorageRange(archive.zip().dataOffset(entry), entry.size()));
    }

    private boolean saved(ExportArchive archive, String part) throws ModelFormatException, IOException {
        return nested(archive, part, "");
    }

    /** Tensors of a part that is itself an archive of PyTorch: a dictionary, or one tensor that gets this name. */
    private boolean nested(ExportArchive archive, String part, String name) throws ModelFormatException, IOException {
        Optional<Entry> entry = archive.find(part).filter(Entry::stored).filter(each -> each.size() > 0);
        if (entry.isEmpty()) {
            return false;
        }
        long start = archive.zip().dataOffset(entry.get());
        FileBytes slice = archive.bytes().slice(start, entry.get().size());
        PyTorchArchive inner = PyTorchArchive.in(slice);
        TensorStorages storages = inner.storages();
        Object value = inner.pickle("data.pkl").read();
        if (TensorStorages.isTensor(value)) {
            add(storages.locate(name, "data", value), start);
        } else if (value instanceof PickledDict dictionary) {
            for (PickledDict.Entry each : dictionary.entries()) {
                if (each.key() instanceof String key && TensorStorages.isTensor(each.value())) {
                    add(storages.locate(key, "data", each.value()), start);
                }
            }
        }
        return true;
    }

    private void add(StoredTensor tensor, long start) {
        tensors.put(tensor.info().name(), tensor.moved(start));
    }
}
