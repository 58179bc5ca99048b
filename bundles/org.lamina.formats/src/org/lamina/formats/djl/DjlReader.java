package org.lamina.formats.djl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.names.LayerGuess;
import org.lamina.formats.names.NameTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** Reads the {@code .params} files of DJL. MXNet's have the same extension and another mark at their start. */
public final class DjlReader implements CheckpointReader {

    private static final String WARNING = "A DJL file holds the parameters of blocks in their order; the classes of "
            + "the blocks are guessed, and how they are nested and what has no parameters is not in the file.";

    @Override
    public String format() {
        return "DJL parameters";
    }

    @Override
    public boolean match(FileHead head) {
        return head.startsWith('D', 'J', 'L', '@');
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(bytes, progress));
    }

    private Checkpoint open(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        DjlFile djl = DjlFile.read(bytes, progress);
        List<StoredTensor> tensors = new ArrayList<>();
        NameTree tree = tree(djl, tensors);
        Map<String, Object> metadata = new LinkedHashMap<>(djl.properties());
        djl.inputs().forEach((name, shape) ->
                metadata.put("input." + (name.isEmpty() ? "data" : name), shape.dimensions()));
        return new Checkpoint(bytes.file(), format(), "DJL", "DJL", Optional.of(tree.model(djl.name())),
                new StoredTensors(bytes, tensors), List.of(WARNING), metadata);
    }

    /** Blocks are named by their number and type, as DJL names the children of a block: {@code 01Conv2d}. */
    private static NameTree tree(DjlFile djl, List<StoredTensor> tensors) {
        NameTree tree = new NameTree();
        int number = 1;
        for (DjlBlock block : djl.blocks()) {
            LayerGuess guess = block.guess();
            String path = "%02d%s".formatted(number++, guess.type());
            tree.module(path, guess.type(), "", guess.config());
            for (DjlParameter parameter : block.parameters()) {
                String name = path + "." + parameter.name().replace('.', '_');
                TensorInfo info = new TensorInfo(name, parameter.dtype(), parameter.shape(), parameter.length());
                tensors.add(StoredTensor.contiguous(info, parameter.position()).ordered(parameter.order()));
                tree.add(name, info, DjlBlock.isTrainable(parameter));
            }
        }
        return tree;
    }
}
