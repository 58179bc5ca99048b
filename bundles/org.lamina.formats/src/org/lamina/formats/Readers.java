package org.lamina.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.lamina.formats.djl.DjlReader;
import org.lamina.formats.gguf.GgufReader;
import org.lamina.formats.keras.KerasArchiveReader;
import org.lamina.formats.keras.KerasHdf5Reader;
import org.lamina.formats.mxnet.MxnetReader;
import org.lamina.formats.mxnet.MxnetSymbolReader;
import org.lamina.formats.npy.NpyReader;
import org.lamina.formats.npy.NpzReader;
import org.lamina.formats.onnx.OnnxReader;
import org.lamina.formats.pytorch.LegacyPickleReader;
import org.lamina.formats.pytorch.LegacyTarReader;
import org.lamina.formats.pytorch.PlainPickleReader;
import org.lamina.formats.pytorch.PyTorchReader;
import org.lamina.formats.safetensors.SafetensorsReader;
import org.lamina.formats.safetensors.ShardIndexReader;
import org.lamina.formats.tensorflow.FrozenGraphReader;
import org.lamina.formats.tensorflow.SavedModelReader;
import org.lamina.formats.tflite.LiteReader;
import org.lamina.formats.torchexport.ExportReader;
import org.lamina.formats.torchscript.TorchScriptReader;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** The readers that are at hand, in the order in which they are asked. Immutable. */
public final class Readers {

    private final List<CheckpointReader> readers;

    /** A registry of these readers; the first that matches a file opens it. */
    public Readers(List<CheckpointReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /** All readers that come with this bundle. */
    public static Readers builtin() {
        return new Readers(List.of(
                new ExportReader(),
                new TorchScriptReader(),
                new PyTorchReader(),
                new LegacyPickleReader(),
                new LegacyTarReader(),
                new PlainPickleReader(),
                new SafetensorsReader(),
                new ShardIndexReader(List.of(new SafetensorsReader(), new PyTorchReader(), new LegacyPickleReader())),
                new SavedModelReader(),
                new OnnxReader(),
                new KerasHdf5Reader(),
                new KerasArchiveReader(),
                new LiteReader(),
                new FrozenGraphReader(),
                new NpyReader(),
                new NpzReader(),
                new GgufReader(),
                new DjlReader(),
                new MxnetReader(),
                new MxnetSymbolReader()));
    }

    /** The readers, in the order in which they are asked. */
    public List<CheckpointReader> all() {
        return readers;
    }

    /**
     * Finds the reader for a file by its content; reads at most 64 KiB.
     *
     * @throws IOException if the file can't be read
     */
    public Optional<CheckpointReader> match(Path file) throws IOException {
        FileHead head = FileHead.of(file);
        return readers.stream().filter(reader -> reader.match(head)).findFirst();
    }

    /**
     * Opens a file with the reader that matches its content. Whoever calls closes the checkpoint.
     *
     * @throws ModelFormatException if no reader matches, or if the file is damaged or hostile
     * @throws IOException if the file can't be read
     */
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return open(file, InputShapes.NONE, progress);
    }

    /**
     * Opens a file for inputs of these shapes. Whoever calls closes the checkpoint.
     *
     * @throws ModelFormatException if no reader matches, or if the file is damaged or hostile
     * @throws IOException if the file can't be read
     */
    public Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        FileHead head = FileHead.of(file);
        for (CheckpointReader reader : readers) {
            if (reader.match(head)) {
                progress.report("Reading " + file.getFileName(), Double.NaN);
                return reader.open(file, shapes, progress);
            }
        }
        throw new ModelFormatException(file, "one of these formats: " + readers.stream()
                .map(CheckpointReader::format).collect(Collectors.joining(", ")), head.description());
    }
}
