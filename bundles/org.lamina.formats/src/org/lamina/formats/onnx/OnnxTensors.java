package org.lamina.formats.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.file.VarintValues;
import org.lamina.formats.onnx.OnnxTensor.Encoding;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The constant tensors of a file and of the files that lie beside it (ONNX, "External Data"). */
final class OnnxTensors implements TensorSource {

    private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    private final Map<String, StoredTensors> stored = new LinkedHashMap<>();
    private final List<StoredTensors> sources = new ArrayList<>();

    private final FileBytes bytes;

    private OnnxTensors(FileBytes bytes) {
        this.bytes = bytes;
    }

    /**
     * Finds the values of these tensors. Closes the file if it fails.
     *
     * @param file the model
     * @param bytes the model, closed together with this
     * @param warnings filled with a sentence for each file that is missing or too short
     * @throws ModelFormatException if a tensor claims to lie outside the model's folder
     */
    static OnnxTensors of(Path file, FileBytes bytes, Collection<OnnxTensor> tensors, List<String> warnings)
            throws ModelFormatException, IOException {
        OnnxTensors source = new OnnxTensors(bytes);
        Map<Path, List<StoredTensor>> places = new LinkedHashMap<>();
        places.put(file, new ArrayList<>());
        for (OnnxTensor tensor : tensors) {
            TensorInfo info = source.add(tensor);
            if (tensor.encoding() == Encoding.RAW) {
                places.get(file).add(StoredTensor.contiguous(info, tensor.position()));
            } else if (tensor.encoding() == Encoding.EXTERNAL) {
                places.computeIfAbsent(beside(file, tensor), path -> new ArrayList<>())
                        .add(StoredTensor.contiguous(info, offset(file, tensor)));
            }
        }
        try {
            for (Map.Entry<Path, List<StoredTensor>> place : places.entrySet()) {
                source.open(place.getKey(), place.getKey().equals(file) ? bytes : null, place.getValue(), warnings);
            }
            return source;
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    private TensorInfo add(OnnxTensor tensor) {
        long bytes = tensor.dtype().bytes(tensor.shape().count().orElse(0));
        TensorInfo info = new TensorInfo(tensor.name(), tensor.dtype(), tensor.shape(), bytes);
        infos.put(tensor.name(), info);
        tensors.put(tensor.name(), tensor);
        return info;
    }

    private void open(Path path, FileBytes open, List<StoredTensor> members, List<String> warnings) throws IOException {
        if (open == null && !Files.isRegularFile(path)) {
            warnings.add("The file " + path.getFileName() + " with the values of " + members.size()
                    + " tensors is missing; put it beside the model to read them.");
            return;
        }
        FileBytes bytes = open == null ? FileBytes.open(path) : open;
        List<StoredTensor> whole = members.stream()
                .filter(tensor -> bytes.contains(tensor.position(), tensor.info().bytes())).toList();
        if (whole.size() < members.size()) {
            warnings.add("The file " + path.getFileName() + " is too short for " + (members.size() - whole.size())
                    + " tensors; it may not have been copied whole.");
        }
        StoredTensors source = new StoredTensors(bytes, whole);
        sources.add(source);
        whole.forEach(tensor -> stored.put(tensor.info().name(), source));
    }

    /**
     * The file beside the model. It may be a link into the folder in which the model itself really lies, as in caches
     * of downloaded models.
     */
    private static Path beside(Path file, OnnxTensor tensor) throws ModelFormatException, IOException {
        String location = tensor.external().getOrDefault("location", "");
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Path place = folder.resolve(location).normalize();
            boolean isBeside = !location.isEmpty() && !Path.of(location).isAbsolute() && place.startsWith(folder);
            if (isBeside && (!Files.exists(place) || place.toRealPath().startsWith(folder.toRealPath())
                    || place.toRealPath().startsWith(file.toRealPath().getParent()))) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw new ModelFormatException(file, "a file name for the values of " + tensor.name(), location, e);
        }
        throw new ModelFormatException(file, "the values of " + tensor.name() + " in the folder of the model",
                "the location '" + location + "' outside");
    }

    private static long offset(Path file, OnnxTensor tensor) throws ModelFormatException {
        String offset = tensor.external().getOrDefault("offset", "0");
        if (!offset.matches("\\d{1,18}")) {
            throw new ModelFormatException(file, "an offset for the values of " + tensor.name(), "'" + offset + "'");
        }
        return Long.parseLong(offset);
    }

    @Override
    public List<TensorInfo> tensors() {
        return List.copyOf(infos.values());
    }

    @Override
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(infos.get(name));
    }

    @Override
    public TensorValues values(String name) throws IOException {
        TensorInfo info = infos.get(name);
        if (info == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        StoredTensors source = stored.get(name);
        if (source != null) {
            return source.values(name);
        }
        OnnxTensor tensor = tensors.get(name);
        if (tensor.encoding() == Encoding.VARINTS) {
            return VarintValues.of(bytes, info, tensor.position());
        }
        if (tensor.small().size() == info.count()) {
            return new SmallValues(info, tensor.small());
        }
        throw new IOException("the file does not hold the values of tensor " + name + " in a form that can be read");
    }

    /** The values of a small tensor, which were read with the graph. */
    private record SmallValues(TensorInfo info, List<Number> values) implements TensorValues {
        @Override
        public int read(long from, double[] into) {
            int count = (int) Math.max(0, Math.min(into.length, values.size() - from));
            for (int i = 0; i < count; i++) {
                into[i] = values.get((int) from + i).doubleValue();
            }
            return count;
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (StoredTensors source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
