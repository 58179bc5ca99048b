package org.lamina.formats.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Reads NumPy's archives of arrays. Stored arrays are read where they lie; deflated ones are decompressed when their
 * values are asked for.
 */
public final class NpzReader implements CheckpointReader {

    private static final String SUFFIX = ".npy";
    private static final int NAME_LENGTH = 26;
    private static final int NAME = 30;

    @Override
    public String format() {
        return "NumPy archive";
    }

    /** A zip archive whose first entry is an array. */
    @Override
    public boolean match(FileHead head) {
        return head.startsWith('P', 'K', 3, 4)
                && head.text(NAME, (int) head.littleEndian(NAME_LENGTH, 2)).endsWith(SUFFIX);
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(bytes, progress));
    }

    private Checkpoint open(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        List<String> warnings = new ArrayList<>();
        warnings.add("A NumPy file holds arrays without an architecture.");
        ZipDirectory zip = ZipDirectory.read(bytes);
        Map<String, ArchivedTensors.Member> members = new LinkedHashMap<>();
        for (ZipDirectory.Entry entry : zip.entries()) {
            progress.checkCancelled();
            if (entry.name().endsWith(SUFFIX)) {
                String name = entry.name().substring(0, entry.name().length() - SUFFIX.length());
                member(zip, bytes, entry, name, members, warnings);
            }
        }
        return new Checkpoint(bytes.file(), format(), "", "NumPy", Optional.empty(),
                new ArchivedTensors(bytes, zip, members), warnings);
    }

    /** An array that is no array of numbers does not keep the others from being shown. */
    private static void member(ZipDirectory zip, FileBytes bytes, ZipDirectory.Entry entry, String name,
            Map<String, ArchivedTensors.Member> members, List<String> warnings) throws IOException {
        try (InputStream in = zip.stream(entry)) {
            ArrayHeader header = ArrayHeader.parse(bytes.file(), name, in.readNBytes(ArrayHeader.LIMIT));
            long start = entry.stored() ? zip.dataOffset(entry) : 0;
            StoredTensor tensor = header.tensor(bytes.file(), name, start, entry.size());
            members.put(name, new ArchivedTensors.Member(tensor, entry));
        } catch (ModelFormatException e) {
            warnings.add("Left out: expected " + e.expected() + ", found " + e.found() + ".");
        } catch (ZipException | EOFException e) {
            warnings.add("Left out: the compressed data of " + name + " are damaged (" + e.getMessage() + ").");
        }
    }
}
