package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.formats.file.ZipDirectory.Entry;
import org.lamina.formats.pickle.PickleReader;
import org.lamina.model.ModelFormatException;

/**
 * A zip archive of PyTorch: one folder at the top with {@code data.pkl}, the storages in {@code data/}, and with
 * TorchScript {@code constants.pkl} and {@code code/}; TorchScript up to PyTorch 1.3 has {@code model.json} instead of
 * the pickles. Names of parts are relative to that folder.
 */
public final class PyTorchArchive implements AutoCloseable {

    private static final int PICKLE_LIMIT = 64 << 20;

    private final FileBytes bytes;
    private final ZipDirectory zip;
    private final String prefix;

    private PyTorchArchive(FileBytes bytes, ZipDirectory zip, String prefix) {
        this.bytes = bytes;
        this.zip = zip;
        this.prefix = prefix;
    }

    /**
     * The archive that these bytes are, which are closed with it.
     *
     * @throws ModelFormatException if it is damaged, no archive of PyTorch, or written on a big-endian machine
     * @throws IOException if the file can't be read
     */
    public static PyTorchArchive in(FileBytes bytes) throws ModelFormatException, IOException {
        ZipDirectory zip = ZipDirectory.read(bytes);
        PyTorchArchive archive = new PyTorchArchive(bytes, zip, prefix(bytes, zip));
        archive.checkByteOrder();
        return archive;
    }

    private static String prefix(FileBytes bytes, ZipDirectory zip) throws ModelFormatException {
        return zip.entries().stream().map(Entry::name)
                .filter(name -> name.matches("[^/]*/(data\\.pkl|model\\.json)"))
                .map(name -> name.substring(0, name.indexOf('/') + 1)).findFirst()
                .orElseThrow(() -> new ModelFormatException(bytes.file(), "a PyTorch archive with a data.pkl",
                        "a zip archive without one"));
    }

    private void checkByteOrder() throws ModelFormatException, IOException {
        Optional<Entry> entry = find("byteorder");
        if (entry.isPresent()
                && new String(zip.bytes(entry.get(), 64), StandardCharsets.US_ASCII).trim().equals("big")) {
            throw new ModelFormatException(bytes.file(), "tensors in little-endian order",
                    "an archive that a big-endian machine wrote");
        }
    }

    /** The file. */
    public FileBytes bytes() {
        return bytes;
    }

    /** The directory of the archive. */
    public ZipDirectory zip() {
        return zip;
    }

    /** The name of the folder at the top, with a slash at its end. */
    public String prefix() {
        return prefix;
    }

    /** The part of this name, if there is one. */
    public Optional<Entry> find(String part) {
        return zip.find(prefix + part);
    }

    /** Whether the archive holds TorchScript; others hold pickled tensors or modules alone. */
    public boolean hasCode() {
        return find("constants.pkl").isPresent() || find("model.json").isPresent();
    }

    /**
     * The pickle in a part.
     *
     * @throws ModelFormatException if there is no such part, or if it is damaged or too large
     * @throws IOException if the file can't be read
     */
    public PickleReader pickle(String part) throws ModelFormatException, IOException {
        Entry entry = find(part).orElseThrow(
                () -> new ModelFormatException(bytes.file(), "the part " + part + " in the archive", "none"));
        return new PickleReader(bytes.file(), part, zip.bytes(entry, PICKLE_LIMIT));
    }

    /** The tensors whose storages lie in folders of the archive. */
    public TensorStorages storages() {
        return new TensorStorages(bytes, this::storage);
    }

    private StorageRange storage(String folder, String key) throws ModelFormatException, IOException {
        String part = folder + "/" + key;
        Entry entry = find(part).filter(Entry::stored).orElseThrow(
                () -> new ModelFormatException(bytes.file(), "the stored entry " + part, "none"));
        return new StorageRange(zip.dataOffset(entry), entry.size());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
