package org.lamina.formats.mxnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.lamina.formats.FileHead;
import org.lamina.formats.InputShapes;
import org.lamina.formats.ShapedReader;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Reads the {@code .params} files of MXNet (src/ndarray/ndarray.cc, {@code NDArray::Save}), with the architecture of
 * the symbol beside them. A name starts with {@code arg:} if training changes the array and with {@code aux:} if not,
 * or with neither.
 */
public final class MxnetReader implements ShapedReader {

    static final String ARGUMENT = "arg:";
    static final String AUXILIARY = "aux:";
    static final int HEADER = 16;

    private static final int MARK = 0x112;

    @Override
    public String format() {
        return "MXNet parameters";
    }

    /** Eight bytes of mark, eight that are reserved, and a number of arrays that the file can hold. */
    @Override
    public boolean match(FileHead head) {
        long count = head.littleEndian(HEADER, 8);
        return head.length() >= HEADER + 8 && head.littleEndian(0, 8) == MARK && head.littleEndian(8, 8) == 0
                && count >= 0 && (head.size() < 0 || count <= head.size() / 4);
    }

    @Override
    public Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(bytes, shapes, progress));
    }

    private Checkpoint open(FileBytes bytes, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        Path file = bytes.file();
        MxnetArrays arrays = new MxnetArrays(bytes, progress);
        List<String> warnings = new ArrayList<>();
        Path symbol = SymbolFile.beside(file);
        if (arrays.hasSymbol() && Files.isRegularFile(symbol)) {
            try {
                return arrays.checkpoint(file, format(), SymbolFile.read(symbol), shapes, warnings);
            } catch (ModelFormatException e) {
                warnings.add("The architecture beside the file is damaged and not shown: " + e.getMessage());
            }
        } else if (arrays.hasSymbol()) {
            warnings.add("There is no " + symbol.getFileName() + " beside the file, which tells the architecture.");
        }
        return arrays.checkpoint(file, format(), warnings);
    }
}
