package org.lamina.fuzz;

import java.io.IOException;

import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** Looks at all that a checkpoint gives, as views and commands do. */
final class OpenedFile {

    private static final int MOST_TENSORS = 50;
    private static final int VALUES = 64;

    private OpenedFile() {
    }

    static void look(Checkpoint checkpoint) {
        checkpoint.model().ifPresent(OpenedFile::look);
        TensorSource tensors = checkpoint.tensors();
        tensors.tensors().stream().limit(MOST_TENSORS).forEach(tensor -> look(tensors, tensor));
    }

    private static void look(Model model) {
        long parameters = Math.min(model.parameterCount(), model.trainableCount());
        model.layers().forEach(layer -> layer.toString().length());
        model.groups().forEach(group -> group.toString().length());
        if (parameters < 0) {
            throw new IllegalStateException("the model has " + parameters + " parameters");
        }
    }

    private static void look(TensorSource tensors, TensorInfo tensor) {
        if (tensor.count() < 0 || tensor.bytes() < 0) {
            throw new IllegalStateException(tensor + " has a negative size");
        }
        try {
            TensorValues values = tensors.values(tensor.name());
            values.read(0, new double[VALUES]);
            values.read(tensor.count() / 2, new double[VALUES]);
            values.read(Math.max(0, tensor.count() - VALUES), new double[VALUES]);
        } catch (IOException refused) {
            // Values that can't be read are refused like this, long after the file was opened.
            return;
        }
    }
}
