package org.lamina.formats.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.ZipDirectory.Entry;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.formats.pytorch.PyTorchArchive;
import org.lamina.formats.pytorch.TensorStorages;
import org.lamina.model.ModelFormatException;

/**
 * The parts of a TorchScript archive. Code, debug records and the module tree are read when the archive is opened;
 * tensor storages stay in the file. Names of parts are relative to the archive's top folder.
 */
public final class TorchScriptArchive implements AutoCloseable {

    private static final int CODE_LIMIT = 64 << 20;
    private static final String DEBUG_SUFFIX = ".debug_pkl";

    private final PyTorchArchive archive;
    private final Map<String, String> code;
    private final PickledObject root;
    private final LegacyScript legacy;

    private TorchScriptArchive(PyTorchArchive archive, Map<String, String> code, PickledObject root,
            LegacyScript legacy) {
        this.archive = archive;
        this.code = code;
        this.root = root;
        this.legacy = legacy;
    }

    /**
     * Opens an archive.
     *
     * @throws ModelFormatException if it is damaged, hostile, or no TorchScript archive
     * @throws IOException if the file can't be read
     */
    public static TorchScriptArchive open(Path file) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> of(PyTorchArchive.in(bytes)));
    }

    /**
     * The TorchScript in an open archive, which is closed with this.
     *
     * @throws ModelFormatException if it is damaged or hostile, or if there is none
     * @throws IOException if the file can't be read
     */
    static TorchScriptArchive of(PyTorchArchive archive) throws ModelFormatException, IOException {
        Path file = archive.bytes().file();
        if (!archive.hasCode()) {
            throw new ModelFormatException(file, "a TorchScript archive",
                    "a PyTorch archive without code (a state_dict or a whole pickled module); save the model with "
                            + "torch.jit.save(torch.jit.script(model), path)");
        }
        Map<String, String> code = readCode(archive);
        if (LegacyScript.isIn(archive)) {
            LegacyScript legacy = LegacyScript.of(archive);
            return new TorchScriptArchive(archive, code, legacy.root(), legacy);
        }
        Object root = archive.pickle("data.pkl").read();
        if (!(root instanceof PickledObject module) || !module.type().module().startsWith("__torch__")) {
            throw new ModelFormatException(file, "a module of TorchScript code in data.pkl",
                    root instanceof PickledObject other ? "a call of " + other.type().qualifiedName()
                            + ", which was not executed" : "other data");
        }
        return new TorchScriptArchive(archive, code, module, null);
    }

    /** The code parts; what all modules share lay in {@code libs/} up to PyTorch 1.3. */
    private static Map<String, String> readCode(PyTorchArchive archive) throws ModelFormatException, IOException {
        Map<String, String> code = new LinkedHashMap<>();
        int left = CODE_LIMIT;
        for (Entry entry : archive.zip().entries()) {
            String name = entry.name().startsWith(archive.prefix())
                    ? entry.name().substring(archive.prefix().length()) : "";
            if ((name.startsWith("code/") || name.startsWith("libs/")) && name.endsWith(".py")) {
                byte[] text = archive.zip().bytes(entry, left);
                left -= text.length;
                code.put(name.replaceFirst("^libs/", "code/"), new String(text, StandardCharsets.UTF_8));
            }
        }
        return Collections.unmodifiableMap(code);
    }

    /** Whether it was written by PyTorch 1.0 to 1.3. */
    boolean isLegacy() {
        return legacy != null;
    }

    /** The program that wrote the file; empty if it does not tell. */
    String producer() {
        return isLegacy() ? legacy.producer() : "";
    }

    /** The code of the archive as classes and functions. */
    ScriptProgram program() {
        return new ScriptProgram(bytes().file(), code, isLegacy() ? legacy.classes() : Map.of());
    }

    /** The serialised Python code by name, as {@code code/__torch__/digits.py}, in the order of the archive. */
    public Map<String, String> code() {
        return code;
    }

    /** The name of the code part that defines a class, given by its full name: {@code __torch__.digits.DigitsNet}. */
    public static String codeName(String type) {
        return "code/" + type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/') + ".py";
    }

    /** The full name of the root module's class: {@code __torch__.digits.DigitsNet}. */
    public String rootType() {
        return root.type().qualifiedName();
    }

    /** Whether the archive has debug records for any of its code. */
    public boolean hasDebugRecords() {
        return code.keySet().stream().anyMatch(name -> archive.find(debugPart(name)).isPresent());
    }

    private String debugPart(String codeName) {
        return isLegacy() ? legacy.debugRecords(codeName).orElse(codeName + DEBUG_SUFFIX) : codeName + DEBUG_SUFFIX;
    }

    /** The root module. */
    PickledObject root() {
        return root;
    }

    FileBytes bytes() {
        return archive.bytes();
    }

    /** The tensors whose storages lie in the archive. */
    TensorStorages storages() {
        return isLegacy() ? legacy.storages() : archive.storages();
    }

    /**
     * The tensors and other constants that the code calls {@code CONSTANTS.c0} and so on; usually a list.
     *
     * @throws ModelFormatException if they are damaged
     * @throws IOException if the file can't be read
     */
    Object constants() throws ModelFormatException, IOException {
        return isLegacy() ? legacy.constants() : archive.pickle("constants.pkl").read();
    }

    /**
     * The pickle of debug records that belongs to a code part, if there is one.
     *
     * @throws ModelFormatException if it is damaged
     * @throws IOException if the file can't be read
     */
    Optional<Object> debugRecords(String codeName) throws ModelFormatException, IOException {
        return archive.find(debugPart(codeName)).isEmpty() ? Optional.empty()
                : Optional.of(archive.pickle(debugPart(codeName)).read());
    }

    /**
     * Writes a copy in which some code is replaced or added. Debug records of replaced code are left out, since their
     * offsets are those of the old text.
     *
     * @param target the file to write; replaced if it exists
     * @param replacements new code by name; names that the archive does not have are added
     * @throws ModelFormatException if an entry of the archive is damaged
     * @throws IOException if a file can't be read or written
     */
    public void copyTo(Path target, Map<String, String> replacements) throws ModelFormatException, IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            copyTo(out, replacements);
        }
    }

    /** As {@link #copyTo(Path, Map)}, to a stream, which stays open. */
    public void copyTo(OutputStream out, Map<String, String> replacements) throws ModelFormatException, IOException {
        ZipOutputStream copy = new ZipOutputStream(out);
        String prefix = archive.prefix();
        for (Entry entry : archive.zip().entries()) {
            String name = entry.name().startsWith(prefix) ? entry.name().substring(prefix.length()) : entry.name();
            if (name.endsWith(DEBUG_SUFFIX)
                    && replacements.containsKey(name.substring(0, name.length() - DEBUG_SUFFIX.length()))) {
                continue;
            }
            String replacement = replacements.get(name);
            if (replacement == null) {
                copyEntry(copy, entry);
            } else {
                writeCode(copy, entry.name(), replacement);
            }
            copy.closeEntry();
        }
        for (Map.Entry<String, String> added : replacements.entrySet()) {
            if (archive.find(added.getKey()).isEmpty()) {
                writeCode(copy, prefix + added.getKey(), added.getValue());
                copy.closeEntry();
            }
        }
        copy.finish();
        copy.flush();
    }

    private void copyEntry(ZipOutputStream copy, Entry entry) throws ModelFormatException, IOException {
        CRC32 checksum = new CRC32();
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = archive.zip().stream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
                size += read;
            }
        }
        begin(copy, entry.name(), size, checksum.getValue());
        try (InputStream in = archive.zip().stream(entry)) {
            in.transferTo(copy);
        }
    }

    private static void writeCode(ZipOutputStream copy, String name, String code) throws IOException {
        byte[] text = code.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(text);
        begin(copy, name, text.length, checksum.getValue());
        copy.write(text);
    }

    private static void begin(ZipOutputStream copy, String name, long size, long checksum) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(checksum);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        copy.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
