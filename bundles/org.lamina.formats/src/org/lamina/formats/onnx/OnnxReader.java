package org.lamina.formats.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lamina.formats.FileHead;
import org.lamina.formats.InputShapes;
import org.lamina.formats.ShapedReader;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.protobuf.TextFormat;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Reads ONNX files (ONNX, "Open Neural Network Exchange Intermediate Representation"), binary or in the text format of
 * Protocol Buffers, with external data.
 */
public final class OnnxReader implements ShapedReader {

    /** The wire type of each field of ModelProto. */
    private static final Map<Integer, Integer> FIELDS = Map.ofEntries(Map.entry(1, 0), Map.entry(2, 2), Map.entry(3, 2),
            Map.entry(4, 2), Map.entry(5, 0), Map.entry(6, 2), Map.entry(7, 2), Map.entry(8, 2), Map.entry(14, 2),
            Map.entry(20, 2), Map.entry(25, 2), Map.entry(26, 2));
    private static final Set<String> KNOWN_DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "pkg.onnxscript.torch_lib",
            "pkg.onnxscript.torch_lib.common", "com.microsoft");
    private static final Set<String> NO_NAMES = Set.of("", "torch_jit", "torch-jit-export", "main_graph", "main");

    /** Fields of ModelProto that no other message in common use starts with. */
    private static final Set<String> TELLING_FIELDS = Set.of("ir_version", "opset_import", "producer_name", "graph");
    private static final int MAX_TEXT = 256 << 20;

    @Override
    public String format() {
        return "ONNX";
    }

    @Override
    public boolean match(FileHead head) {
        int version = head.at(0) == 0x08 ? head.at(1) : -1;
        boolean startsWithVersion = version >= 1 && version < 64 && isField(head.at(2));
        boolean startsWithGraph = head.at(0) == 0x3a && head.extension().equals("onnx");
        return startsWithVersion || startsWithGraph || isText(head.bytes());
    }

    private static boolean isText(FileBytes bytes) throws IOException {
        return isText(bytes.read(0, (int) Math.min(bytes.size(), FileHead.LIMIT)).array());
    }

    /** Whether this is the beginning of a model in the text format; each of its outermost fields must be one. */
    private static boolean isText(byte[] head) {
        List<String> fields = TextFormat.outermostFields(head);
        return fields.stream().anyMatch(TELLING_FIELDS::contains)
                && fields.stream().allMatch(name -> OnnxSchema.SCHEMA.hasField(OnnxSchema.MODEL, name));
    }

    private static boolean isField(int tag) {
        return tag < 0 || FIELDS.getOrDefault(tag >> 3, -1) == (tag & 7);
    }

    @Override
    public Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> {
            try {
                return open(isText(bytes) ? binary(bytes) : bytes, shapes, progress);
            } catch (WireFormatException e) {
                throw e.in(file);
            }
        });
    }

    /** The same model in the wire format; the text is closed. */
    private static FileBytes binary(FileBytes text) throws WireFormatException, IOException {
        if (text.size() > MAX_TEXT) {
            throw new WireFormatException("at most " + MAX_TEXT + " bytes of text; save the model as a binary .onnx",
                    text.size() + " bytes");
        }
        byte[] contents = text.read(0, (int) text.size()).array();
        text.close();
        return FileBytes.of(text.file(), TextFormat.toWire(contents, OnnxSchema.SCHEMA, OnnxSchema.MODEL));
    }

    private Checkpoint open(FileBytes bytes, InputShapes shapes, Progress progress)
            throws WireFormatException, ModelFormatException, IOException {
        Path file = bytes.file();
        OnnxFile onnx = new OnnxParser(progress).parse(bytes);
        List<String> warnings = new ArrayList<>();
        Expansion expansion = new Expansion(onnx, warnings);
        OnnxTensors tensors = OnnxTensors.of(bytes, expansion.graph().initializers().values(), warnings);
        warn(onnx, expansion, warnings);
        long version = onnx.operatorSets().getOrDefault("", onnx.operatorSets().getOrDefault("ai.onnx", 1L));
        Model model = new GraphModel(expansion, version, tensors, shapes, warnings).build(name(file, onnx));
        return new Checkpoint(file, format(), onnx.producer(), framework(onnx), Optional.of(model), tensors, warnings,
                onnx.metadata());
    }

    private static void warn(OnnxFile onnx, Expansion expansion, List<String> warnings) {
        String foreign = expansion.graph().nodes().stream().filter(node -> !KNOWN_DOMAINS.contains(node.domain()))
                .map(OnnxNode::qualifiedType).distinct().sorted().limit(10).collect(Collectors.joining(", "));
        if (!foreign.isEmpty()) {
            warnings.add("Operators of unknown domains are shown by their names only: " + foreign + ".");
        }
        if (onnx.trainingGraphs() > 0) {
            warnings.add("The file also holds " + onnx.trainingGraphs() + " graphs for training, which are not shown.");
        }
        if (onnx.operatorSets().isEmpty()) {
            warnings.add("The file names no operator set, as the first version of ONNX did not.");
        }
    }

    /** Exporters often name every graph alike; then the file's name says more. */
    private static String name(Path file, OnnxFile onnx) {
        String name = onnx.graph().name();
        if (!NO_NAMES.contains(name)) {
            return name;
        }
        String fileName = file.getFileName().toString();
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    private static String framework(OnnxFile onnx) {
        String producer = onnx.producer().toLowerCase(Locale.ROOT);
        if (producer.startsWith("pytorch")) {
            return "PyTorch";
        }
        return producer.startsWith("tf2onnx") ? "TensorFlow" : producer.startsWith("keras") ? "Keras" : "";
    }
}
