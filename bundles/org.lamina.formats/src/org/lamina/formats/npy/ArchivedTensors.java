package org.lamina.formats.npy;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.NamedTensors;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The arrays of an archive. Closes the file when it is closed. */
final class ArchivedTensors extends NamedTensors<ArchivedTensors.Member> {

    private static final int LIMIT = 1 << 30;
    /** Deflate makes at most 1032 bytes of one (RFC 1951); more is a trap. */
    private static final long EXPANSION = 1032;

    /**
     * An array.
     *
     * @param tensor where it lies: in the file, or in the bytes of its entry if these are deflated
     * @param entry its entry
     */
    record Member(StoredTensor tensor, ZipDirectory.Entry entry) {
    }

    private final FileBytes bytes;
    private final ZipDirectory zip;

    ArchivedTensors(FileBytes bytes, ZipDirectory zip, Map<String, Member> members) {
        super(members, List.of(bytes));
        this.bytes = bytes;
        this.zip = zip;
    }

    @Override
    protected TensorInfo info(String name, Member member) {
        return member.tensor().info();
    }

    @Override
    protected TensorValues values(String name, Member member) throws IOException {
        ZipDirectory.Entry entry = member.entry();
        if (entry.stored()) {
            return member.tensor().values(bytes);
        } else if (entry.size() > LIMIT || entry.size() / EXPANSION > entry.compressedSize()) {
            throw new IOException("the compressed array " + name + " of " + entry.size()
                    + " bytes is too large to be decompressed at once; save it with numpy.savez");
        }
        try {
            return member.tensor().values(FileBytes.of(bytes.file(), zip.bytes(entry, LIMIT)));
        } catch (ModelFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
