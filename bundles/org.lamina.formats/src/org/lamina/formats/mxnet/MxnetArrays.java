package org.lamina.formats.mxnet;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.InputShapes;
import org.lamina.formats.file.ByteCursor;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** The arrays of a file with their names. */
final class MxnetArrays {

    private final FileBytes bytes;
    private final Progress progress;
    private final List<StoredTensor> tensors = new ArrayList<>();
    private final Map<String, TensorInfo> byName = new LinkedHashMap<>();
    private final NameTree tree = new NameTree();

    MxnetArrays(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        this.bytes = bytes;
        this.progress = progress;
        ByteCursor cursor = new ByteCursor(bytes, MxnetReader.HEADER, ByteOrder.LITTLE_ENDIAN);
        List<MxnetArray> arrays = new ArrayList<>();
        for (long left = count(cursor, "arrays", 4); left > 0; left--) {
            progress.checkCancelled();
            arrays.add(MxnetArray.read(bytes, cursor));
        }
        long names = count(cursor, "names", 8);
        if (names != 0 && names != arrays.size()) {
            throw new ModelFormatException(bytes.file(), arrays.size() + " names for as many arrays", names + "");
        }
        for (int i = 0; i < arrays.size(); i++) {
            add(names == 0 ? "array" + i : cursor.text(cursor.i64()), arrays.get(i));
        }
    }

    private long count(ByteCursor cursor, String what, int least) throws ModelFormatException, IOException {
        long count = cursor.i64();
        if (count < 0 || count > cursor.remaining() / least) {
            throw new ModelFormatException(bytes.file(), "at most " + cursor.remaining() / least + " " + what + " in "
                    + cursor.remaining() + " bytes", Long.toUnsignedString(count));
        }
        return count;
    }

    /** MXNet joins the names of layer and parameter by an underscore: {@code conv0_weight}; Gluon's newer by a dot. */
    private void add(String stored, MxnetArray array) {
        boolean isAuxiliary = stored.startsWith(MxnetReader.AUXILIARY);
        String name = isAuxiliary || stored.startsWith(MxnetReader.ARGUMENT) ? stored.substring(4) : stored;
        TensorInfo info = new TensorInfo(stored, array.dtype(), array.shape(), array.length());
        tensors.add(StoredTensor.contiguous(info, array.position()));
        byName.putIfAbsent(name, info);
        String path = name;
        for (String role : List.of("weight", "bias", "gamma", "beta", "running_mean", "running_var", "moving_mean",
                "moving_var")) {
            if (name.endsWith("_" + role)) {
                path = name.substring(0, name.length() - role.length() - 1) + "." + role;
            }
        }
        tree.add(path, info, !isAuxiliary && !name.contains("running_") && !name.contains("moving_"));
        if (path.endsWith(".moving_mean") && array.shape().rank() == 1) {
            tree.module(path.substring(0, path.lastIndexOf('.')), "BatchNorm", "",
                    Map.of("num_features", array.shape().dimension(0)));
        }
    }

    /** Whether the arrays are those of a network that was saved together with its symbol. */
    boolean hasSymbol() {
        return tensors.stream().anyMatch(tensor -> tensor.info().name().startsWith(MxnetReader.ARGUMENT));
    }

    /** The arrays as the tree of layers that their names tell. */
    Checkpoint checkpoint(Path file, String format, List<String> warnings) {
        warnings.add(NameTree.WARNING);
        return checkpoint(file, format, tree.isEmpty() ? Optional.empty()
                : Optional.of(tree.model(SymbolFile.modelName(file))), warnings);
    }

    /** The arrays as the parameters of this graph. */
    Checkpoint checkpoint(Path file, String format, SymbolNode.Graph graph, InputShapes shapes,
            List<String> warnings) {
        return checkpoint(file, format, Optional.of(new SymbolGraph(graph, byName, shapes, warnings)
                .build(SymbolFile.modelName(file), progress)), warnings);
    }

    private Checkpoint checkpoint(Path file, String format, Optional<Model> model, List<String> warnings) {
        return new Checkpoint(file, format, "", "MXNet", model, new StoredTensors(bytes, tensors), warnings);
    }
}
