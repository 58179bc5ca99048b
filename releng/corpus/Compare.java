import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.lamina.formats.Readers;
import org.lamina.formats.names.TorchClasses;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/**
 * Compares what Lamina reads in the corpus with what PyTorch said about it when the corpus was made, and prints a table.
 * Of each file: the layers with tensors that are found under their path with their type, the counts, and the tensors whose
 * values are equal. Exporters to ONNX rename, fold and transpose tensors; there a tensor counts as found if one of the
 * file has its values, also transposed. So it is for frozen files; quantised ones pack their tensors. Ends with 1 if a
 * traced, scripted or exported file or one with weights alone differs.
 */
public final class Compare {

    private static final int BLOCK = 1 << 16;
    private static final Set<String> COMPLETE = Set.of("weights", "traced", "scripted", "export");

    private final JsonNode truth;
    private final List<String> problems = new ArrayList<>();

    private Compare(JsonNode truth) {
        this.truth = truth;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        JsonNode all = new ObjectMapper().readTree(new File(arguments[0], "truth.json"));
        System.out.println("| file | layers | layers of PyTorch found | parameters | values | tensors equal | ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        boolean equal = true;
        for (Map.Entry<String, JsonNode> architecture : all.properties()) {
            for (Map.Entry<String, JsonNode> file : architecture.getValue().get("files").properties()) {
                Compare compare = new Compare(architecture.getValue());
                compare.file(folder.resolve(file.getValue().asText()), file.getKey());
                compare.problems.forEach(problem -> System.out.println("  - " + problem));
                equal &= compare.problems.isEmpty();
            }
            architecture.getValue().get("refused").properties().forEach(refused -> System.out.println("| "
                    + architecture.getKey() + " | " + refused.getKey() + " refused by PyTorch: "
                    + refused.getValue().asText() + " | | | | | |"));
        }
        System.exit(equal ? 0 : 1);
    }

    private void file(Path file, String kind) throws Exception {
        long start = System.nanoTime();
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            Model model = checkpoint.model().orElseThrow();
            boolean packed = file.getFileName().toString().startsWith("quantized_");
            boolean complete = COMPLETE.contains(kind) && !packed;
            String tensors = complete ? byName(checkpoint, kind.equals("weights")) : byValue(checkpoint);
            String layers = layers(model, complete && !kind.equals("weights"));
            long expected = truth.get("parameters").asLong() + truth.get("buffers").asLong()
                    - (kind.equals("weights") ? unsaved() : 0);
            long constants = checkpoint.tensors().tensors().stream().filter(Compare::isConstant)
                    .filter(tensor -> model.layers().stream().anyMatch(layer -> layer.parameters().stream()
                            .anyMatch(parameter -> parameter.tensor().equals(tensor)))).mapToLong(TensorInfo::count).sum();
            boolean knowsTrainable = !kind.equals("weights");
            if (complete && (knowsTrainable && model.trainableCount() != truth.get("parameters").asLong()
                    || model.parameterCount() - (kind.equals("export") ? constants : 0) != expected)) {
                problems.add("counts " + model.trainableCount() + " trainable and " + model.parameterCount()
                        + " in all, expected " + truth.get("parameters") + " and " + expected);
            }
            System.out.printf("| %s | %d | %s | %d of %d | %d of %d | %s | %d |%n", file.getFileName(),
                    model.layers().size(), layers, model.trainableCount(), truth.get("parameters").asLong(),
                    model.parameterCount(), expected, tensors, millis);
        } catch (ModelFormatException e) {
            problems.add(e.getMessage());
        }
    }

    private String layers(Model model, boolean complete) {
        Map<String, String> found = new HashMap<>();
        for (Layer layer : model.layers()) {
            found.put(layer.path(), layer.type());
        }
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, JsonNode> layer : truth.get("layers").properties()) {
            String type = TorchClasses.type(layer.getValue().asText());
            boolean same = type.equals("Module") ? found.containsKey(layer.getKey())
                    : type.equals(found.get(layer.getKey()));
            if (!same && !isWithin(layer.getKey(), model)) {
                missing.add(layer.getKey() + ": " + found.get(layer.getKey()) + " instead of " + type);
            }
        }
        if (complete && !missing.isEmpty()) {
            problems.add(missing.size() + " layers, as " + missing.iterator().next());
        }
        return truth.get("layers").size() - missing.size() + " of " + truth.get("layers").size();
    }

    /** Whether a module's tensors belong to another layer: the program hands them to a function, as in attention. */
    private static boolean isWithin(String module, Model model) {
        return model.layers().stream().anyMatch(layer -> layer.parameters().stream()
                .anyMatch(parameter -> parameter.tensor().name().startsWith(module + ".")));
    }

    /** Tensors by their names; all must be there with the same type, shape and values, and no others. */
    private String byName(Checkpoint checkpoint, boolean savedOnly) throws Exception {
        int equal = 0;
        int expected = 0;
        Set<String> unsaved = new HashSet<>();
        truth.path("unsaved").forEach(name -> unsaved.add(name.asText()));
        Set<String> extra = new HashSet<>();
        checkpoint.tensors().tensors().forEach(tensor -> extra.add(tensor.name()));
        for (Map.Entry<String, JsonNode> entry : truth.get("tensors").properties()) {
            if (savedOnly && unsaved.contains(entry.getKey())) {
                continue;
            }
            expected++;
            TensorInfo tensor = checkpoint.tensors().find(entry.getKey()).orElse(null);
            extra.remove(entry.getKey());
            if (tensor == null) {
                problems.add("no tensor " + entry.getKey());
            } else if (!tensor.dtype().label().equals(entry.getValue().get("dtype").asText())
                    || !shape(tensor).equals(entry.getValue().get("shape").toString())
                    || !digest(checkpoint, tensor).equals(entry.getValue().get("sha256").asText())) {
                problems.add("tensor " + entry.getKey() + " differs");
            } else {
                equal++;
            }
        }
        checkpoint.tensors().tensors().stream().filter(Compare::isConstant).forEach(each -> extra.remove(each.name()));
        if (!extra.isEmpty()) {
            problems.add(extra.size() + " tensors that PyTorch does not have, as " + extra.iterator().next());
        }
        return equal + " of " + expected;
    }

    /** Whether a tensor is a constant of the code, which no module of the program has. */
    private static boolean isConstant(TensorInfo tensor) {
        return tensor.name().startsWith("CONSTANTS.") || tensor.name().matches("(.*\\.)?lifted_tensor_\\d+");
    }

    /** The number of values in buffers that a state dictionary leaves out. */
    private long unsaved() {
        long count = 0;
        for (JsonNode name : truth.path("unsaved")) {
            long values = 1;
            for (JsonNode size : truth.get("tensors").get(name.asText()).get("shape")) {
                values *= size.asLong();
            }
            count += values;
        }
        return count;
    }

    /** Tensors whose values the file has under any name. */
    private String byValue(Checkpoint checkpoint) throws Exception {
        Set<String> digests = new HashSet<>();
        for (TensorInfo tensor : checkpoint.tensors().tensors()) {
            if (tensor.dtype() != ElementType.STRING && tensor.dtype() != ElementType.UNKNOWN) {
                digests.add(digest(checkpoint, tensor));
            }
        }
        int same = 0;
        int transposed = 0;
        for (JsonNode tensor : truth.get("tensors")) {
            if (digests.contains(tensor.get("sha256").asText())) {
                same++;
            } else if (tensor.has("transposed") && digests.contains(tensor.get("transposed").asText())) {
                transposed++;
            }
        }
        return same + " same, " + transposed + " transposed, " + (truth.get("tensors").size() - same - transposed)
                + " folded";
    }

    private static String shape(TensorInfo tensor) {
        return tensor.shape().dimensions().toString().replace(" ", "");
    }

    /** The SHA-256 of the elements in their own type, little-endian and row-major. */
    private static String digest(Checkpoint checkpoint, TensorInfo tensor) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        TensorValues values = checkpoint.tensors().values(tensor.name());
        double[] block = new double[BLOCK];
        long at = 0;
        for (int count = values.read(0, block); count > 0; count = values.read(at, block)) {
            ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                put(bytes, tensor.dtype(), block[i]);
            }
            digest.update(bytes.array(), 0, bytes.position());
            at += count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void put(ByteBuffer bytes, ElementType type, double value) {
        switch (type) {
            case FLOAT64 -> bytes.putDouble(value);
            case FLOAT32 -> bytes.putFloat((float) value);
            case INT64, UINT64 -> bytes.putLong((long) value);
            case INT32, UINT32 -> bytes.putInt((int) (long) value);
            case INT16, UINT16 -> bytes.putShort((short) value);
            case INT8, UINT8, BOOL -> bytes.put((byte) (int) value);
            default -> throw new IllegalArgumentException(type.label());
        }
    }
}
