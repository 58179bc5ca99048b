package org.lamina.formats.mxnet;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.ByteCursor;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/**
 * Reads the {@code .params} files of MXNet (src/ndarray/ndarray.cc, {@code NDArray::Save}). A name starts with
 * {@code arg:} if training changes the array and with {@code aux:} if not, or with neither.
 */
public final class MxnetReader implements CheckpointReader {

    private static final int MARK = 0x112;
    private static final int HEADER = 16;

    @Override
    public String format() {
        return "MXNet parameters";
    }

    /** Eight bytes of mark, eight that are reserved, and a number of arrays that the file can hold. */
    @Override
    public boolean match(FileHead head) {
        long count = head.littleEndian(HEADER, 8);
        return head.length() >= HEADER + 8 && head.littleEndian(0, 8) == MARK && head.littleEndian(8, 8) == 0
                && count >= 0 && (head.size() < 0 || count <= head.size() / 4);
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        progress.report("Reading " + file.getFileName(), Double.NaN);
        return FileBytes.open(file, bytes -> open(bytes, progress));
    }

    private Checkpoint open(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        Path file = bytes.file();
        ByteCursor cursor = new ByteCursor(bytes, HEADER, ByteOrder.LITTLE_ENDIAN);
        List<MxnetArray> arrays = new ArrayList<>();
        for (long left = count(bytes, cursor, "arrays", 4); left > 0; left--) {
            progress.checkCancelled();
            arrays.add(MxnetArray.read(bytes, cursor));
        }
        long names = count(bytes, cursor, "names", 8);
        if (names != 0 && names != arrays.size()) {
            throw new ModelFormatException(file, arrays.size() + " names for as many arrays", names + "");
        }
        List<StoredTensor> tensors = new ArrayList<>();
        NameTree tree = new NameTree();
        for (int i = 0; i < arrays.size(); i++) {
            String stored = names == 0 ? "array" + i : cursor.text(cursor.i64());
            add(stored, arrays.get(i), tensors, tree);
        }
        return new Checkpoint(file, format(), "", "MXNet",
                tree.isEmpty() ? Optional.empty() : Optional.of(tree.model(name(file))),
                new StoredTensors(bytes, tensors), List.of(NameTree.WARNING));
    }

    private static long count(FileBytes bytes, ByteCursor cursor, String what, int least)
            throws ModelFormatException, IOException {
        long count = cursor.i64();
        if (count < 0 || count > cursor.remaining() / least) {
            throw new ModelFormatException(bytes.file(), "at most " + cursor.remaining() / least + " " + what + " in "
                    + cursor.remaining() + " bytes", Long.toUnsignedString(count));
        }
        return count;
    }

    /** MXNet joins the names of layer and parameter by an underscore: {@code conv0_weight}; Gluon's newer by a dot. */
    private static void add(String stored, MxnetArray array, List<StoredTensor> tensors, NameTree tree) {
        boolean isAuxiliary = stored.startsWith("aux:");
        String name = isAuxiliary || stored.startsWith("arg:") ? stored.substring(4) : stored;
        TensorInfo info = new TensorInfo(stored, array.dtype(), array.shape(), array.length());
        tensors.add(StoredTensor.contiguous(info, array.position()));
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

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("(-\\d{4})?\\.params$", "");
    }
}
