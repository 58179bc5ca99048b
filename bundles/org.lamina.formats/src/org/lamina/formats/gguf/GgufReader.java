package org.lamina.formats.gguf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.JoinedTensors;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** Reads GGUF files, also such as are split into several: {@code net-00001-of-00003.gguf}. */
public final class GgufReader implements CheckpointReader {

    private static final Pattern PART = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf");

    @Override
    public String format() {
        return "GGUF";
    }

    @Override
    public boolean match(FileHead head) {
        return head.startsWith('G', 'G', 'U', 'F');
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        List<String> warnings = new ArrayList<>();
        List<GgufTensors> parts = new ArrayList<>();
        try {
            Map<String, Object> metadata = Map.of();
            for (Path part : parts(file, warnings)) {
                progress.report("Reading " + part.getFileName(), Double.NaN);
                GgufFile read = FileBytes.open(part, bytes -> GgufFile.read(bytes, progress));
                parts.add(read.tensors());
                metadata = metadata.isEmpty() ? read.metadata() : metadata;
            }
            warnings.add(NameTree.WARNING);
            JoinedTensors tensors = new JoinedTensors(parts);
            return new Checkpoint(file, format(), text(metadata, "general.quantized_by"), "GGML",
                    Optional.of(model(file, tensors.tensors(), metadata)), tensors, warnings, metadata);
        } catch (ModelFormatException | IOException | RuntimeException e) {
            FileBytes.closeAll(parts);
            throw e;
        }
    }

    /** The files that make up the checkpoint, in order, as far as they are there. */
    private static List<Path> parts(Path file, List<String> warnings) {
        Matcher name = PART.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return List.of(file);
        }
        List<Path> parts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        int count = Integer.parseInt(name.group(3));
        for (int i = 1; i <= count; i++) {
            Path part = file.resolveSibling("%s-%05d-of-%05d.gguf".formatted(name.group(1), i, count));
            if (part.equals(file) || Files.isRegularFile(part)) {
                parts.add(part);
            } else {
                missing.add(part.getFileName().toString());
            }
        }
        if (!missing.isEmpty()) {
            warnings.add("Of the " + count + " files that make up this checkpoint " + missing.size() + " are missing: "
                    + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                    + (missing.size() > 3 ? ", ..." : "") + "; put them beside the others to see their tensors.");
        }
        return parts.isEmpty() ? List.of(file) : parts;
    }

    /** Weights of all types are trained, even if they are stored in blocks. */
    private static Model model(Path file, List<TensorInfo> tensors, Map<String, Object> metadata) {
        NameTree tree = new NameTree();
        tensors.forEach(tensor -> tree.add(tensor.name(), tensor, true));
        String name = text(metadata, "general.name");
        return tree.model(name.isEmpty() ? file.getFileName().toString().replaceFirst("\\.gguf$", "") : name);
    }

    private static String text(Map<String, Object> metadata, String key) {
        return metadata.get(key) instanceof String text ? text : "";
    }
}
