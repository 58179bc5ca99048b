package org.lamina.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/** The first samples beside a checkpoint, as pictures of its inputs. */
public final class SamplePictures {

    private static final List<String> FILES = List.of("samples.safetensors", "samples.npz");
    private static final long MOST_VALUES = 50_000_000;

    private SamplePictures() {
    }

    /** The file with samples beside a checkpoint, if there is one. */
    public static Optional<Path> beside(Path checkpoint) {
        return FILES.stream().map(checkpoint.toAbsolutePath()::resolveSibling).filter(Files::isRegularFile).findFirst();
    }

    /**
     * A picture for each input, in order, empty where there is none.
     *
     * @param samples tensors with the names of the inputs, or {@code x} for the first; samples along the first axis
     * @throws IOException if they can't be read
     */
    public static List<Optional<SamplePicture>> of(Checkpoint samples, Model model) throws IOException {
        List<Optional<SamplePicture>> pictures = new ArrayList<>();
        for (Port input : model.inputs()) {
            Optional<TensorInfo> tensor = samples.tensors().find(input.name())
                    .or(() -> pictures.isEmpty() ? samples.tensors().find("x") : Optional.empty());
            pictures.add(tensor.isPresent() ? picture(samples.tensors(), tensor.get()) : Optional.empty());
        }
        return pictures;
    }

    private static Optional<SamplePicture> picture(TensorSource tensors, TensorInfo tensor) throws IOException {
        if (tensor.shape().rank() < 3 || tensor.shape().dimension(0) == 0) {
            return Optional.empty();
        }
        Shape one = new Shape(tensor.shape().dimensions().subList(1, tensor.shape().rank()));
        long count = one.count().orElse(0);
        if (count == 0 || count > MOST_VALUES) {
            return Optional.empty();
        }
        double[] values = new double[(int) count];
        tensors.values(tensor.name()).read(0, values);
        return SamplePicture.of(values, one);
    }
}
