package org.lamina.formats.safetensors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/** Reads safetensors files: tensors, and the tree of their names. */
public final class SafetensorsReader implements CheckpointReader {

    private static final Pattern SHARD = Pattern.compile("(.+)-(\\d{1,9})-of-(\\d{1,9})\\.safetensors");
    private static final Map<String, String> FRAMEWORKS = Map.of("pt", "PyTorch", "tf", "TensorFlow", "flax", "Flax",
            "np", "NumPy", "mlx", "MLX");

    @Override
    public String format() {
        return "safetensors";
    }

    @Override
    public boolean match(FileHead head) {
        long length = head.littleEndian(0, 8);
        return length >= 2 && length <= SafetensorsFile.HEADER_LIMIT && head.at(8) == '{'
                && (head.at(9) == '"' || head.at(9) == '}' || head.at(9) == ' ');
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, this::open);
    }

    private Checkpoint open(FileBytes bytes) throws ModelFormatException, IOException {
        Path file = bytes.file();
        SafetensorsFile contents = SafetensorsFile.read(bytes);
        StoredTensors tensors = new StoredTensors(bytes, contents.tensors());
        List<String> warnings = new ArrayList<>();
        Optional<Model> model = model(file, tensors.tensors(), warnings);
        Matcher shard = SHARD.matcher(file.getFileName().toString());
        if (shard.matches()) {
            warnings.add("This is part " + Long.parseLong(shard.group(2)) + " of " + Long.parseLong(shard.group(3))
                    + "; open " + shard.group(1) + ".safetensors.index.json to see all.");
        }
        return new Checkpoint(file, format(), "", FRAMEWORKS.getOrDefault(contents.metadata().getOrDefault("format",
                ""), ""), model, tensors, warnings, new LinkedHashMap<>(contents.metadata()));
    }

    /** The tree of names, if there are layers in it; data and activations are kept in such files too. */
    static Optional<Model> model(Path file, List<TensorInfo> tensors, List<String> warnings) {
        NameTree tree = NameTree.of(tensors);
        if (!tree.looksLikeAModel()) {
            warnings.add("The file holds tensors without names of layers.");
            return Optional.empty();
        }
        warnings.add(NameTree.WARNING);
        return Optional.of(tree.model(file.getFileName().toString().replaceFirst("\\.safetensors(\\.index\\.json)?$",
                "")));
    }

    /**
     * Opens the tensors of a file. Whoever calls closes them.
     *
     * @throws ModelFormatException if the file is damaged or not a safetensors file
     * @throws IOException if it can't be read
     */
    public static TensorSource tensors(Path file) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> new StoredTensors(bytes, SafetensorsFile.read(bytes).tensors()));
    }
}
