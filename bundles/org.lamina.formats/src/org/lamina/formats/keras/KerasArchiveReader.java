package org.lamina.formats.keras;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

import org.lamina.formats.FileHead;
import org.lamina.formats.InputShapes;
import org.lamina.formats.ShapedReader;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.JsonText;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.formats.hdf5.Hdf5File;
import org.lamina.formats.hdf5.Hdf5Group;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads {@code .keras} archives of Keras 2.12 and later: a zip archive with the configuration of the model and an HDF5
 * file with its weights, which is read in place where it is stored uncompressed, as Keras does it.
 */
public final class KerasArchiveReader implements ShapedReader {

    private static final String CONFIG = "config.json";
    private static final String METADATA = "metadata.json";
    private static final String WEIGHTS = "model.weights.h5";
    private static final List<String> ENTRIES = List.of(CONFIG, METADATA, WEIGHTS, "model.weights.json",
            "model.weights.npz");
    private static final int LOCAL_HEADER = 30;
    private static final int TEXT_LIMIT = 64 << 20;
    /** The most that deflate can compress (RFC 1951: 258 bytes in 2 bits). */
    private static final long MAX_RATIO = 1032;

    @Override
    public String format() {
        return "Keras archive";
    }

    @Override
    public boolean match(FileHead head) {
        return head.startsWith('P', 'K', 3, 4)
                && ENTRIES.contains(head.text(LOCAL_HEADER, (int) Math.min(64, head.littleEndian(26, 2))));
    }

    @Override
    public Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(file, bytes, shapes, progress));
    }

    private Checkpoint open(Path file, FileBytes bytes, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        ZipDirectory zip = ZipDirectory.read(bytes);
        Optional<JsonNode> config = json(file, zip, CONFIG);
        if (config.isEmpty()) {
            throw new ModelFormatException(file, "a Keras archive with a " + CONFIG, "an archive without one");
        }
        KerasCheckpoint checkpoint = new KerasCheckpoint(file, format(), shapes, progress);
        checkpoint.training(config.get().path("compile_config"));
        String version = json(file, zip, METADATA).map(json -> json.path("keras_version").asText("")).orElse("");
        String producer = version.isEmpty() ? "" : "Keras " + version;
        Optional<ZipDirectory.Entry> entry = zip.find(WEIGHTS);
        if (entry.isEmpty()) {
            checkpoint.warn("The archive has no " + WEIGHTS + ", so no weights are shown.");
            return checkpoint.open(config, producer, new Hdf5Group("", Map.of(), Map.of(), Map.of()), bytes);
        } else if (entry.get().stored()) {
            Hdf5Group root = Hdf5File.read(bytes, zip.dataOffset(entry.get()), entry.get().size(), progress);
            return checkpoint.open(config, producer, root, bytes);
        }
        return copy(file, zip, entry.get()).handTo(copy -> {
            Hdf5Group root = Hdf5File.read(copy, 0, copy.size(), progress);
            bytes.close();
            return checkpoint.open(config, producer, root, copy);
        });
    }

    private static Optional<JsonNode> json(Path file, ZipDirectory zip, String name)
            throws ModelFormatException, IOException {
        Optional<ZipDirectory.Entry> entry = zip.find(name);
        return entry.isEmpty() ? Optional.empty() : Optional.of(JsonText.object(file,
                new String(zip.bytes(entry.get(), TEXT_LIMIT), StandardCharsets.UTF_8), "a " + name));
    }

    private static FileBytes copy(Path file, ZipDirectory zip, ZipDirectory.Entry entry)
            throws ModelFormatException, IOException {
        if (entry.size() / MAX_RATIO > entry.compressedSize()) {
            throw new ModelFormatException(file, "at most " + entry.compressedSize() * MAX_RATIO
                    + " bytes in the zip entry " + entry.name(), entry.size() + " bytes");
        }
        try (InputStream contents = zip.stream(entry)) {
            return FileBytes.temporaryCopy(file, contents, entry.size());
        } catch (ZipException | EOFException e) {
            throw new ModelFormatException(file, "deflated data in the zip entry " + entry.name(), "damaged data", e);
        }
    }
}
