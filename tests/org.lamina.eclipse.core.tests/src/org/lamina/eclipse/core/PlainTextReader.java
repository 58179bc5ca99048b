package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/**
 * Reads files that begin with {@code model} and have a layer's path and type on each further line, and perhaps the
 * values of its weight: {@code fc Linear 0.5,NaN}; counts its readings.
 */
final class PlainTextReader implements CheckpointReader {

    private final AtomicInteger readings = new AtomicInteger();

    int readings() {
        return readings.get();
    }

    @Override
    public String format() {
        return "Plain text";
    }

    @Override
    public boolean match(FileHead head) {
        return head.text(0, 5).equals("model");
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        readings.incrementAndGet();
        progress.checkCancelled();
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            throw new ModelFormatException(file, "a line for each layer", "none");
        } else if (lines.get(1).equals("fault")) {
            throw new IllegalStateException("a fault in the reader");
        }
        List<Layer> layers = lines.subList(1, lines.size()).stream().map(PlainTextReader::layer).toList();
        Model model = new Model("Net", List.of(), List.of(), List.of(), layers, List.of());
        return new Checkpoint(file, format(), "", "", Optional.of(model), new Weights(lines), List.of());
    }

    private static Layer layer(String line) {
        String[] words = line.split(" ");
        List<Parameter> weights = weight(line).stream().map(weight -> new Parameter("weight", weight, true)).toList();
        return new Layer(words[0], words[1], words[1], false, Map.of(), List.of(), List.of(), weights, List.of(),
                OptionalLong.empty(), Optional.empty());
    }

    private static Optional<TensorInfo> weight(String line) {
        int count = values(line).length;
        return count == 0 ? Optional.empty() : Optional.of(new TensorInfo(line.split(" ")[0] + ".weight",
                ElementType.FLOAT64, Shape.of(count, 1), 8L * count));
    }

    private static double[] values(String line) {
        String[] words = line.split(" ");
        return words.length < 3 ? new double[0]
                : Arrays.stream(words[2].split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    /** The weights that are written behind layers. */
    private record Weights(List<String> lines) implements TensorSource {

        @Override
        public List<TensorInfo> tensors() {
            return lines.stream().flatMap(line -> weight(line).stream()).toList();
        }

        @Override
        public TensorValues values(String name) {
            String line = lines.stream().filter(found -> name.equals(found.split(" ")[0] + ".weight")).findFirst()
                    .orElseThrow();
            return new Values(weight(line).orElseThrow(), PlainTextReader.values(line));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private record Values(TensorInfo info, double[] values) implements TensorValues {

        @Override
        public int read(long from, double[] into) {
            int count = (int) Math.min(into.length, values.length - from);
            System.arraycopy(values, (int) from, into, 0, count);
            return count;
        }
    }
}
