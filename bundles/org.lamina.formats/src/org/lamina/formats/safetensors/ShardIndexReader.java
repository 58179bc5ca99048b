package org.lamina.formats.safetensors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.Readers;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.JsonText;
import org.lamina.formats.file.JoinedTensors;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorSource;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Opens a checkpoint that is split into several files by its index ({@code model.safetensors.index.json}): a JSON
 * object with {@code weight_map}, the file of each tensor by its name. Files that are missing or damaged are said so,
 * and the rest is shown. No file outside the folder of the index is opened.
 */
public final class ShardIndexReader implements CheckpointReader {

    private static final int INDEX_LIMIT = 100 << 20;
    private static final int SHARD_LIMIT = 2_000;

    private final Readers shardReaders;

    /**
     * @param shardReaders the readers of the formats that the files may have
     */
    public ShardIndexReader(List<CheckpointReader> shardReaders) {
        this.shardReaders = new Readers(shardReaders);
    }

    @Override
    public String format() {
        return "safetensors index";
    }

    @Override
    public boolean match(FileHead head) {
        String start = head.text(0, FileHead.LIMIT);
        return start.stripLeading().startsWith("{") && start.contains("\"weight_map\"");
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        JsonNode index = json(file);
        Parts parts = new Parts(file.toAbsolutePath().normalize().getParent());
        try {
            for (Map.Entry<String, List<String>> shard : shards(file, index).entrySet()) {
                progress.checkCancelled();
                parts.add(file, shard.getKey(), shard.getValue(), progress);
            }
            if (parts.owners.isEmpty()) {
                throw new ModelFormatException(file, "the files that the index names beside it",
                        parts.warnings.isEmpty() ? "no tensors in it" : parts.warnings.get(0));
            }
            JoinedTensors tensors = new JoinedTensors(parts.sources, parts.owners);
            List<String> warnings = new ArrayList<>();
            Optional<Model> model = SafetensorsReader.model(file, tensors.tensors(), warnings);
            warnings.addAll(parts.warnings);
            return new Checkpoint(file, format(), "", "", model, tensors, warnings, metadata(index));
        } catch (ModelFormatException | IOException | RuntimeException e) {
            FileBytes.closeAll(parts.sources);
            throw e;
        }
    }

    /** The names of the tensors in each file, in the order of the index. */
    private static Map<String, List<String>> shards(Path file, JsonNode index) throws ModelFormatException {
        Map<String, List<String>> shards = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : index.path("weight_map").properties()) {
            shards.computeIfAbsent(entry.getValue().asText(), key -> new ArrayList<>()).add(entry.getKey());
        }
        if (shards.isEmpty() || shards.size() > SHARD_LIMIT) {
            throw new ModelFormatException(file, "a weight_map with 1 to " + SHARD_LIMIT + " files",
                    shards.size() + " files");
        }
        return shards;
    }

    private static JsonNode json(Path file) throws ModelFormatException, IOException {
        try (FileBytes bytes = FileBytes.open(file)) {
            if (bytes.size() > INDEX_LIMIT) {
                throw new ModelFormatException(file, "an index of at most " + INDEX_LIMIT + " bytes",
                        bytes.size() + " bytes");
            }
            return JsonText.object(file, new String(bytes.read(0, (int) bytes.size()).array(), StandardCharsets.UTF_8),
                    "an index of shards");
        }
    }

    private static Map<String, Object> metadata(JsonNode index) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : index.path("metadata").properties()) {
            JsonNode value = entry.getValue();
            if (value.isValueNode()) {
                metadata.put(entry.getKey(), value.isIntegralNumber() ? Long.valueOf(value.asLong()) : value.asText());
            }
        }
        return metadata;
    }

    /** The files of a checkpoint while they are being opened. */
    private final class Parts {

        private final Path folder;
        private final List<TensorSource> sources = new ArrayList<>();
        private final Map<String, TensorSource> owners = new LinkedHashMap<>();
        private final List<String> warnings = new ArrayList<>();

        Parts(Path folder) {
            this.folder = folder;
        }

        void add(Path index, String name, List<String> tensors, Progress progress)
                throws ModelFormatException, IOException {
            Path part = within(name);
            if (part == null) {
                throw new ModelFormatException(index, "files in the folder of the index", "the file name " + name);
            } else if (!Files.isRegularFile(part)) {
                warnings.add("The file " + name + " is missing; " + count(tensors) + " of it not shown.");
                return;
            }
            try {
                TensorSource source = shardReaders.open(part, progress).tensors();
                sources.add(source);
                List<String> missing = tensors.stream().filter(tensor -> source.find(tensor).isEmpty()).toList();
                tensors.stream().filter(tensor -> source.find(tensor).isPresent())
                        .forEach(tensor -> owners.put(tensor, source));
                if (!missing.isEmpty()) {
                    warnings.add("The file " + name + " lacks " + count(missing) + " that the index names, as "
                            + missing.get(0) + ".");
                }
            } catch (ModelFormatException e) {
                warnings.add("The file " + name + " is damaged (" + e.getMessage() + "); " + count(tensors)
                        + " of it not shown.");
            }
        }

        /** The file of this name; null if it lies outside the folder. */
        private Path within(String name) {
            try {
                Path part = folder.resolve(name).normalize();
                return part.startsWith(folder) && !part.equals(folder) ? part : null;
            } catch (InvalidPathException e) {
                return null;
            }
        }
    }

    private static String count(List<String> tensors) {
        return tensors.size() == 1 ? "1 tensor" : tensors.size() + " tensors";
    }
}
